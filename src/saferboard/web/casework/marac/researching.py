"""Listing a case, asking agencies, and what they answer."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.marac.research import (
    Answered,
    Gathered,
    due_by,
    gathered,
)
from saferboard.core.casework.marac.research import Request as CoreRequest
from saferboard.core.faults import refuse
from saferboard.web.casework.lock import actions as lock
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Involvement, Membership, Share
from saferboard.web.casework.lock.queries import lasting
from saferboard.web.casework.marac import reading, steps
from saferboard.web.casework.marac.declared import CHAIR, IDVA, REPRESENTATIVE, settings
from saferboard.web.casework.marac.models import Listing, Meeting, Referral, Request, Research
from saferboard.web.casework.marac.referring import co_ordinator, referral_of
from saferboard.web.directory import mail
from saferboard.web.directory.models import Organisation


@transaction.atomic
def list_case(
    *, by: Opened, meeting: Meeting, agencies: Iterable[Organisation], minutes: int | None = None
) -> Listing:
    """List a case for a meeting, and ask agencies what they know, by a day before it.

    Refused where no route is met: the co-ordinator asks the referrer, who may judge the risk high.
    """
    co_ordinator(by)
    row = referral_of(by.case)
    found = reading.judged(by, row)
    evidence = ["referral form", *(["route to the meeting"] if found.routes else [])]
    steps.take(by=by, step="list", evidence=evidence)
    Referral.objects.filter(pk=row.pk).update(
        routes=[str(route) for route in found.routes.routes], repeat=found.is_repeat
    )
    listing = _on_the_list(by, meeting, minutes or settings().minutes)
    lock.share_with_role(by=by, role=IDVA)
    for agency in _chairs(by):
        let_see(by=by, agency=agency, role=CHAIR)
    ask(by=by, agencies=agencies)
    return listing


def _on_the_list(by: Opened, meeting: Meeting, minutes: int) -> Listing:
    place = Listing.objects.filter(meeting=meeting).count()
    listing = Listing.objects.create(
        case=by.case, meeting=meeting, minutes=minutes, place=place, by=by.key.by
    )
    by.key.note("marac listed", f"case {by.case}", meeting=meeting.pk)
    return listing


@transaction.atomic
def list_again(*, by: Opened, meeting: Meeting, minutes: int) -> Listing:
    """A case that was not reached goes to another meeting; it keeps its research."""
    co_ordinator(by)
    if by.case.state not in ("listed", "researched"):
        raise refuse(
            "the case is not waiting for a meeting",
            where="case",
            expected="a case that is listed and not heard",
            remedy="open the case again to see where it stands",
        )
    if Listing.objects.filter(case=by.case, meeting=meeting).exists():
        raise refuse(
            "the case is on the list of this meeting",
            where="meeting",
            expected="another meeting",
            remedy="choose another meeting",
        )
    return _on_the_list(by, meeting, minutes)


def _chairs(by: Opened) -> list[Organisation]:
    """The agencies that share with the co-ordinator's and whose people chair the meeting."""
    chairs = Membership.objects.filter(role=CHAIR, since__lte=by.key.on).exclude(
        until__lte=by.key.on
    )
    chairing = set(chairs.values_list("agency", flat=True))
    return [one for one in by.key.holders if one.pk in chairing]


@transaction.atomic
def let_see(*, by: Opened, agency: Organisation, role: str) -> None:
    """A role at an agency may see the case from now on; its agency takes part if it did not."""
    co_ordinator(by)
    now = Q(case=by.case, agency=agency, until__isnull=True)
    if not Involvement.objects.filter(now).exists():
        lock.involve(by=by, agency=agency, role=role)
    elif not Share.objects.filter(now, role__in=("", role)).exists():
        Share.objects.create(case=by.case, agency=agency, role=role, since=by.key.on, by=by.key.by)
        by.key.note("case shared", f"case {by.case}", with_agency=agency.key, role=role)


@transaction.atomic
def ask(*, by: Opened, agencies: Iterable[Organisation]) -> list[Request]:
    """Ask agencies: each takes part from now on, and its representatives get an e-mail."""
    co_ordinator(by)
    asked = set(Request.objects.filter(case=by.case).values_list("agency", flat=True))
    due = due_by(by.key.on, settings().research_days)
    made = []
    for agency in agencies:
        if agency.pk in asked:
            continue
        let_see(by=by, agency=agency, role=REPRESENTATIVE)
        made.append(
            Request.objects.create(
                case=by.case, agency=agency, asked=by.key.on, due=due, by=by.key.by
            )
        )
    by.key.note(
        "marac research asked", f"case {by.case}", agencies=[one.agency.key for one in made]
    )
    write_to(by, [one.agency_id for one in made], "Research is asked of you", "research")
    return made


