"""The desk as a Django app. It stores nothing of its own."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """My work, and the chair's page."""

    name = "saferboard.web.board.desk"
    label = "desk"
