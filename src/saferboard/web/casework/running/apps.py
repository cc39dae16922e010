"""The application, as Django knows it."""

from django.apps import AppConfig


class RunningConfig(AppConfig):
    """Named ``running``."""

    name = "saferboard.web.casework.running"
    label = "running"

    def ready(self) -> None:
        """What is held here is read out to whoever asks what is held of them."""
        from saferboard.web.casework.lock.holdings import HOLDINGS
        from saferboard.web.casework.running.holding import HOLDINGS as OURS

        HOLDINGS.extend(OURS)