def write_to(by: Opened, agencies: Iterable[int], subject: str, page: str) -> None:
    """An e-mail to the representatives of agencies of the case, that names nobody and no case."""
    inside = by.case.lock_involvements.filter(lasting(by.key.on), agency__in=list(agencies))
    addresses = (
        Membership.objects.filter(
            agency__in=inside.values("agency"),
            role=REPRESENTATIVE,
            since__lte=by.key.on,
            user__is_active=True,
        )
        .exclude(until__lte=by.key.on)
        .values_list("user__email", flat=True)
    )
    mail.queue(
        by=by.key.by,
        to=sorted(set(addresses)),
        subject=f"{subject}, for a multi-agency meeting",
        text="Sign in and enter casework to see what is asked, and by when.\n\n"
        "This message names no case and nobody in one. Do not answer it.",
        link_path="/cases/marac/",
    )


@transaction.atomic
def remind(*, by: Opened) -> int:
    """Write again to the agencies that have not answered. How many there are."""
    co_ordinator(by)
    silent = set(standing(by).silent)
    rows = [
        row
        for row in Request.objects.filter(case=by.case).select_related("agency")
        if row.agency.key in silent
    ]
    Request.objects.filter(pk__in=[row.pk for row in rows]).update(reminded=by.key.on)
    by.key.note(
        "marac research reminded", f"case {by.case}", agencies=[row.agency.key for row in rows]
    )
    write_to(by, [row.agency_id for row in rows], "Research of yours is awaited", "research")
    return len(rows)


@transaction.atomic
def answer(*, by: Opened, text: str, nothing_known: bool) -> Research:
    """What an agency knows, or that it knows nothing. It may answer again: the last counts."""
    if not Request.objects.filter(case=by.case, agency=by.key.agency).exists():
        raise refuse(
            "your agency is not asked in this case",
            where="research",
            expected="an agency that is asked",
            remedy="tell the co-ordinator that you know something",
        )
    if nothing_known == bool(text.strip()):
        raise refuse(
            "say what you know, or that you know nothing",
            where="research",
            expected="one of the two",
            remedy="write what your agency knows, or tick that it knows nothing",
        )
    if by.case.state not in ("listed", "researched"):
        raise refuse(
            "the case was heard, or goes no further here",
            where="research",
            expected="an answer before the meeting",
            remedy="tell the co-ordinator what you know",
        )
    row = Research.objects.create(
        case=by.case,
        field=FieldClass.ACCOUNT,
        agency=by.key.agency,
        text=text.strip(),
        nothing_known=nothing_known,
        at=by.key.on,
        by=by.key.by,
    )
    by.key.note("marac research answered", f"case {by.case}", nothing_known=nothing_known)
    return row


@transaction.atomic
def close(*, by: Opened, silence_told: bool = False) -> None:
    """Close the research: from now on everybody in the case reads all of it.

    Silence does not keep a case from the meeting, but the co-ordinator must say that it is known.
    """
    co_ordinator(by)
    found = standing(by)
    if found.silent and not silence_told:
        raise refuse(
            f"{len(found.silent)} agencies have not answered",
            where="research",
            expected="an answer of every agency, or that you know who is silent",
            remedy="remind them, or tick that you close the research without them",
        )
    # The voice of the victim comes by the IDVA or by the referral; the co-ordinator answers for it.
    steps.take(by=by, step="research", evidence=["research returns", "voice of the victim"])
    Referral.objects.filter(case=by.case).update(research_closed=by.key.on)
    by.key.note("marac research closed", f"case {by.case}", silent=list(found.silent))


def standing(by: Opened) -> Gathered:
    """Where the research of a case stands. It says who answered and never what."""
    requests = Request.objects.filter(case=by.case).select_related("agency")
    answers = Research.objects.filter(case=by.case).select_related("agency").defer("text")
    return gathered(
        [CoreRequest(row.agency.key, row.asked, row.due) for row in requests],
        [Answered(row.agency.key, row.at, row.nothing_known) for row in answers],
        by.key.on,
        kinds=[(one.organisation, one.kind) for one in settings().agencies],
    )


def readable(by: Opened, row: Referral) -> list[Research]:
    """The newest answer of each agency that may be read: until it is closed only one's own.

    The co-ordinator reads all, because it is theirs to close.
    """
    if not by.may(FieldClass.ACCOUNT):
        return []
    found = Research.objects.filter(case=by.case).select_related("agency")
    if row.research_closed is None and not by.key.co_ordinates:
        found = found.filter(agency=by.key.agency)
    return list({one.agency_id: one for one in found}.values())
