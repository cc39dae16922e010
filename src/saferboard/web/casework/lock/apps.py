"""The application, as Django knows it."""

from django.apps import AppConfig


class LockConfig(AppConfig):
    """Named ``lock``."""

    name = "saferboard.web.casework.lock"
    label = "lock"
