"""The interface for programs: what it answers, that it hangs together, that nothing breaks it."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from saferboard.web.publish import issuing
from saferboard.web.publish.actions import withdraw
from saferboard.web.publish.assembling import assembled
from saferboard.web.publish.models import Kind, Publication
from tests.web.publish import samples
from tests.web.publish.world import TODAY, world

pytestmark = pytest.mark.django_db
ROOT = "http://testserver/api/oparl/"
LISTS = (
    "bodies", "organizations", "people", "memberships", "meetings", "agenda-items", "papers",
    "files", "decisions", "actions",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    samples.forget()
    yield
    samples.forget()


@pytest.fixture
def out(db: None) -> dict[Kind, Publication]:
    """Everything is published."""
    return samples.all_out()


def ask(path: str, status: int = 200, **asked: Any) -> Any:
    answer = Client().get(path.removeprefix("http://testserver"), asked)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def every(name: str, **asked: Any) -> list[Any]:
    found: list[Any] = ask(f"{ROOT}{name}/", **asked)["data"]
    return found


def links(said: Any) -> Iterator[str]:
    """Every address of the interface that an answer names."""
    if isinstance(said, dict):
        for value in said.values():
            yield from links(value)
    elif isinstance(said, list):
        for value in said:
            yield from links(value)
    elif isinstance(said, str) and said.startswith(ROOT) and "#" not in said:
        yield said


def everything() -> dict[str, Any]:
    """All that is reached from the first address on."""
    seen: dict[str, Any] = {}
    waiting = [ROOT]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen[at] = ask(at)
            waiting += links(seen[at])
    return seen


def test_every_address_that_is_named_answers(out: dict[Kind, Publication]) -> None:
    seen = everything()
    objects = {said["id"]: said for said in seen.values() if "id" in said}
    for at, said in seen.items():
        if "id" in said:
            assert said["id"] == at
        for listed in said.get("data", ()):
            assert objects[listed["id"]] == listed
    assert {said["type"].rpartition("/")[2].rpartition(":")[2] for said in objects.values()} == {
        "System", "Body", "Organization", "Person", "Membership", "Meeting", "AgendaItem", "Paper",
        "File", "Decision", "Action",
    }  # fmt: skip


def test_what_the_board_really_publishes_fits_too() -> None:
    """The copies above are written by hand: these are made from the Board's books."""
    made = world()
    seen = assembled(made.june, TODAY).fingerprint
    issuing.issue_pack(by="clerk", meeting=made.june, on=TODAY, seen=seen)
    issuing.issue_minutes(by="clerk", found=made.minutes, on=TODAY)
    issuing.issue_record(by="clerk", body=made.body, on=TODAY)
    issuing.issue_calendar(by="clerk", body=made.body)
    issuing.issue_board(by="clerk", on=TODAY)
    kinds = {said["type"].rpartition("/")[2] for said in everything().values() if "type" in said}
    assert len(kinds) == 11
    assert "secret" not in str(everything())
    for file in every("files"):
        answer = Client().get(file["downloadUrl"].removeprefix("http://testserver"))
        data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert hashlib.sha256(data).hexdigest() == file["saferboard:sha256"]
        assert answer["Content-Type"] == file["mimeType"]


def test_a_meeting_carries_agenda_minutes_attendance_and_declarations(
    out: dict[Kind, Publication],
) -> None:
    said = ask(f"{ROOT}meetings/board/2022-06-10/")
    assert said["name"] == f"{samples.NAME}, 10 June 2022"
    assert said["meetingState"] == "held"
    assert said["start"] == "2022-06-10T10:00:00+01:00"
    assert said["location"]["description"] == "County Hall; Room 2"
    assert said["invitation"]["name"] == "Agenda and papers"
    assert said["resultsProtocol"]["fileName"] == "minutes.pdf"
    assert [file["fileName"] for file in said["auxiliaryFile"]] == ["supplement-1.pdf"]
    assert [row["number"] for row in said["saferboard:minutes"]] == [44, 45, 46]
    assert "agendaItem" not in said["saferboard:minutes"][0]
    assert said["saferboard:declarations"][0]["interest"] == "Governor of a school"
    assert [row["presence"] for row in said["saferboard:attendance"]] == [
        "present", "apologies", "present",
    ]  # fmt: skip
    first, private, withdrawn, deferred = said["agendaItem"]
    assert first["number"] == "1"
    assert first["saferboard:minuteNumbers"] == [45]
    assert first["result"] == "resolved"
    assert first["resolutionText"] == "(a) That it be noted.\n(b) That leaflets be sent."
    assert not private["public"]
    assert private["saferboard:paragraph"] == 3
    assert withdrawn["id"].endswith("/off-3/")
    assert withdrawn["saferboard:because"] == "No figures came."
    assert deferred["id"].endswith("/off-3-2/")
    assert deferred["saferboard:deferredTo"] == "2022-09-09"


