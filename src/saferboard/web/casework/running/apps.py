"""The application, as Django knows it."""

from django.apps import AppConfig


class RunningConfig(AppConfig):
    """Named ``running``."""

    name = "saferboard.web.casework.running"
    label = "running"
