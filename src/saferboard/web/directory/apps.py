"""The directory as a Django app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Accounts and permissions."""

    name = "saferboard.web.directory"
    label = "directory"

    def ready(self) -> None:
        """Audit what account holders do, from the start."""
        from saferboard.web.directory import receivers

        receivers.connect()
