"""The application, as Django knows it."""

from django.apps import AppConfig


class MaracConfig(AppConfig):
    """Named ``marac``."""

    name = "saferboard.web.casework.marac"
    label = "marac"

    def ready(self) -> None:
        """Research that is due and actions wait for an account on its first page."""
        from saferboard.web.casework.marac.waiting import for_account
        from saferboard.web.directory.waiting import TELLERS

        TELLERS.append(for_account)
