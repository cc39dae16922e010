"""The look as a Django app."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Templates and static files that every room may use."""

    name = "saferboard.web.look"
    label = "look"
