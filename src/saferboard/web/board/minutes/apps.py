"""The application, as Django knows it."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Named ``minutes``."""

    name = "saferboard.web.board.minutes"
    label = "minutes"
