"""The application, as Django knows it."""

from django.apps import AppConfig


class AsbConfig(AppConfig):
    """Named ``asb``."""

    name = "saferboard.web.casework.asb"
    label = "asb"

    def ready(self) -> None:
        """The case page leads to the pages here, and a case is opened by a report."""
        from saferboard.web.casework.asb.holding import HOLDINGS as OURS
        from saferboard.web.casework.asb.panel import panel
        from saferboard.web.casework.lock.holdings import HOLDINGS
        from saferboard.web.casework.running.panels import FORMS, LISTS, OPENING, PANELS

        PANELS["asb"].append(panel)
        OPENING["asb"] = "asb-report"
        FORMS["asb", "risk matrix"] = "asb-risk"
        FORMS["asb", "victim contact"] = "asb-contacts"
        FORMS["asb", "reason for closing"] = "asb-close"
        LISTS["asb"].append(("What is due in anti-social behaviour", "asb-due"))
        HOLDINGS.extend(OURS)
