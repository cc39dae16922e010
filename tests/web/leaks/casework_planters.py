"""Casework's canaries, planted by its own forms: cases, referrals, applications of the public."""

from datetime import timedelta

from django.utils.timezone import localdate

from saferboard.core.casework.people.records import Address
from saferboard.core.directory.permissions import Role
from saferboard.web.casework.protection.models import SubjectRequest
from tests.web.casework import world
from tests.web.casework.asb import asb_web
from tests.web.casework.marac import journey
from tests.web.casework.people import folk
from tests.web.casework.protection import held
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
    made = asb_web.reported(officer, words=f"{CANARY} shouts", street=f"{CANARY} Street")
    world.shared("police", made, "police-officer")
    browsers = {
        "officer": world.client(officer, "blaby"),
        "manager": world.client(manager, "blaby"),
        "partner": world.client(partner, "police"),
    }
    here = f"/cases/{made.case.reference}/"
    return Planted(browsers, (here, "/cases/", "/cases/asb/due/", "/cases/asb/report/"))


@planter("people")
def people() -> Planted:
    """One person in the cases of two councils, and whoever says that it is one."""
    world.declare()
    crowd = folk.Folk.new()
    first, second = crowd.case("blaby"), crowd.case("charnwood")
    for opened in (first, second):
        crowd.write(
            opened,
            folk.named(
                f"{CANARY}ann",
                f"{CANARY}family",
                addresses=(Address(f"1 {CANARY} Street", "ZZ1 1AA"),),
                phones=("07700 900123",),
            ),
        )
    browsers = {
        "officer": world.client(crowd.officers["blaby"], "blaby"),
        "manager": world.client(crowd.manager, "police"),
    }
    starts = (f"/cases/{first.case.reference}/people/", "/cases/links/", "/cases/")
    return Planted(browsers, starts)


@planter("protection")
def protection() -> Planted:
    """A request of somebody whose words are in a case, and the officer who answers it."""
    world.declare()
    case = held.case()
    held.write(case, f"{CANARY}name was here.")
    browser = held.browser(held.officer())
    said = {"received": localdate().isoformat(), "names": f"{CANARY}name", "checked": "yes"}
    assert browser.post("/cases/protection/requests/new/", said).status_code == 302
    with held.service():
        number = SubjectRequest.objects.get().pk
    here = f"/cases/protection/requests/{number}/"
    assert browser.post(f"{here}find/", {"cases": [case.reference]}).status_code == 302
    return Planted({"officer": browser}, (here, "/cases/protection/"))


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
