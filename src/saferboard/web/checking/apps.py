"""The application, as Django knows it."""

from django.apps import AppConfig


class CheckingConfig(AppConfig):
    """Named ``checking``."""

    name = "saferboard.web.checking"
    label = "checking"
