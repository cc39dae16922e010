"""Meetings: when, who is there when, and the timetable of what is on the list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from saferboard.core.casework.marac import timetable as core
from saferboard.core.faults import refuse
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Key
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.declared import CHAIR, CO_ORDINATOR
from saferboard.web.casework.marac.models import Listing, Meeting, Referral, Research

Spans = Sequence[tuple[int, int]]


@transaction.atomic
def arrange(*, by: Key, day: date, begins: int, ends: int, breaks: Spans = ()) -> Meeting:
    """A new meeting of the co-ordinator's agency."""
    _co_ordinates(by)
    _in_order(begins, ends)
    row = Meeting.objects.create(
        holder=by.agency, day=day, begins=begins, ends=ends, breaks=[*map(list, breaks)], by=by.by
    )
    by.note("marac meeting arranged", f"meeting {row.pk}", day=str(day))
    return row


@transaction.atomic
def change(
    *,
    by: Key,
    meeting: Meeting,
    begins: int,
    ends: int,
    breaks: Spans,
    there: Sequence[tuple[str, Spans]],
) -> None:
    """Other times, breaks, or times at which agencies are there."""
    _co_ordinates(by)
    _in_order(begins, ends)
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    held.begins, held.ends = begins, ends
    held.breaks = [*map(list, breaks)]
    held.there = [[agency, [*map(list, spans)]] for agency, spans in there]
    held.save()
    by.note("marac meeting changed", f"meeting {held.pk}")


@transaction.atomic
def order(*, by: Key, meeting: Meeting, places: dict[int, int], minutes: dict[int, int]) -> None:
    """In which order the co-ordinator wants the cases heard, and for how long each."""
    _co_ordinates(by)
    held = list(listed(by, meeting).select_for_update(of=("self",)))
    for row in held:
        row.place = places.get(row.pk, row.place)
        row.minutes = minutes.get(row.pk, row.minutes)
    Listing.objects.bulk_update(held, ["place", "minutes"])
    by.note("marac list ordered", f"meeting {meeting.pk}", cases=len(held))


def meetings(by: Key) -> QuerySet[Meeting]:
    """The meetings that somebody may see: of agencies whose cases are shared with theirs."""
    return Meeting.objects.filter(holder__in=by.holders).select_related("holder")


def listed(by: Key, meeting: Meeting) -> QuerySet[Listing]:
    """What is on the list and may be seen; of a case that one may not see, nothing."""
    return Listing.objects.filter(meeting=meeting, case__in=by.cases()).select_related("case")


@dataclass(frozen=True, slots=True)
class OnList:
    """A case on the list: when it is heard, if it fits, and whom it needs."""

    listing: Listing
    case: Case
    referral: Referral
    agencies: tuple[str, ...]
    slot: core.Slot | None
    because: str

    @property
    def time(self) -> str:
        """From when until when."""
        return (
            f"{core.clock(self.slot.begins)} to {core.clock(self.slot.ends)}" if self.slot else ""
        )


@dataclass(frozen=True, slots=True)
class Planned:
    """The timetable of a meeting as whoever asks may see it."""

    cases: tuple[OnList, ...]
    table: core.Timetable
    attending: tuple[core.Attending, ...]


def planned(by: Key, meeting: Meeting) -> Planned:
    """The timetable: the same for everybody, of which each sees their cases. Five queries.

    It is worked out from every case on the list. Who told something, and so is needed, is shown to
    an agency when the research is closed, and until then of itself alone.
    """
    with rows.service("timetable"):
        listings, referrals, told = _on_the_list(meeting)
    needed = {
        row.pk: frozenset(row.agencies)
        or frozenset(told[row.case_id] | {referrals[row.case_id].referred_by.key})
        for row in listings
    }
    to_hear = [
        core.ToHear(str(row.pk), row.minutes, needed[row.pk], row.case.area, place=row.place)
        for row in listings
    ]
    table = core.timetable(to_hear, day_of(meeting))
    slots = {slot.key: slot for slot in table.slots}
    because = {one.key: one.because for one in table.unplaced}
    seen = set(by.cases().filter(pk__in=referrals).values_list("pk", flat=True))
    runs = bool(by.roles & {CO_ORDINATOR, CHAIR})
    cases = [
        OnList(
            row,
            row.case,
            referrals[row.case_id],
            tuple(
                sorted(
                    needed[row.pk]
                    if runs or referrals[row.case_id].research_closed
                    else needed[row.pk] & {by.agency.key}
                )
            ),
            slots.get(str(row.pk)),
            because.get(str(row.pk), ""),
        )
        for row in listings
        if row.case_id in seen
    ]
    ordered = sorted(cases, key=lambda one: (one.slot is None, one.slot.begins if one.slot else 0))
    attending = core.attending(table, to_hear)
    mine = tuple(one for one in attending if runs or one.agency == by.agency.key)
    return Planned(tuple(ordered), table, mine)


def _on_the_list(
    meeting: Meeting,
) -> tuple[list[Listing], dict[int, Referral], dict[int, set[str]]]:
    """Every case on the list that is not gone, its referral, and which agencies told something."""
    listings = list(
        Listing.objects.filter(meeting=meeting)
        .exclude(case__state__in=("transferred", "not-heard"))
        .select_related("case")
    )
    keys = [row.case_id for row in listings]
    referrals = {
        row.case_id: row
        for row in Referral.objects.filter(case__in=keys).select_related("referred_by")
    }
    told: dict[int, set[str]] = defaultdict(set)
    answers = Research.objects.filter(case__in=keys).select_related("agency").defer("text")
    for one in answers:
        (told[one.case_id].discard if one.nothing_known else told[one.case_id].add)(one.agency.key)
    return listings, referrals, told


def day_of(meeting: Meeting) -> core.Day:
    """The meeting as the rule of timetables sees it."""
    return core.Day(
        meeting.begins,
        meeting.ends,
        tuple((start, end) for start, end in meeting.breaks),
        tuple((agency, _spans(spans)) for agency, spans in meeting.there),
    )


def _spans(spans: Iterable[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


def next_meetings(by: Key) -> QuerySet[Meeting]:
    """Those from today on."""
    return meetings(by).filter(Q(day__gte=by.on.date()))


def _co_ordinates(by: Key) -> None:
    if not by.co_ordinates:
        raise refuse(
            "only the co-ordinator arranges meetings",
            where="role",
            expected="the MARAC co-ordinator",
            remedy="ask the co-ordinator",
        )


def _in_order(begins: int, ends: int) -> None:
    if ends <= begins:
        raise refuse(
            "the meeting would end before it begins",
            where="ends",
            expected="a later time than the beginning",
            remedy="check both times",
        )
