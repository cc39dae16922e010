"""The application, as Django knows it."""

from django.apps import AppConfig


class LockConfig(AppConfig):
    """Named ``lock``."""

    name = "saferboard.web.casework.lock"
    label = "lock"

    def ready(self) -> None:
        """Reviews of agreements wait for their officer; the doctor looks at the second line."""
        from saferboard.web.casework.lock.chasing import to_review
        from saferboard.web.casework.lock.second_line import check
        from saferboard.web.directory.health import FURTHER
        from saferboard.web.directory.waiting import TELLERS

        TELLERS.append(to_review)
        FURTHER.append(check)
