"""The application, as Django knows it."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Named ``surveys``."""

    name = "saferboard.web.evidence.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Comments that nobody has read wait for whoever may let them through."""
        from saferboard.web.directory.waiting import TELLERS
        from saferboard.web.evidence.surveys.queries import to_read

        TELLERS.append(to_read)
