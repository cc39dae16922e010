"""The application, as Django knows it."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    """Named ``risk``."""

    name = "saferboard.web.evidence.risk"
    label = "risk"
