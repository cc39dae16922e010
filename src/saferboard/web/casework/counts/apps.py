"""The application, as Django knows it."""

from django.apps import AppConfig


class CountsConfig(AppConfig):
    """Named ``counts``."""

    name = "saferboard.web.casework.counts"
    label = "counts"

    def ready(self) -> None:
        """Up to how many is a small count is evidence's to say; other rooms do not see it."""
        from saferboard.web.casework.asb.measuring import SMALL
        from saferboard.web.evidence.counts import small

        SMALL.append(small)
