"""The application, as Django knows it."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Named ``papers``."""

    name = "saferboard.web.board.papers"
    label = "papers"
