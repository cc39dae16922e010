"""Casework's canaries, planted by its own forms: cases, referrals, applications of the public."""

from datetime import timedelta

from django.utils.timezone import localdate

from saferboard.core.directory.permissions import Role
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.reviews import test_reviews as reviews
from tests.web.leaks.board_planter import signed_in
from tests.web.leaks.planters import CANARY, Planted, planter


@planter("asb")
def asb() -> Planted:
    """A case with its officer and manager, and a partner with whom it is shared."""
    world.declare()
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("officer", "blaby", "asb-officer")
    manager = world.worker("manager", "blaby", "asb-manager")
    partner = world.worker("partner", "police", "police-officer")
    made = world.opened(officer, "blaby")
    world.shared("police", made, "police-officer")
    browsers = {
        "officer": world.client(officer, "blaby"),
        "manager": world.client(manager, "blaby"),
        "partner": world.client(partner, "police"),
    }
    return Planted(browsers, ("/cases/", f"/cases/{made.case.reference}/"))


@planter("marac")
def marac() -> Planted:
    """A referral, told with canaries in everything that somebody writes."""
    world.declare()
    table = journey.table()
    said = {
        name: f"{CANARY} {name}"
        for name in ("victim", "victim_address", "way", "times", "warnings", "account", "wishes")
    }
    case = journey.refer(
        table.housing,
        **said,
        perpetrators=f"{CANARY}perpetrator; 01/02/1985; {CANARY} Street",
        children=f"{CANARY}child; 01/05/2015",
    )
    journey.meet(table.co_ordinator)
    browsers = {
        "co-ordinator": table.co_ordinator,
        "chair": table.chair,
        "housing": table.housing,
        "idva": table.idva,
    }
    return Planted(browsers, ("/cases/marac/", journey.url(case), f"/cases/{case.reference}/"))


@planter("reviews")
def case_reviews() -> Planted:
    """An application of the public, and whoever judges it."""
    world.declare()
    world.agreed("case-review", "blaby", "charnwood")
    lead = world.worker("lead", "blaby", "review-lead")
    today = localdate()
    made = today - timedelta(days=40), today - timedelta(days=30)
    case = reviews.applied(
        made,
        name=f"{CANARY}name",
        address=f"{CANARY} Street",
        reach=f"{CANARY}07700",
        for_other=f"{CANARY}mother",
        account=f"{CANARY} shouts",
        harm=f"{CANARY} harm",
        response=f"{CANARY} response",
    )
    browser = world.client(lead, "blaby", "case-review")
    return Planted({"lead": browser}, ("/cases/", f"/cases/{case.reference}/", "/case-review/"))


@planter("governance")
def governance() -> Planted:
    """Whoever keeps vetting and agreements, and whoever reads the trail."""
    world.declare()
    world.agreed("asb", *world.AGENCIES)
    world.worker("officer", "blaby", "asb-officer")
    browsers = {
        "governance": signed_in(Role.GOVERNANCE),
        "protection": signed_in(Role.PROTECTION),
    }
    return Planted(browsers, ("/work/", "/cases/people/", "/cases/agreements/", "/cases/"))
