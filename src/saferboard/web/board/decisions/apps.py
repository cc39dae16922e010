"""The application, as Django knows it."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Named ``decisions``."""

    name = "saferboard.web.board.decisions"
    label = "decisions"
