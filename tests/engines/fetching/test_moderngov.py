from collections.abc import Iterator

import pytest

from saferboard.core.faults import Refused
from saferboard.core.ingest.past.moderngov.reading import read_any
from saferboard.engines.fetching.moderngov import Place, Step, fetched, place_of
from saferboard.engines.fetching.visits import Limits
from tests.core.ingest.past import moderngov_samples as samples
from tests.engines.fetching.council import Council, open_council, page

MEETINGS = "/mgWebService.asmx/GetMeetings?lCommitteeId=77&sFromDate=01/01/1990&sToDate=31/12/2099"
MEETING = "/mgWebService.asmx/GetMeeting?lMeetingId="
LISTING = "/ieListMeetings.aspx?CId=77&Year=0"
PAGE = "/ieListDocuments.aspx?CId=77&MId="
XML = "text/xml; charset=utf-8"


@pytest.fixture
def council() -> Iterator[Council]:
    with open_council() as council:
        yield council


def visited(
    council: Council, path: str, limits: Limits | None = None
) -> tuple[list[tuple[str, str]], list[Step]]:
    steps: list[Step] = []
    found = fetched(f"{council}{path}", told=steps.append, limits=limits, outside=council.outside())
    return list(found), steps


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://a.example/ieListDocuments.aspx?CId=7&MId=9&Ver=4", ("", "7", "9")),
        ("https://a.example/x/ieListDocuments.aspx?cid=7&MID=9", ("x/", "7", "9")),
        ("https://a.example/ieListDocuments.aspx?CommitteeId=7&MeetingId=9", ("", "7", "9")),
        ("https://a.example/mgMeetingAttendance.aspx?ID=9", ("", "", "9")),
        ("https://a.example/mgCommitteeDetails.aspx?ID=7", ("", "7", "")),
        ("https://a.example/ieListMeetings.aspx?CommitteeId=7", ("", "7", "")),
        ("https://a.example/mgAi.aspx?ID=12", ("", "", "")),
        ("https://a.example/ieListDocuments.aspx?CId=x&MId=../9", ("", "", "")),
        ("https://a.example/x/mgWebService.asmx/GetMeeting?lMeetingId=9", ("x/", "", "9")),
        ("https://a.example/mgwebservice.asmx", ("", "", "")),
    ],
)
def test_an_address_names_a_meeting_or_a_committee(
    address: str, place: tuple[str, str, str]
) -> None:
    folder, committee, meeting = place
    assert place_of(address) == Place(f"https://a.example/{folder}", committee, meeting)


def test_the_web_service_is_asked_first(council: Council) -> None:
    council.answers[MEETINGS] = page(samples.MEETINGS, XML)
    council.answers[MEETING + "901"] = page(samples.MEETING, XML)
    council.answers[MEETING + "902"] = page(samples.MEETING, XML)
    sources, steps = visited(council, "/mgCommitteeDetails.aspx?ID=77")
    assert [name for name, _ in sources] == [f"{council}{MEETING}{n}" for n in (901, 902)]
    assert read_any(sources[0][1]).meetings[0].agenda
    assert [(step.done, step.of, step.refused) for step in steps] == [(1, 2, None), (2, 2, None)]


def test_pages_are_fetched_where_the_service_is_closed(council: Council) -> None:
    council.answers[LISTING] = page(samples.LISTING)
    for number in (900, 901):
        council.answers[f"{PAGE}{number}"] = page(samples.HTML)
        council.answers[f"/mgMeetingAttendance.aspx?ID={number}"] = page(samples.ATTENDANCE)
    sources, steps = visited(council, "/ieListMeetings.aspx?CId=77&Year=2020")
    assert [name for name, _ in sources] == [
        f"{council}{PAGE}901",
        f"{council}/mgMeetingAttendance.aspx?ID=901",
        f"{council}{PAGE}900",
        f"{council}/mgMeetingAttendance.aspx?ID=900",
    ]
    assert [step.refused is not None for step in steps] == [True, False, False]  # 902 is not there
    assert sum("mgWebService" in path for path in council.asked) == 1


def test_an_error_s_page_is_no_answer(council: Council) -> None:
    council.answers[MEETING + "901"] = page("<html><body>Error</body></html>")
    council.answers["/ieListDocuments.aspx?MId=901"] = page(samples.HTML)
    sources, steps = visited(council, "/mgMeetingAttendance.aspx?ID=901")
    assert [name for name, _ in sources] == [f"{council}/ieListDocuments.aspx?MId=901"]
    assert steps[0].refused is not None  # its attendance is not published


def test_a_page_of_its_own_is_fetched_as_it_is(council: Council) -> None:
    council.answers["/mgAi.aspx?ID=12"] = page(samples.AGENDA_ITEM)
    sources, steps = visited(council, "/mgAi.aspx?ID=12")
    assert sources == [(f"{council}/mgAi.aspx?ID=12", samples.AGENDA_ITEM)]
    assert steps == []


def test_only_so_many_meetings_are_fetched_at_once(council: Council) -> None:
    council.answers[MEETINGS] = page(samples.MEETINGS, XML)
    council.answers[MEETING + "901"] = page(samples.MEETING, XML)
    sources, steps = visited(council, PAGE.partition("?")[0] + "?CId=77", Limits(pages=1))
    assert len(sources) == 1
    assert "only the first 1 of 2" in str(steps[-1].refused)


def test_a_committee_without_meetings_is_refused(council: Council) -> None:
    council.answers[LISTING] = page("<html><body>None</body></html>")
    with pytest.raises(Refused, match="names no meeting"):
        visited(council, "/mgCommitteeDetails.aspx?ID=77")


def test_an_address_is_refused_before_anything_is_fetched() -> None:
    with pytest.raises(Refused):
        fetched("file:///etc/passwd")
    with pytest.raises(Refused, match="private machine"):
        fetched("http://127.0.0.1/ieListDocuments.aspx?MId=1")
