"""Meetings from a Modern.Gov address: of one meeting, or of a committee with all its meetings.

The web service is asked first, as it says most; where a council has it closed, the pages are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.past.moderngov.reading import is_service_answer, meetings_listed
from saferboard.engines.fetching.fetch import text_of
from saferboard.engines.fetching.visits import Limits, Outside, Visit

_SERVICE = "mgWebService.asmx"
_NUMBER = re.compile(r"[0-9]{1,9}")
# Names of the same thing, in small letters: councils' links differ in case and wording.
_MEETING = ("mid", "meetingid", "lmeetingid")
_COMMITTEE = ("cid", "committeeid", "lcommitteeid")
_OF_COMMITTEE = ("mgcommitteedetails.aspx", "ielistmeetings.aspx")
_OF_MEETING = ("mgmeetingattendance.aspx",)
_EVER = "sFromDate=01/01/1990&sToDate=31/12/2099"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a visit is: what was just fetched, or why it was not."""

    address: str
    done: int
    of: int
    refused: Refused | None = None


def _nobody(step: Step) -> None:
    """Told of every step; does nothing with it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an address names: a meeting, a committee, or with neither just its own page."""

    folder: str
    committee: str = ""
    meeting: str = ""


def place_of(address: str) -> Place:
    """What a Modern.Gov address names, however its parts are written."""
    parts = urlsplit(address.strip())
    given = {name.lower(): value for name, value in parse_qsl(parts.query)}
    page = parts.path.rpartition("/")[2].lower()
    meeting = _number(given, _MEETING + (("id",) if page in _OF_MEETING else ()))
    committee = _number(given, _COMMITTEE + (("id",) if page in _OF_COMMITTEE else ()))
    folder = re.sub(r"(?i)/mgWebService\.asmx(?:/[a-z]{0,40})?$", "/", parts.path)
    return Place(urljoin(address.strip(), folder.rpartition("/")[0] + "/"), committee, meeting)


def _number(given: dict[str, str], names: tuple[str, ...]) -> str:
    values = (given.get(name, "") for name in names)
    return next((value for value in values if _NUMBER.fullmatch(value)), "")


def fetched(
    address: str,
    *,
    told: Callable[[Step], None] = _nobody,
    limits: Limits | None = None,
    outside: Outside | None = None,
) -> Iterator[tuple[str, str]]:
    """Each source's address and text, one after another; a page that fails is only told of.

    Refused before the first if the address or all of the host may not be fetched.
    """
    crawl = _Crawl(Visit(address, limits=limits, outside=outside), address)
    return crawl.sources(told)


class _Crawl:
    def __init__(self, visit: Visit, address: str) -> None:
        self._visit = visit
        self._address = address.strip()
        self._place = place_of(address)
        self._served = True  # until the web service is found closed

    def sources(self, told: Callable[[Step], None]) -> Iterator[tuple[str, str]]:
        """All that the address names."""
        place = self._place
        if place.meeting:
            meetings: tuple[str, ...] = (place.meeting,)
        elif place.committee:
            meetings = self._meetings()
        else:
            yield self._page(self._address)
            return
        most = self._visit.limits.pages
        for done, meeting in enumerate(meetings[:most], start=1):
            refused = None
            try:
                yield from self._meeting(meeting)
            except Refused as why:
                refused = why
            told(Step(self._meeting_page(meeting), done, len(meetings), refused))
        if len(meetings) > most:
            told(Step(self._address, most, len(meetings), self._too_many(len(meetings))))

    def _page(self, address: str) -> tuple[str, str]:
        page = self._visit.get(address)
        return page.address, text_of(page)

    def _answer(self, asked: str) -> tuple[str, str] | None:
        """What the web service says; None where it is closed, now and for the whole visit."""
        if not self._served:
            return None
        try:
            name, text = self._page(f"{self._place.folder}{_SERVICE}/{asked}")
        except Refused:
            text = ""
        if text and is_service_answer(text):
            return name, text
        self._served = False
        return None

    def _meetings(self) -> tuple[str, ...]:
        committee = self._place.committee
        answer = self._answer(f"GetMeetings?lCommitteeId={committee}&{_EVER}")
        if answer is None:
            listing = f"{self._place.folder}ieListMeetings.aspx?CId={committee}&Year=0"
            answer = self._page(listing)
        meetings = meetings_listed(answer[1])
        if not meetings:
            raise refuse(
                "the committee's page names no meeting",
                where=answer[0],
                expected="a list of meetings",
                remedy="give the address of the committee's page 'Browse meetings', or of one "
                "meeting",
            )
        return meetings

    def _meeting(self, meeting: str) -> Iterator[tuple[str, str]]:
        answer = self._answer(f"GetMeeting?lMeetingId={meeting}")
        if answer is not None:
            yield answer
            return
        yield self._page(self._meeting_page(meeting))
        yield self._page(f"{self._place.folder}mgMeetingAttendance.aspx?ID={meeting}")

    def _meeting_page(self, meeting: str) -> str:
        committee = f"CId={self._place.committee}&" if self._place.committee else ""
        return f"{self._place.folder}ieListDocuments.aspx?{committee}MId={meeting}"

    def _too_many(self, meetings: int) -> Refused:
        return refuse(
            f"only the first {self._visit.limits.pages} of {meetings} meetings were fetched",
            where=self._address,
            expected=f"at most {self._visit.limits.pages} meetings at once",
            remedy="give the addresses of the other meetings one by one",
        )