def test_a_cancelled_meeting_says_why(out: dict[Kind, Publication]) -> None:
    said = ask(f"{ROOT}meetings/board/2022-09-09/")
    assert said["cancelled"]
    assert said["meetingState"] == "cancelled"
    assert said["saferboard:because"] == "No quorum."


def test_a_meeting_is_known_by_whatever_is_published_of_it() -> None:
    samples.out(Kind.PACK, samples.pack())
    assert ask(f"{ROOT}meetings/board/2022-06-10/")["meetingState"] == "called"
    samples.out(Kind.CALENDAR, {**samples.calendar(), "meetings": []})
    assert len(every("meetings")) == 1
    samples.out(Kind.CALENDAR, samples.calendar())
    assert ask(f"{ROOT}meetings/board/2022-06-10/")["meetingState"] == "called"
    samples.out(Kind.MINUTES, samples.minutes(), day=samples.SEPTEMBER)
    held = ask(f"{ROOT}meetings/board/2022-09-09/")
    assert held["meetingState"] == "cancelled"  # the days say so, and are to be put right
    assert held["agendaItem"] == []


def test_a_paper_names_its_item_pages_and_file(out: dict[Kind, Publication]) -> None:
    (said,) = every("papers")
    assert said["name"] == "Performance in Quarter 4"
    assert said["saferboard:pages"] == [3, 8]
    assert said["saferboard:agendaItem"] == f"{ROOT}agenda-items/board/2022-06-10/1/"
    assert said["mainFile"]["fileName"] == "item-1.pdf"
    assert said["mainFile"]["paper"] == [said["id"]]
    assert said["mainFile"]["saferboard:sha256"] == samples.SHA
    assert said["web"] == "http://testserver/meetings/board/2022-06-10/papers/performance/"


def test_parts_of_pages_are_not_offered_as_files(out: dict[Kind, Publication]) -> None:
    assert [file["fileName"] for file in every("files")] == [
        "item-1.pdf", "pack.pdf", "performance.json", "supplement-1.pdf", "minutes.pdf",
    ]  # fmt: skip


def test_an_action_can_be_walked_back_to_its_decision_and_meeting(
    out: dict[Kind, Publication],
) -> None:
    old, said = every("actions")
    assert said["owners"][0]["title"] == "Team Manager"
    assert said["entries"][1]["evidence"] == "A photograph, with “quotes”"
    decision = ask(said["decision"])
    assert decision["actions"] == [said["id"]]
    assert ask(decision["meeting"])["id"] == said["meeting"] == decision["meeting"]
    assert old["mergedInto"] == said["id"]
    assert old["source"] == "the log of March 2021"
    assert "decision" not in old


def test_who_holds_a_post_that_does_not_decide_is_not_named(out: dict[Kind, Publication]) -> None:
    (person,) = every("people")
    assert person["name"] == "A. Example"
    assert person["status"] == ["Manager, County Council"]
    assert [seat["role"] for seat in person["membership"]] == ["chair", "member"]
    officer = next(seat for seat in every("memberships") if seat["role"] == "officer")
    assert "person" not in officer
    assert not officer["votingRight"]
    assert officer["endDate"] == "2023-05-31"


def test_a_group_names_the_board_it_reports_to(out: dict[Kind, Publication]) -> None:
    board, group = every("organizations")
    assert group["subOrganizationOf"] == board["id"]
    assert group["startDate"] == "2019-01-01"
    assert ask(group["meeting"])["data"] == []
    assert [m["name"][-14:] for m in ask(board["meeting"])["data"]] == [
        "> 10 June 2022".replace(">", ","), "September 2022",
    ]  # fmt: skip
    assert ask(f"{ROOT}bodies/")["data"][0]["name"] == samples.NAME


def test_popolo_joins_people_posts_and_organisations(out: dict[Kind, Publication]) -> None:
    said = ask("/api/popolo.json")
    known = {one["id"] for kind in ("persons", "organizations", "posts") for one in said[kind]}
    assert len(said["memberships"]) == 3
    for one in said["memberships"]:
        named = {one["organization_id"], one["post_id"], one["on_behalf_of_id"]}
        assert named | ({one["person_id"]} if "person_id" in one else set()) <= known
    group = said["organizations"][1]
    assert group["parent_id"] == said["organizations"][0]["id"]
    assert {post["organization_id"] for post in said["posts"]} <= known


def test_nothing_published_is_an_empty_answer() -> None:
    for name in LISTS[1:]:
        assert every(name) == []
    assert ask(ROOT)["name"] == "Saferboard"
    assert every("bodies")[0]["name"] == "Community safety partnership"
    assert ask("/api/popolo.json") == {
        "persons": [], "organizations": [], "posts": [], "memberships": [],
    }  # fmt: skip


