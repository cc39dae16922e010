"""The application, as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Named ``plan``."""

    name = "saferboard.web.board.plan"
    label = "plan"
