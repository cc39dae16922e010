"""The application, as Django knows it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Named ``reviews``."""

    name = "saferboard.web.casework.reviews"
    label = "reviews"

    def ready(self) -> None:
        """The case page leads to the pages here, and what is judged is written on them alone."""
        from saferboard.web.casework.lock.holdings import HOLDINGS
        from saferboard.web.casework.reviews.actions import MET, NOT_MET, OUTCOME, PROCESS
        from saferboard.web.casework.reviews.holding import HOLDINGS as OURS
        from saferboard.web.casework.reviews.panel import panel
        from saferboard.web.casework.running.panels import FORMS, PANELS

        PANELS["case-review"].append(panel)
        HOLDINGS.extend(OURS)
        FORMS[PROCESS, MET] = FORMS[PROCESS, NOT_MET] = "case-review-judge"
        FORMS[PROCESS, OUTCOME] = "case-review-conclude"
