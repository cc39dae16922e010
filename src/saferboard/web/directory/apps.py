"""The directory as a Django app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Accounts and permissions."""

    name = "saferboard.web.directory"
    label = "directory"
