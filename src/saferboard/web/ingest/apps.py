"""The room as Django knows it."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """The Board's past."""

    name = "saferboard.web.ingest"
    label = "ingest"

    def ready(self) -> None:
        """Search asks this room too when it is made anew."""
        from saferboard.web.ingest.finding import rebuild
        from saferboard.web.search.rebuilding import register

        register("history", rebuild)
