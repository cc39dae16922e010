"""Case reviews through their pages: applied for by the public, judged, concluded, published."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate

from saferboard.core.casework.case_review import Considered
from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.reviews import actions, queries
from saferboard.web.casework.reviews.models import Application, Complaint, Published
from saferboard.web.casework.running.models import Entry
from tests.web.casework import world

pytestmark = pytest.mark.django_db
CANARY = "Zzexample Person"


def sent(*complaints: tuple[date, date], **said: Any) -> dict[str, Any]:
    """The public's form, filled in."""
    form = {
        "area": "E07000129",
        "name": CANARY,
        "address": "1 Example Street",
        "reach": "07700 900000",
        "for_other": "",
        "account": "Shouting every night.",
        "harm": "",
        "response": "",
        "agrees": "on",
        "complaint-TOTAL_FORMS": "6",
        "complaint-INITIAL_FORMS": "0",
    }
    form |= world.keyed(Client(), "/case-review/", {})
    for n, (behaviour, made) in enumerate(complaints):
        form |= {f"complaint-{n}-behaviour": behaviour, f"complaint-{n}-made": made}
    return form | said


@pytest.fixture
def lead() -> Any:
    world.agreed("case-review", "blaby", "charnwood")
    return world.worker("lead", "blaby", "review-lead")


def applied(*complaints: tuple[date, date], **said: Any) -> Case:
    visitor = Client()
    answer = visitor.post("/case-review/", sent(*complaints, **said))
    assert answer.status_code == 302, answer.content.decode()
    page = visitor.get(answer["Location"]).content.decode()
    with transaction.atomic(), rows.service("tests"):
        case = Case.objects.get(process="case-review")
    assert case.reference in page
    return case


def recent(*ago: tuple[int, int]) -> list[tuple[date, date]]:
    """Complaints so many days ago: of the behaviour, and when it was made."""
    today = localdate()
    return [(today - timedelta(days=one), today - timedelta(days=two)) for one, two in ago]


def acknowledged(case: Case, lead: Any) -> Client:
    browser = world.client(lead, "blaby", "case-review")
    page = browser.post(f"/cases/{case}/steps/acknowledge/", {"turn": 0})
    assert page.status_code == 302, page.content.decode()
    return browser


def test_the_public_applies_and_only_its_council_sees_it(lead: Any) -> None:
    case = applied(*recent((40, 30)))
    assert (
        CANARY in world.client(lead, "blaby", "case-review").get(f"/cases/{case}/").content.decode()
    )
    other = world.worker("other", "charnwood", "review-lead")
    assert world.client(other, "charnwood", "case-review").get(f"/cases/{case}/").status_code == 404
    assert not Event.objects.filter(detail__icontains=CANARY).exists()
    assert Event.objects.get(action="case review applied for").by == "visitor"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"area": ""}, "Choose the council of the place."),
        ({"name": ""}, "Write something under"),
        ({"account": ""}, "Write something under “What has been happening?”."),
        ({"agrees": ""}, "Tick the box"),
        ({"complaint-0-behaviour": "2026-01-01"}, "Give the day, as near as you know it."),
        ({"complaint-3-told": "the council"}, "Give the day, as near as you know it."),
        (
            {"complaint-0-behaviour": "2026-01-02", "complaint-0-made": "2026-01-01"},
            "Give the day on which it happened, or a later day.",
        ),
        (
            {"complaint-0-behaviour": "2026-01-02", "complaint-0-made": "2098-01-01"},
            "Give today or an earlier day.",
        ),
    ],
)
def test_a_form_that_lacks_something_is_shown_again_and_nothing_is_stored(
    lead: Any, said: dict[str, str], found: str
) -> None:
    page = Client().post("/case-review/", sent(**said)).content.decode()
    assert found in page
    assert CANARY in page or "name" in said
    with transaction.atomic(), rows.service("tests"):
        assert not Case.objects.exists()
        assert not Entry.objects.exists()


def test_what_is_too_long_is_refused_whole_and_shown_again(lead: Any) -> None:
    browser = Client()
    form = browser.get("/case-review/").content.decode()
    assert "maxlength" not in form[form.index('<form method="post"') :]
    long = "a" * 20_000 + " the end"
    page = browser.post("/case-review/", sent(account=long)).content.decode()
    assert "Write at most 20,000 characters" in page
    assert "the end</textarea>" in page
    with rows.service("tests"):
        assert not Case.objects.exists()


def test_what_is_wrong_with_a_report_far_down_the_page_is_told_at_its_top(lead: Any) -> None:
    page = Client().post("/case-review/", sent(**{"complaint-3-told": "the council"}))
    told = page.content.decode().partition("<h1")[0]
    assert '<a href="#id_complaint-3-made">Report 4: Give the day, as near as you' in told
    assert "There is a problem" not in Client().get("/case-review/").content.decode()


def test_a_box_to_tick_stands_before_its_words_and_stays_ticked(lead: Any) -> None:
    page = Client().post("/case-review/", sent(name="")).content.decode()
    assert 'name="agrees" id="id_agrees" checked><label' in page
    page = Client().post("/case-review/", sent(agrees="")).content.decode()
    assert 'name="agrees" id="id_agrees" aria-invalid="true" aria-describedby="id_agrees_e' in page


def test_every_public_page_leads_to_the_form() -> None:
    assert 'href="/case-review/"' in Client().get("/accessibility/").content.decode()


