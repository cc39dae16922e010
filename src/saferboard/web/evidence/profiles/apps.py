"""The application, as Django knows it."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Named ``profiles``."""

    name = "saferboard.web.evidence.profiles"
    label = "profiles"
