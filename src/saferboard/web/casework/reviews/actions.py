"""Taking an application, judging it, recording the review, publishing a year."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from saferboard.core.casework.case_review import Considered, restated, settle
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.clocks import local_day
from saferboard.core.directory.permissions import Decision
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.actions import receive
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.reviews import queries
from saferboard.web.casework.reviews.forms import Made
from saferboard.web.casework.reviews.models import Application, Complaint, Published
from saferboard.web.casework.running.actions import add_entry
from saferboard.web.casework.running.models import NOTE
from saferboard.web.casework.running.receiving import enter_received
from saferboard.web.directory.models import Organisation

PROCESS, APPLICATION, VISITOR = "case-review", "application", "visitor"
MET, NOT_MET, OUTCOME = ("threshold met", "threshold not met", "outcome of the review")
"""What only the pages of the lead write: the figures that the law asks for count what they do."""


@transaction.atomic
def apply(*, said: dict[str, Any], complaints: Sequence[Made], on: datetime) -> Case:
    """Take an application from the public: a case of the council of the area, open to it alone.

    All of it is stored or nothing. The audit trail keeps that it came, and no word of it.
    """
    found = queries.procedures()
    council = Organisation.objects.get(key=found.councils[said["area"]])
    today = local_day(on)
    with rows.service("application"):
        case = receive(process=PROCESS, holder=council, area=said["area"], on=on, by=VISITOR)
        Application.objects.create(
            case=case,
            applied=today,
            complaints_needed=found.rule.complaints,
            hate_needed=found.rule.hate,
        )
        Complaint.objects.bulk_create(
            Complaint(case=case, field=FieldClass.ACCOUNT, **asdict(one)) for one in complaints
        )
        applicant = f"{said['name']}\n{said['address']}"
        if said["for_other"]:
            applicant += f"\nApplies for: {said['for_other']}"
        for field, words in (
            (FieldClass.IDENTITY, applicant),
            (FieldClass.CONTACT, f"Safe contact: {said['reach']}"),
            (FieldClass.ACCOUNT, _account(said)),
        ):
            piece = APPLICATION if field == FieldClass.ACCOUNT else NOTE
            enter_received(case=case, piece=piece, field=field, words=words, on=on, by=VISITOR)
    record(by=VISITOR, action="case review applied for", object=f"case {case}")
    return case


def _account(said: dict[str, Any]) -> str:
    """What happened, what it did, and what was done about it, as the applicant tells it."""
    told = [said["account"]]
    if said["harm"].strip():
        told.append(f"What it has done:\n{said['harm']}")
    if said["response"].strip():
        told.append(f"What was done about it:\n{said['response']}")
    return "\n\n".join(told)


@transaction.atomic
def judge(*, by: Opened, met: bool, considered: Considered) -> Decision:
    """Decide on the threshold. Refused against the law's arithmetic, or without regard to it all.

    The decision stands in the case as the piece of evidence that the next step asks for.
    """
    _leads(by)
    row = Application.objects.select_for_update().get(case=by.case)
    if row.decided is not None:
        raise refuse(
            "the threshold of this application is decided",
            where="threshold",
            expected="an application that waits for a decision",
            remedy="read the decision in the case",
        )
    found = queries.judged(row, queries.complaints(by))
    decision = settle(found, met, considered)
    row.decided, row.met = local_day(by.key.on), met
    row.save()
    words = [found.because] + [
        f"{name.title()}: {said}" for name, said in asdict(considered).items() if said.strip()
    ]
    add_entry(
        by=by,
        piece=MET if met else NOT_MET,
        field=FieldClass.ACCOUNT,
        words="\n".join(words),
        data={"qualifying": found.qualifying, "needed": row.complaints_needed, "met": met},
    )
    by.key.note("case review threshold decided", f"case {by.case}", met=met)
    return decision


@transaction.atomic
def conclude(*, by: Opened, findings: str, recommended: bool, recommendations: str) -> None:
    """Record what a review found. Refused where the threshold was not met, and a second time."""
    _leads(by)
    row = Application.objects.select_for_update().get(case=by.case)
    if not row.met or row.reviewed is not None:
        raise refuse(
            "there is no review to conclude",
            where="review",
            expected="an application that met the threshold and is not reviewed yet",
            remedy="decide on the threshold first, or read the outcome in the case",
        )
    row.reviewed, row.recommended = local_day(by.key.on), recommended
    row.save()
    words = f"{findings}\n\nRecommendations:\n{recommendations}" if recommended else findings
    add_entry(
        by=by,
        piece=OUTCOME,
        field=FieldClass.ACCOUNT,
        words=words,
        data={"recommendations": recommended},
    )
    by.key.note("case review concluded", f"case {by.case}", recommendations=recommended)


@transaction.atomic
def publish_year(*, by: Key, year: int, because: str, today: date) -> Published | None:
    """Publish the figures of a year that is over; none where they are published as they stand.

    Different figures need a reason: they restate what the public was told.
    """
    if not queries.leads(by):
        raise refuse(
            "your role does not publish figures",
            where="role",
            expected="the review lead",
            remedy="ask the review lead",
        )
    if Period.of_year(year).last >= Month(today.year, today.month):
        raise refuse(
            "the year is not over",
            where="year",
            expected="a year that ended in March",
            remedy="publish it in April",
        )
    with rows.service("yearly figures"):
        now = queries.figures(year)
    before = Published.objects.filter(year=year).order_by("-pk").first()
    changes = restated(queries.figures_of(before), now) if before else ()
    if before and not changes:
        return None
    if changes and not because.strip():
        raise refuse(
            "the figures differ from those that were published",
            where="because",
            expected="a sentence that the public will read",
            remedy="; ".join(one.words for one in changes),
        )
    row = Published.objects.create(
        year=year, figures=asdict(now), because=because.strip() if changes else "", by=by.by
    )
    by.note("case review figures published", f"year {year}", restated=len(changes))
    return row


def _leads(by: Opened) -> None:
    """Refused to all but the review lead, and where the account of what happened is shut to them.

    Whoever cannot see the complaints would count none.
    """
    decision = by.may(FieldClass.ACCOUNT)
    if not by.key.co_ordinates:
        decision = Decision(False, "your role decides no case reviews")
    if not decision:
        raise refuse(
            decision.because,
            where="role",
            expected="the review lead, under an agreement that names the account",
            remedy="ask the review lead, or the information governance officer",
        )
