"""The application, as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Named ``people``."""

    name = "saferboard.web.casework.people"
    label = "people"
