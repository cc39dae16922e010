"""The application, as Django knows it."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Named ``protection``."""

    name = "saferboard.web.casework.protection"
    label = "protection"

    def ready(self) -> None:
        """What is due waits for a data protection officer on the first page of the account."""
        from saferboard.web.casework.protection.reminding import for_account
        from saferboard.web.directory.waiting import TELLERS

        TELLERS.append(for_account)
