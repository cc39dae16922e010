"""What agencies are asked before a MARAC meets, what they answer, and who has not.

An agency that knows nothing says so: that is an answer. Silence is none, however long it lasts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from saferboard.core.board.notice import Nation
from saferboard.core.casework.clocks import day_begins, instant, local_day, working_days_after
from saferboard.core.casework.marac.agencies import Agency
from saferboard.core.directory.spells import DAY


@dataclass(frozen=True, slots=True)
class Request:
    """An agency is asked at a moment to answer by the end of a day. ``agency`` is its key."""

    agency: str
    asked: datetime
    due: date


@dataclass(frozen=True, slots=True)
class Answered:
    """An agency answered at a moment: it holds something, or it knows nothing."""

    agency: str
    at: datetime
    nothing_known: bool


class Standing(StrEnum):
    """Where the research of one agency stands."""

    AWAITED = "awaited"
    SILENT = "silent: the day is past"
    TOLD = "told"
    TOLD_LATE = "told late"
    NOTHING = "nothing known"
    NOTHING_LATE = "nothing known, said late"


_TOLD = {
    (False, False): Standing.TOLD,
    (False, True): Standing.TOLD_LATE,
    (True, False): Standing.NOTHING,
    (True, True): Standing.NOTHING_LATE,
}
SILENCE = frozenset({Standing.AWAITED, Standing.SILENT})


def due_by(asked: datetime, days: int, nation: Nation = Nation.ENGLAND) -> date:
    """The day by whose end to answer: so many working days after that of asking."""
    return working_days_after(local_day(asked), days, nation)


def standing(request: Request, answers: Iterable[Answered], on: datetime) -> Standing:
    """Where a request stands at a moment.

    The first answer after the asking decides whether it was late, the last what was said: an agency
    may add to what it said in time.
    """
    mine = sorted(
        (
            one
            for one in answers
            if one.agency == request.agency
            and instant(request.asked) <= instant(one.at) <= instant(on)
        ),
        key=lambda one: instant(one.at),
    )
    ends = day_begins(request.due + DAY)
    if not mine:
        return Standing.SILENT if instant(on) >= ends else Standing.AWAITED
    return _TOLD[mine[-1].nothing_known, instant(mine[0].at) >= ends]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The research of one case: where each agency stands, and which core agency was not asked."""

    by_agency: tuple[tuple[str, Standing], ...]
    not_asked: tuple[Agency, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Who has not answered, in time or not."""
        return tuple(agency for agency, found in self.by_agency if found in SILENCE)

    @property
    def complete(self) -> bool:
        """Whether every core agency was asked and everybody asked has answered."""
        return not self.silent and not self.not_asked


def gathered(
    requests: Iterable[Request],
    answers: Iterable[Answered],
    on: datetime,
    *,
    kinds: Iterable[tuple[str, Agency]],
) -> Gathered:
    """How the research of a case stands. ``kinds`` say which core agency an agency is."""
    held, given = sorted(requests, key=lambda one: one.agency), tuple(answers)
    asked = {one.agency for one in held}
    covered = {kind for agency, kind in kinds if agency in asked}
    return Gathered(
        tuple((one.agency, standing(one, given, on)) for one in held),
        tuple(kind for kind in Agency if kind not in covered),
    )
