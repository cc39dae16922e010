"""The application, as Django knows it."""

from django.apps import AppConfig


class MaracConfig(AppConfig):
    """Named ``marac``."""

    name = "saferboard.web.casework.marac"
    label = "marac"

    def ready(self) -> None:
        """Research and actions wait for an account on its first page; cases begin on our form."""
        from saferboard.web.casework.lock.holdings import HOLDINGS, NEEDED
        from saferboard.web.casework.marac.declared import PAGES, PROCESS, PURPOSE
        from saferboard.web.casework.marac.figuring import needed
        from saferboard.web.casework.marac.holding import HOLDINGS as OURS
        from saferboard.web.casework.marac.identity import decided
        from saferboard.web.casework.marac.panel import panel
        from saferboard.web.casework.marac.waiting import for_account
        from saferboard.web.casework.people.deciding import DECIDED
        from saferboard.web.casework.running.panels import OPENING, PANELS, TAKING
        from saferboard.web.directory.waiting import TELLERS

        TELLERS.append(for_account)
        PANELS[PURPOSE].append(panel)
        OPENING[PROCESS] = "marac-refer"
        TAKING.update({(PROCESS, step): page for step, page in PAGES.items()})
        HOLDINGS.extend(OURS)
        NEEDED.append(needed)
        DECIDED.append(decided)
