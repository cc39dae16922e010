"""Requests of people who ask what is held of them: their clocks, and the cases that are theirs."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from saferboard.core.casework.subject_access import Pause, answer_due
from saferboard.core.faults import Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import holdings
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.protection.models import About, Stood, SubjectRequest


@transaction.atomic
def enter(
    *, by: str, received: date, names: str, born: date | None, identity: date | None, on: datetime
) -> SubjectRequest:
    """Write a request down: whose it is, each name they go by on a line of its own."""
    if not names_of(names):
        raise refuse(
            "nobody is named",
            where="names",
            expected="the name of whoever asks",
            remedy="write their name, and others that they went by",
        )
    row = SubjectRequest.objects.create(
        received=received, names="\n".join(names_of(names)), born=born, identity=identity,
        at=on, by=by,
    )  # fmt: skip
    record(by=by, action="subject request entered", object=str(row), received=str(received))
    return row


def names_of(text: str) -> list[str]:
    """The names of a text, a line each."""
    return [name.strip() for name in text.splitlines() if name.strip()]


def due(row: SubjectRequest, on: date) -> date | None:
    """By when it must be answered, as that stands on a day; none while the clock stands."""
    pauses = [Pause(one.asked, one.came) for one in row.pauses.all()]
    return answer_due(row.received, on, extended=row.extended is not None, pauses=pauses)


def locked(row: SubjectRequest) -> SubjectRequest:
    """The row, kept from others for the transaction. Refused once the request is closed."""
    found = SubjectRequest.objects.select_for_update().get(pk=row.pk)
    if found.closed:
        raise refuse(
            "this request is closed",
            where="request",
            expected="a request that is open",
            remedy="enter a new one",
        )
    return found


@transaction.atomic
def check_identity(*, by: str, request: SubjectRequest, on: date) -> None:
    """It was checked that whoever asks is who they say."""
    row = locked(request)
    row.identity = on
    row.save(update_fields=["identity"])
    record(by=by, action="subject identity checked", object=str(row), on=str(on))


@transaction.atomic
def pause(*, by: str, request: SubjectRequest, asked: date) -> Stood:
    """The subject was asked for something without which nothing can be found: the clock stands."""
    row = locked(request)
    if asked < row.received:
        raise _refused("nothing is asked before the request came", "asked", "a later day")
    if row.pauses.filter(came=None).exists():
        raise _refused("the clock stands already", "asked", "a clock that runs")
    stood = Stood.objects.create(request=row, asked=asked, by=by)
    record(by=by, action="subject request paused", object=str(row), asked=str(asked))
    return stood


@transaction.atomic
def resume(*, by: str, request: SubjectRequest, came: date) -> None:
    """What was asked for came: the clock goes on."""
    row = locked(request)
    stood = row.pauses.filter(came=None).first()
    if stood is None:
        raise _refused("the clock runs already", "came", "a clock that stands")
    if came < stood.asked:
        raise _refused("nothing came before it was asked for", "came", "a later day")
    stood.came = came
    stood.save(update_fields=["came"])
    record(by=by, action="subject request resumed", object=str(row), came=str(came))


@transaction.atomic
def extend(*, by: str, request: SubjectRequest, on: date, because: str) -> None:
    """Two further months, where requests are complex or many. The subject is told within one.

    UK GDPR art. 12(3).
    """
    row = locked(request)
    first = due(row, on)
    if row.extended:
        raise _refused("it is extended already", "because", "a request that is not")
    if not because.strip():
        raise _refused("no reason is given", "because", "why it takes longer, in a sentence")
    if first is not None and on > first:
        raise _refused(
            "the first month is over", "because", "an extension of which the subject was told in it"
        )
    row.extended, row.extended_because = on, because.strip()
    row.save(update_fields=["extended", "extended_because"])
    record(by=by, action="subject request extended", object=str(row), on=str(on))


def find(row: SubjectRequest) -> list[holdings.Found]:
    """The cases in which the subject seems to be, in every room."""
    return holdings.search(names_of(row.names), row.born)


@transaction.atomic
def pick(
    *, by: str, request: SubjectRequest, references: Collection[str], on: datetime
) -> list[Case]:
    """These cases are about the subject, and no others."""
    row = locked(request)
    cases = list(Case.objects.filter(reference__in=references, erased=None))
    if len(cases) != len(set(references)):
        raise _refused("there is no such case", "cases", "cases that were found")
    row.abouts.exclude(case__in=cases).delete()
    held = set(row.abouts.values_list("case", flat=True))
    About.objects.bulk_create(
        About(request=row, case=case, at=on, by=by) for case in cases if case.pk not in held
    )
    record(
        by=by, action="subject cases picked", object=str(row),
        cases=sorted(case.reference for case in cases),
    )  # fmt: skip
    return cases


def cases_of(row: SubjectRequest) -> list[Case]:
    """The cases that are about the subject."""
    found = row.abouts.filter(case__erased=None).select_related("case__holder")
    return [one.case for one in found.order_by("case__opened", "case__pk")]


@transaction.atomic
def close(*, by: str, request: SubjectRequest, on: date) -> None:
    """The answer is sent. Whose request it was is said by the letter, and here no more."""
    row = locked(request)
    row.names, row.born, row.closed = "", None, on
    row.save(update_fields=["names", "born", "closed"])
    record(
        by=by, action="subject request closed", object=str(row), on=str(on),
        exports=row.exports.count(),
    )  # fmt: skip


def _refused(what: str, where: str, expected: str) -> Refused:
    return refuse(what, where=where, expected=expected, remedy="correct it; nothing was changed")
