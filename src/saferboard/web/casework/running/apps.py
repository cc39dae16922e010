"""The application, as Django knows it."""

from django.apps import AppConfig


class RunningConfig(AppConfig):
    """Named ``running``."""

    name = "saferboard.web.casework.running"
    label = "running"

    def ready(self) -> None:
        """What is held here is read out to whoever asks what is held of them; cases have people."""
        from saferboard.web.casework.lock.holdings import HOLDINGS
        from saferboard.web.casework.running.about_people import panel
        from saferboard.web.casework.running.holding import HOLDINGS as OURS
        from saferboard.web.casework.running.panels import PANELS

        HOLDINGS.extend(OURS)
        PANELS[""].append(panel)
