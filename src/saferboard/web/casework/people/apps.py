"""The application, as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Named ``people``."""

    name = "saferboard.web.casework.people"
    label = "people"

    def ready(self) -> None:
        """What is held here is read out to whoever asks what is held of them."""
        from saferboard.web.casework.lock.holdings import HOLDINGS
        from saferboard.web.casework.people.holding import HOLDINGS as OURS

        HOLDINGS.extend(OURS)
