"""What a data protection officer looks at first: who may see cases, who tried to, what is due."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from saferboard.core.audit.chain import Head
from saferboard.core.casework.access import BREAK_GLASS_LASTS
from saferboard.core.casework.vetting import vetted
from saferboard.core.faults import Refused
from saferboard.web.audit import heads, verifying
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import reading, standing
from saferboard.web.casework.lock.models import BreakGlass, Case, VettingRecord
from saferboard.web.casework.protection import asking, keeping
from saferboard.web.casework.protection.models import SubjectRequest
from saferboard.web.casework.running.models import RefusedMessage
from saferboard.web.directory.models import User

LATELY = timedelta(days=30)
SHOWN = 10  # rows of a table on the first page; all of them stand in the trail
REFUSED = ("case refused", "break-glass refused", "casework not entered")

OF_CASEWORK = (
    Q(object__startswith="case ")
    | Q(object__startswith="subject request ")
    | Q(object__startswith="agreement ")
    | Q(object__in=("case", "cases", "casework"))
    | Q(action__startswith="casework")
    | Q(action__startswith="membership")
    | Q(action__startswith="vetting")
    | Q(action__startswith="protection")
)


@dataclass(frozen=True, slots=True)
class Chain:
    """The trail as a chain: its length, the head that was noted last, and whether it is in it."""

    head: Head | None
    noted: heads.Noted | None
    holds: bool
    fault: str = ""


def chain() -> Chain:
    """How the chain stands. All of it is read only by ``saferboard audit verify``."""
    head = verifying.head()
    try:
        noted = next(reversed(heads.noted()), None)
    except Refused as refused:
        return Chain(head, None, False, "; ".join(fault.what for fault in refused.faults))
    return Chain(head, noted, noted is not None and verifying.holds(noted.head))


@dataclass(frozen=True, slots=True)
class Broken:
    """A case opened in an emergency."""

    row: BreakGlass
    who: str
    supervisor: str
    until: datetime
    lasts: bool


@dataclass(frozen=True, slots=True)
class Refusals:
    """What was refused lately, by what it was and why."""

    action: str
    rule: str
    times: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is not closed, and by when it must be answered; not while its clock stands."""

    row: SubjectRequest
    due: date | None
    left: int | None

    @property
    def is_late(self) -> bool:
        """Whether its last day is over."""
        return self.left is not None and self.left < 0


def agreements(on: datetime) -> tuple[list[standing.Standing], Counter[str]]:
    """Every agreement, and how many stand how."""
    found = standing.agreements(on)
    return found, Counter(one.state for one in found)


def people(on: datetime) -> tuple[list[standing.Ending], list[standing.Account]]:
    """Vetting that ends soon, and accounts at work with none that the lock takes."""
    found = standing.accounts(on)
    lapsing = [
        one for one in standing.ending(found, on) if isinstance(one.spell.row, VettingRecord)
    ]
    without = [
        one
        for one in found
        if one.user.is_active
        and any(spell.lasts for spell in one.work)
        and not vetted(map(reading.check, _checks(one)), on)
    ]
    return lapsing, without


def _checks(account: standing.Account) -> Iterator[VettingRecord]:
    rows = (spell.row for spell in account.vetting)
    return (row for row in rows if isinstance(row, VettingRecord))


def broken(on: datetime) -> tuple[list[Broken], int]:
    """The newest uses of break-glass, and how many there were in all."""
    rows = BreakGlass.objects.select_related("case", "user", "supervisor", "agency")
    found = list(rows.order_by("-opened", "-pk")[:SHOWN])
    titles = standing.titles_of(
        {one.pk: one for row in found for one in (row.user, row.supervisor)}.values()
    )
    return [_broken(row, titles, on) for row in found], rows.count()


def _broken(row: BreakGlass, titles: dict[int, str], on: datetime) -> Broken:
    until = row.opened + BREAK_GLASS_LASTS
    until = min(until, row.ended) if row.ended else until
    return Broken(row, titles[row.user_id], titles[row.supervisor_id], until, on < until)


def refusals(on: datetime) -> list[Refusals]:
    """How often what was refused within 30 days, and by which rule."""
    rows = Event.objects.filter(action__in=REFUSED, at__gte=on - LATELY)
    counts = Counter(
        (action, str(detail.get("rule", "")))
        for action, detail in rows.values_list("action", "detail")
    )
    return [Refusals(action, rule, times) for (action, rule), times in counts.most_common()]


def outside_the_lines(on: datetime) -> tuple[Sequence[RefusedMessage], int]:
    """The newest messages that were refused within 30 days, and how many there were."""
    rows = RefusedMessage.objects.filter(at__gte=on - LATELY).select_related("case", "agency")
    return list(rows.order_by("-at", "-pk")[:SHOWN]), rows.count()


def to_erase(today: date) -> tuple[int, int]:
    """How many cases may be erased now, and how many whose time is over something keeps."""
    found = keeping.due(today)
    may_go = sum(one.may_go for one in found)
    return may_go, len(found) - may_go


def asked(today: date) -> list[Asked]:
    """The requests that are not closed, the most pressing first."""
    rows = SubjectRequest.objects.filter(closed=None).prefetch_related("pauses")
    return sorted(
        (of(row, today) for row in rows),
        key=lambda one: (one.due is None, one.due or one.row.received, one.row.pk),
    )


def of(row: SubjectRequest, today: date) -> Asked:
    """One request, and by when it must be answered."""
    due = asking.due(row, today)
    return Asked(row, due, None if due is None else (due - today).days)


def trail(case: str, account: str, action: str) -> QuerySet[Event]:
    """The events of casework, or of one case, or of one account, newest first.

    Of an account: what it did, and what was done to it.
    """
    found = Event.objects.filter(OF_CASEWORK)
    if case:
        found = found.filter(object=f"case {case}")
    if account:
        found = found.filter(Q(by=f"account {account}") | Q(object=f"account {account}"))
    if action:
        found = found.filter(action__icontains=action)
    return found.order_by("-at", "-pk")


def titles() -> dict[str, str]:
    """What the post of each account is called, by how the trail names it."""
    found = standing.titles_of(User.objects.all())
    return {f"account {pk}": title for pk, title in found.items()}


def exists(case: str) -> bool:
    """Whether there is such a case."""
    return Case.objects.filter(reference=case).exists()
