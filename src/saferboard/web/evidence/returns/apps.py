"""The application, as Django knows it."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Named ``returns``."""

    name = "saferboard.web.evidence.returns"
    label = "returns"

    def ready(self) -> None:
        """What a post still has to send waits for it on its first page."""
        from saferboard.web.directory.waiting import TELLERS
        from saferboard.web.evidence.returns.queries import due_from

        TELLERS.append(due_from)