def test_a_list_comes_in_pages_that_lead_to_one_another(out: dict[Kind, Publication]) -> None:
    whole = every("agenda-items")
    at, pages = f"{ROOT}agenda-items/?elementsPerPage=3&created_since=2000-01-01T00:00:00Z", []
    while at:
        pages.append(ask(at))
        at = pages[-1]["links"].get("next", "")
    assert [len(page["data"]) for page in pages] == [3, 1]
    assert [row for page in pages for row in page["data"]] == whole
    assert pages[1]["pagination"] == {
        "totalElements": 4, "elementsPerPage": 3, "currentPage": 2, "totalPages": 2,
    }  # fmt: skip
    assert ask(pages[1]["links"]["prev"]) == ask(pages[0]["links"]["self"]) == pages[0]
    assert ask(pages[0]["links"]["last"])["data"] == pages[1]["data"]
    ask(f"{ROOT}agenda-items/", 404, elementsPerPage=3, page=3)


def test_a_list_is_narrowed_by_when_things_changed(out: dict[Kind, Publication]) -> None:
    at = out[Kind.RECORD].at
    before, after = at - timedelta(seconds=1), at + timedelta(seconds=1)
    for name in ("created", "modified"):
        assert len(every("actions", **{f"{name}_since": before.isoformat()})) == 2
        assert every("actions", **{f"{name}_since": after.isoformat()}) == []
        assert len(every("actions", **{f"{name}_until": after.isoformat()})) == 2
        assert every("actions", **{f"{name}_until": before.isoformat()}) == []


def test_a_correction_changes_when_it_was_modified_and_not_when_it_was_made(
    out: dict[Kind, Publication],
) -> None:
    (was,) = every("papers")
    new = samples.out(Kind.PACK, samples.pack(), note="A page was missing.")
    (now,) = every("papers")
    assert now["created"] == was["created"]
    assert now["modified"] > was["modified"]
    assert now["modified"].startswith(f"{new.at:%Y-%m-%dT%H:%M:%S}")


def test_what_is_withdrawn_is_told_to_whoever_asks_what_changed(
    out: dict[Kind, Publication],
) -> None:
    (paper,) = every("papers")
    withdraw(by="clerk", publication=out[Kind.PACK], reason="A name was in it.")
    withdraw(by="clerk", publication=out[Kind.RECORD], reason="It was wrong.")
    withdraw(by="clerk", publication=out[Kind.BOARD], reason="It was wrong.")
    assert every("papers") == every("agenda-items") == every("actions") == every("people") == []
    assert [file["fileName"] for file in every("files")] == ["minutes.pdf"]
    gone = ask(paper["id"])
    assert gone == {
        "id": paper["id"], "type": paper["type"], "deleted": True,
        "created": paper["created"], "modified": gone["modified"],
    }  # fmt: skip
    changed = every("papers", modified_since=paper["modified"])
    assert changed == [gone]
    assert len(every("files", modified_since=paper["modified"])) == 5
    assert every("meetings")[0]["agendaItem"] == []
    ask(f"{ROOT}actions/board/3/", 404)


def test_a_meeting_of_which_nothing_stands_is_gone() -> None:
    made = samples.out(Kind.PACK, samples.pack())
    withdraw(by="clerk", publication=made, reason="It was wrong.")
    assert ask(f"{ROOT}meetings/board/2022-06-10/")["deleted"]
    assert every("meetings") == []
    assert len(every("meetings", modified_since="2000-01-01T00:00:00Z")) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("meetings/board/2022-06-11/", 404),
        ("meetings/nobody/2022-06-10/", 404),
        ("meetings/board/2022-13-45/", 422),
        ("meetings/board%00/2022-06-10/", 422),
        ("organizations/nobody/", 404),
        ("organizations/nobody/meetings/", 404),
        ("papers/board/2022-06-10/nothing/", 404),
        ("files/board/2022-06-10/nothing.pdf/", 404),
        ("agenda-items/board/2022-06-10/99/", 404),
        ("decisions/99/", 404),
        ("decisions/99999999999999999999/", 422),
        ("actions/board/99/", 404),
        ("people/manager/somebody-else/", 404),
        ("memberships/board/manager/2001-01-01/", 404),
        ("actions/?page=0", 422),
        ("actions/?modified_since=yesterday", 422),
        ("actions/?modified_since=2022-06-10T10:00:00", 422),
    ],
)
def test_what_cannot_be_answered_says_why(
    path: str, status: int, out: dict[Kind, Publication]
) -> None:
    (fault,) = ask(ROOT + path, status)["faults"]
    assert set(fault) == {"what", "where", "expected", "remedy"}
    assert all(fault.values())


@pytest.mark.parametrize("path", [*(f"/api/oparl/{name}/" for name in LISTS), "/api/popolo.json"])
def test_a_list_costs_few_queries_and_then_only_the_stamp(
    path: str, out: dict[Kind, Publication]
) -> None:
    with samples.queries(4):
        first = Client().get(path)
    with samples.queries(1):
        again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_any_site_may_read_and_nobody_may_write(out: dict[Kind, Publication]) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.get("/api/oparl/actions/")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/api/oparl/actions/").status_code == 405
    head = client.head("/api/oparl/actions/")
    assert (head.status_code, head.content) == (200, b"")
