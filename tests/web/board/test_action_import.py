"""An older log is taken in line by line: the Board's log of March 2021, as facts."""

from datetime import date

import pytest

from saferboard.core.document.tree import Table
from saferboard.core.faults import Refused
from saferboard.web.board.decisions import actions, importing, queries
from saferboard.web.board.decisions.lives import lives
from saferboard.web.board.decisions.models import Action
from saferboard.web.directory.models import Body
from tests.web.board import decisions_samples as samples

pytestmark = pytest.mark.django_db

HEADER = "No.,Date,Action,Responsible officer,Comments,Status\n"
MARCH_2021 = HEADER + (
    "1.,20.9.19,Publicise car thefts and signal blockers,Clerk,Messages went out,Green\n"
    ",26.6.20,,Coordinator/Clerk,A regular article was proposed,Amber\n"
    ",,,Coordinator/Superintendent,No regular article is possible,\n"
    ",11.12.20,,Coordinator,The Head of Communications is invited to March,\n"
    "2,26.6.20,Report on lessons of the pandemic,Coordinator,A later meeting,Amber\n"
    "3,25.9.20,Update on county lines,Superintendent,On the March agenda,Amber\n"
    "4,25.9.20,Update on the new prison,Coordinator,On the March agenda,Amber\n"
    "5,25.9.20,Presentation on an operation,Superintendent,A briefing was circulated,Amber\n"
    "6,11.12.20,Explain the charts of anti-social behaviour,Clerk,A summary is made,Amber\n"
    "7,11.12.20,Results of the survey,Clerk/Coordinator,On the March agenda,Amber\n"
    "8,11.12.20,Update on governance,Clerk/Coordinator,Progress was made,Amber\n"
    "9,11.12.20,Circulate the link to a webinar,Clerk,Completed 14.12.20,Green\n"
    "10,11.12.20,Update on probation,Coordinator/Probation-head,On the March agenda,Amber\n"
)


@pytest.fixture
def body() -> Body:
    samples.posts()
    return samples.board()


def take(
    body: Body, text: str, name: str = "march.csv", on: date = samples.MARCH
) -> actions.Imported:
    return actions.import_log(by="clerk", body=body, text=text, name=name, on=on)


def test_the_log_of_march_2021_is_taken_in_as_it_was(body: Body) -> None:
    taken = take(body, MARCH_2021)
    assert (taken.actions, taken.rejects) == (10, ())
    found = {one.action.number: one for one in lives(Action.objects.all(), samples.MARCH)}
    statuses = {number: str(one.status) for number, one in found.items()}
    assert statuses == {n: "Green: done" if n == 9 else "Amber: in hand" for n in range(1, 11)}
    first = found[1]
    assert (first.standing.asked, first.age) == (date(2019, 9, 20), 546)
    said = [(e.on, e.text) for e in first.entries if e.step in ("accept", "progress", "comment")]
    assert said == [
        (date(2019, 9, 20), "Messages went out"),
        (date(2020, 6, 26), "A regular article was proposed"),
        (date(2020, 6, 26), "No regular article is possible (no day given in the log)"),
        (date(2020, 12, 11), "The Head of Communications is invited to March"),
    ]
    assert [owner.post.key for owner in first.owners] == ["coordinator"]
    assert first.action.source == "march.csv, no. 1"


def test_the_log_made_of_it_says_the_same(body: Body) -> None:
    take(body, MARCH_2021)
    document = queries.log_document(body, samples.MARCH, public=True)
    standing, ended = [block for block in document.blocks if isinstance(block, Table)]
    assert [row[0] for row in standing.rows] == [str(n) for n in range(1, 11) if n != 9]
    assert [(row[0], row[5]) for row in ended.rows] == [("9", "Green: done")]
    assert "20 September 2019" in standing.rows[0][1]


def test_a_second_time_nothing_is_added(body: Body) -> None:
    take(body, MARCH_2021)
    assert take(body, MARCH_2021) == actions.Imported(0, 0, ())


def test_a_later_log_adds_what_is_new_and_what_it_lost_is_named(body: Body) -> None:
    take(body, MARCH_2021)
    later = HEADER + (
        "1,20.9.19,Publicise car thefts and signal blockers,Clerk,Messages went out,Green\n"
        ",18.6.21,,,It was presented,Green\n"
        "11,19.3.21,Send the slides,Clerk,,\n"
    )
    taken = take(body, later, "june.csv", samples.JUNE)
    assert taken.actions == 1
    march, june = queries.logs(body)
    lost = queries.lost_between(march, june, samples.JUNE)
    assert [one.number for one in lost] == [2, 3, 4, 5, 6, 7, 8, 10]


def test_lines_that_cannot_be_taken_are_named(body: Body) -> None:
    take(body, HEADER + "1,20.9.19,Do,Clerk,,Amber\n")
    text = HEADER + (
        "1,20.9.19,Do something else,Clerk,,Amber\n"
        "2,20.9.19,Do,A stranger,,Amber\n"
        "3,never,Do,Clerk,,Amber\n"
        "4,20.9.19,Do,A. Example,,Amber\n"
    )
    taken = take(body, text)
    assert taken.actions == 1
    assert [reject.line for reject in taken.rejects] == [2, 3, 4]
    reasons = [reject.reason for reject in taken.rejects]
    assert "another action here" in reasons[0]
    assert "owner is no post" in reasons[1]
    assert "'never' is not a day" in reasons[2]


def test_an_action_whose_line_was_not_taken_is_missed_before_the_next_pack(body: Body) -> None:
    take(body, HEADER + "1,20.9.19,Do,Clerk,,Amber\n2,20.9.19,Write,A stranger,,Amber\n")
    june = samples.meeting(body, samples.JUNE)
    gap = queries.gap_of(body, june)
    assert [(one.number, one.text) for one in gap.lost] == [(2, "Write")]
    assert gap.is_closed


def test_what_is_no_log_leaves_nothing_behind(body: Body) -> None:
    with pytest.raises(Refused, match="not an action log"):
        take(body, "a,b\n1,2\n")
    assert not Action.objects.exists()
    assert queries.logs(body) == []


def test_a_body_that_is_not_there_is_refused(body: Body) -> None:
    assert importing.body_of("board") == body
    with pytest.raises(Refused, match="no body 'nowhere'"):
        importing.body_of("nowhere")
