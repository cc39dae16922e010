"""The room as Django knows it."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """The Board's past."""

    name = "saferboard.web.ingest"
    label = "ingest"
