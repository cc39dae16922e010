"""The application, as Django knows it."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Named ``returns``."""

    name = "saferboard.web.evidence.returns"
    label = "returns"
