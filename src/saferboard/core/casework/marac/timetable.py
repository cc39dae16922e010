"""The timetable of a meeting: which case is heard when, so that those who must be there can be.

Minutes are counted from midnight. Cases are placed one after another: at each free minute the first
case of the order that can be heard then. Several orders are tried (the list's own, by area and
IDVA, by who must leave first, short ones first) and the one that places most cases is taken. A case
that does not fit is named with the reason; none is left out in silence. This is no proof that no
timetable would do better, but no case it leaves out would fit where it left room.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Minutes = tuple[int, int]
"""From a minute until another, which is not counted."""


@dataclass(frozen=True, slots=True)
class ToHear:
    """A case on the list: how long it takes and who must be there. ``place`` is its own order."""

    key: str
    minutes: int
    agencies: frozenset[str] = frozenset()
    area: str = ""
    idva: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A meeting: when it begins and must end, its breaks, and when whom is there.

    An agency that is not named in ``there`` is there all the time.
    """

    begins: int
    ends: int
    breaks: tuple[Minutes, ...] = ()
    there: tuple[tuple[str, tuple[Minutes, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A case is heard from a minute until another."""

    key: str
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A case that does not fit, and why."""

    key: str
    because: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every case once: in a slot, or unplaced. ``needed`` are the minutes of all cases together."""

    slots: tuple[Slot, ...]
    unplaced: tuple[Unplaced, ...]
    needed: int
    available: int

    @property
    def ends(self) -> int | None:
        """When the last case ends; none if none is heard."""
        return max((slot.ends for slot in self.slots), default=None)

    @property
    def over(self) -> int:
        """How many minutes more are needed than there are; none for enough."""
        return max(0, self.needed - self.available)


Order = Callable[[Day, ToHear], tuple[object, ...]]


def _leaves_first(day: Day, case: ToHear) -> tuple[object, ...]:
    ends = [end - case.minutes for _, end in _open(day, case)]
    return (max(ends, default=day.ends), case.place, case.key)


ORDERS: tuple[Order, ...] = (
    lambda day, case: (case.place, case.area, case.idva, case.key),
    lambda day, case: (case.area, case.idva, case.place, case.key),
    _leaves_first,
    lambda day, case: (case.minutes, case.place, case.key),
)
"""The first wins where others place no more: what the co-ordinator set is kept if it can be."""


def timetable(cases: Iterable[ToHear], day: Day) -> Timetable:
    """The timetable of a meeting. ValueError for a meeting or a case that takes no time."""
    held = tuple(cases)
    if day.ends <= day.begins or any(case.minutes < 1 for case in held):
        raise ValueError("a meeting and each of its cases take at least a minute")
    tries = [_place(sorted(held, key=lambda one: order(day, one)), day) for order in ORDERS]
    slots = max(tries, key=len)
    heard = {slot.key for slot in slots}
    return Timetable(
        slots,
        tuple(Unplaced(case.key, _why(case, day)) for case in held if case.key not in heard),
        sum(case.minutes for case in held),
        sum(end - start for start, end in _sitting(day)),
    )


def _place(order: Sequence[ToHear], day: Day) -> tuple[Slot, ...]:
    """At each free minute the first case that can be heard then; on to the next minute if none."""
    waiting, slots, now = list(order), [], day.begins
    while waiting and now < day.ends:
        case = next((one for one in waiting if _fits(one, day, now)), None)
        if case is None:
            now += 1
            continue
        waiting.remove(case)
        slots.append(Slot(case.key, now, now + case.minutes))
        now += case.minutes
    return tuple(slots)


def _fits(case: ToHear, day: Day, now: int) -> bool:
    """Whether a case can be heard from a minute on, everybody being there to its end."""
    ends = now + case.minutes
    return any(start <= now and ends <= end for start, end in _open(day, case))


def _sitting(day: Day) -> list[Minutes]:
    """The stretches between the breaks in which the meeting sits."""
    found, now = [], day.begins
    for start, end in sorted(day.breaks):
        if now < start:
            found.append((now, min(start, day.ends)))
        now = max(now, end)
    if now < day.ends:
        found.append((now, day.ends))
    return [(start, end) for start, end in found if start < end]


def _open(day: Day, case: ToHear) -> list[Minutes]:
    """The stretches in which the meeting sits and everybody whom the case needs is there."""
    found = _sitting(day)
    for agency, spans in day.there:
        if agency in case.agencies:
            found = _both(found, _joined(spans))
    return found


def _joined(spans: Iterable[Minutes]) -> list[Minutes]:
    """The same stretches, those that touch or overlap made one."""
    found: list[Minutes] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _both(one: Iterable[Minutes], other: Sequence[Minutes]) -> list[Minutes]:
    """The minutes that lie in both."""
    met = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return sorted((start, end) for start, end in met if start < end)


def _why(case: ToHear, day: Day) -> str:
    """Why a case has no slot: it never would have one, or what it could have was taken."""
    longest = max((end - start for start, end in _open(day, case)), default=0)
    if longest >= case.minutes:
        return f"no {case.minutes} minutes are left when everybody whom it needs is there"
    sitting = max((end - start for start, end in _sitting(day)), default=0)
    if sitting < case.minutes:
        return f"it takes {case.minutes} minutes, and the longest sitting is {sitting}"
    return f"everybody whom it needs is there together for {longest} minutes, of {case.minutes}"


@dataclass(frozen=True, slots=True)
class Attending:
    """When an agency must be at the meeting: from its first case to the end of its last."""

    agency: str
    begins: int
    ends: int
    cases: int


def attending(found: Timetable, cases: Iterable[ToHear]) -> tuple[Attending, ...]:
    """Who must be there from when until when, in the order of coming."""
    slots = {slot.key: slot for slot in found.slots}
    by_agency: dict[str, list[Slot]] = {}
    for case in cases:
        for agency in case.agencies if case.key in slots else ():
            by_agency.setdefault(agency, []).append(slots[case.key])
    return tuple(
        sorted(
            (
                Attending(
                    agency,
                    min(slot.begins for slot in held),
                    max(slot.ends for slot in held),
                    len(held),
                )
                for agency, held in by_agency.items()
            ),
            key=lambda one: (one.begins, one.agency),
        )
    )


def clock(minute: int) -> str:
    """``09:30`` for the minute of the day."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
