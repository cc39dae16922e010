"""The application, as Django knows it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Named ``reviews``."""

    name = "saferboard.web.casework.reviews"
    label = "reviews"

    def ready(self) -> None:
        """The case page of a review leads to its own pages."""
        from saferboard.web.casework.lock.holdings import HOLDINGS
        from saferboard.web.casework.reviews.actions import DECIDED
        from saferboard.web.casework.reviews.holding import HOLDINGS as OURS
        from saferboard.web.casework.reviews.panel import panel
        from saferboard.web.casework.running.panels import ELSEWHERE, PANELS

        PANELS["case-review"].append(panel)
        ELSEWHERE.update(("case-review", piece) for piece in DECIDED)
        HOLDINGS.extend(OURS)
