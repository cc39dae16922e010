"""The application, as Django knows it."""

from django.apps import AppConfig


class CountsConfig(AppConfig):
    """Named ``counts``."""

    name = "saferboard.web.casework.counts"
    label = "counts"
