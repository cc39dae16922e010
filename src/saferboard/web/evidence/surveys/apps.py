"""The application, as Django knows it."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Named ``surveys``."""

    name = "saferboard.web.evidence.surveys"
    label = "surveys"