def test_a_late_complaint_is_told_and_the_body_decides(lead: Any) -> None:
    """The worked example of the Act's guidance: the second report is late, two qualify."""
    case = applied((date(2026, 1, 1), date(2026, 1, 20)), (date(2026, 2, 10), date(2026, 3, 12)))
    with transaction.atomic(), rows.service("tests"):
        Application.objects.filter(case=case).update(applied=date(2026, 7, 15))
        Complaint.objects.create(
            case=case, field=FieldClass.ACCOUNT,
            behaviour=date(2026, 4, 1), made=date(2026, 4, 2),
        )  # fmt: skip
    browser = acknowledged(case, lead)
    page = browser.get(f"/cases/{case}/threshold/").content.decode()
    assert "it was made late: the month ended on 9 March 2026" in page
    assert "2 complaints qualify, not 3: the body decides" in page
    lacking = browser.post(f"/cases/{case}/threshold/", {"met": "no", "harm": "Little."})
    assert "says nothing of persistence" in lacking.content.decode()
    said = {"met": "no", "harm": "Little.", "persistence": "Twice.", "response": "Good."}
    assert browser.post(f"/cases/{case}/threshold/", said).status_code == 302
    again = browser.post(f"/cases/{case}/threshold/", said).content.decode()
    assert "is decided" in again
    row = Application.objects.get(case=case)
    assert (row.met, row.decided) == (False, localdate())


def test_arithmetic_that_is_met_cannot_be_refused(lead: Any) -> None:
    case = applied(*recent((60, 55), (50, 45), (40, 35)))
    browser = acknowledged(case, lead)
    said = {"met": "no", "harm": "x", "persistence": "x", "response": "x"}
    page = browser.post(f"/cases/{case}/threshold/", said).content.decode()
    assert "met by the law" in page
    assert browser.post(f"/cases/{case}/threshold/", {"met": "yes"}).status_code == 302
    step = browser.post(f"/cases/{case}/steps/meet/", {"turn": 1})
    assert step.status_code == 302, step.content.decode()
    found = {"findings": "Two bodies did not speak.", "recommended": "on", "recommendations": "Do."}
    assert browser.post(f"/cases/{case}/review/", found).status_code == 302
    assert browser.post(f"/cases/{case}/review/", found).status_code == 200
    row = Application.objects.get(case=case)
    assert (row.met, row.reviewed, row.recommended) == (True, localdate(), True)
    assert browser.post(f"/cases/{case}/steps/review/", {"turn": 2}).status_code == 302


def test_nobody_but_the_review_lead_decides(lead: Any) -> None:
    case = applied(*recent((40, 30)))
    member = world.worker("member", "blaby", "panel-member")
    with transaction.atomic():
        opened = world.key(member, "blaby", "case-review").open(case.reference)
        with pytest.raises(Refused, match="decides no case reviews"):
            actions.judge(by=opened, met=True, considered=Considered("", "", ""))


def test_a_year_is_published_once_and_restated_with_a_reason(lead: Any) -> None:
    case = applied()
    with transaction.atomic(), rows.service("tests"):
        Application.objects.filter(case=case).update(applied=date(2024, 5, 1))
    browser = world.client(lead, "blaby", "case-review")
    early = browser.post(
        f"/cases/reviews/{localdate().year}/publish/", {"because": ""}
    ).content.decode()
    assert "the year is not over" in early.lower()
    assert browser.post("/cases/reviews/2024/publish/", {"because": ""}).status_code == 302
    assert browser.post("/cases/reviews/2024/publish/", {"because": ""}).status_code == 302
    assert Published.objects.count() == 1
    with transaction.atomic(), rows.service("tests"):
        Application.objects.filter(case=case).update(decided=date(2024, 6, 1), met=True)
    refused = browser.post("/cases/reviews/2024/publish/", {"because": ""}).content.decode()
    assert "threshold met: 0 became 1" in refused
    said = {"because": "One decision was entered late."}
    assert browser.post("/cases/reviews/2024/publish/", said).status_code == 302
    page = Client().get("/case-review/figures/").content.decode()
    assert "2024/25" in page
    assert "threshold met: 0 became 1" in page
    assert "One decision was entered late." in page
    (year,) = queries.published()
    assert dict(year.rows)["threshold met"] == 1


def test_the_review_lead_finds_the_years_that_are_over(lead: Any) -> None:
    assert "For the review lead" not in Client().get("/case-review/figures/").content.decode()
    page = world.client(lead, "blaby", "case-review").get("/case-review/figures/").content.decode()
    assert page.count("Publish the year from April") == 3
    others = [
        (world.worker("member", "blaby", "panel-member"), "case-review"),
        (world.worker("manager", "blaby", "asb-manager"), "asb"),  # co-ordinates something else
    ]
    world.agreed("asb", *world.AGENCIES)
    for user, purpose in others:
        browser = world.client(user, "blaby", purpose)
        page = browser.get("/case-review/figures/").content.decode()
        assert "For the review lead" not in page
        answer = browser.post("/cases/reviews/2024/publish/", {"because": ""})
        assert answer.status_code == 403
    not_entered = Client()
    not_entered.force_login(lead)
    page = not_entered.get("/case-review/figures/").content.decode()
    assert "For the review lead" not in page
    assert not Published.objects.exists()


def test_a_member_of_the_panel_publishes_nothing(lead: Any) -> None:
    member = world.worker("member", "blaby", "panel-member")
    browser = world.client(member, "blaby", "case-review")
    answer = browser.post("/cases/reviews/2024/publish/", {"because": ""})
    assert answer.status_code == 403
    assert "only the review lead" in answer.content.decode().lower()
    assert not Published.objects.exists()


def test_without_procedures_the_form_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise Refused()

    monkeypatch.setattr(queries, "text_of", none)
    answer = Client().get("/case-review/")
    assert answer.status_code == 503
    assert "not open yet" in answer.content.decode()
