"""Logs kept as tables before Saferboard: taken line by line, and whatever is not taken is named."""

import pytest

from saferboard.core.board.action_log import replay, status
from saferboard.core.board.action_log_csv import Reject, life, read_log
from saferboard.core.board.action_steps import Step
from saferboard.core.faults import Refused

HEADER = "No.,Date,Action,Responsible officer(s),Comments,Status\n"
OWNERS = {"": ("clerk",), "Clerk": ("clerk",), "Police": ("police",)}


def test_a_line_without_a_number_goes_on_with_the_action_above() -> None:
    paper = read_log(HEADER + "1.,20.9.19,Do,Clerk,Sent,Green\n,26.6.20,,Police,More,Amber\n", "l")
    assert paper.rejects == ()
    (action,) = paper.actions
    assert (action.number, action.text) == (1, "Do")
    assert [(e.line, e.on.isoformat(), e.owner, e.status) for e in action.entries] == [
        (2, "2019-09-20", "Clerk", Step.ACCEPT),
        (3, "2020-06-26", "Police", Step.PROGRESS),
    ]


@pytest.mark.parametrize(
    "day", ["20.9.19", "20.09.2019", "20/9/19", "20/09/2019", "2019-09-20", "20 September 2019"]
)
def test_days_are_read_as_people_write_them(day: str) -> None:
    paper = read_log(HEADER + f"1,{day},Do,Clerk,,\n", "log")
    assert paper.actions[0].entries[0].on.isoformat() == "2019-09-20"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("x,20.9.19,Do,Clerk,,Amber", "no number"),
        (",20.9.19,Do,Clerk,,Amber", "no number"),
        ("3,20.9.19,,Clerk,,Amber", "does not say what is to be done"),
        ("3,,Do,Clerk,,Amber", "on which day"),
        ("3,20.9.19,Do,,,Amber", "no owner"),
        ("3,30.2.19,Do,Clerk,,Amber", "'30.2.19' is not a day"),
        ("3,20.9.19,Do,Clerk,,Mauve", "'Mauve' is not Green, Amber, Red or Withdrawn"),
        ("1,20.9.19,Do,Clerk,,Amber", "twice"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_its_reason(line: str, reason: str) -> None:
    text = HEADER + "1,20.9.19,Do,Clerk,,Amber\n" + line + "\n,26.6.20,,,More,\n"
    paper = read_log(text, "log")
    assert [a.number for a in paper.actions] == [1]
    assert [r.line for r in paper.rejects] == [3, 4]
    assert reason in paper.rejects[0].reason
    assert paper.rejects[1] == Reject(4, "it goes on with an action that was not read")


def test_a_bad_line_in_the_middle_does_not_take_the_action_away() -> None:
    text = HEADER + "1,20.9.19,Do,Clerk,,Amber\n,never,,,More,\n,26.6.20,,,Then,\n"
    paper = read_log(text, "log")
    assert [r.line for r in paper.rejects] == [3]
    assert [e.comments for e in paper.actions[0].entries] == ["", "Then"]


def test_lines_are_counted_as_the_file_has_them() -> None:
    text = HEADER + '\n1,20.9.19,"Do\nthis",Clerk,,Amber\nx,20.9.19,Do,Clerk,,\n'
    paper = read_log(text, "log")
    assert paper.actions[0].text == "Do this"
    assert [r.line for r in paper.rejects] == [5]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEADER + '1,"x" y"z,\n' + '"' + "x" * 140_000])
def test_what_is_no_log_is_refused_whole(text: str) -> None:
    with pytest.raises(Refused):
        read_log(text, "log")


def steps(text: str) -> list[Step]:
    (action,) = read_log(HEADER + text, "log").actions
    return [entry.step for entry in life(action, "log", OWNERS)]


def test_an_action_that_goes_on_after_green_is_taken_up_again() -> None:
    text = "1,20.9.19,Do,Clerk,Sent,Green\n,26.6.20,,Police,More,Amber\n,,,,Still,\n"
    (action,) = read_log(HEADER + text, "log").actions
    entries = life(action, "log", OWNERS)
    assert [entry.step for entry in entries] == [
        Step.ASK,
        Step.ACCEPT,
        Step.RESUME,
        Step.PROGRESS,
        Step.COMMENT,
    ]
    assert entries[-1].text == "Still (no day given in the log)"
    standing = replay(entries)
    assert standing.owners == ("police",)
    assert str(status(standing, entries[-1].on)) == "Amber: in hand"


def test_what_stays_closed_is_not_closed_twice() -> None:
    assert steps("1,20.9.19,Do,Clerk,Sent,Green\n,26.6.20,,Police,Thanks,Green\n") == [
        Step.ASK,
        Step.ACCEPT,
        Step.COMMENT,
    ]
    assert steps("1,20.9.19,Do,Clerk,Not wanted,Withdrawn\n,26.6.20,,,,\n") == [
        Step.ASK,
        Step.WITHDRAW,
    ]


def test_a_line_that_names_another_owner_and_nothing_else_is_kept() -> None:
    (action,) = read_log(HEADER + "1,20.9.19,Do,Clerk,,Amber\n,26.6.20,,Police,,\n", "l").actions
    entries = life(action, "log", OWNERS)
    assert entries[-1].text == "The log names another owner"
    assert replay(entries).owners == ("police",)


def test_a_status_without_a_comment_says_where_it_was_shown() -> None:
    (action,) = read_log(HEADER + "1,20.9.19,Do,Clerk,,Red\n", "log.csv").actions
    assert life(action, "log.csv", OWNERS)[1].text == "As shown in log.csv, line 2"
    (done,) = read_log(HEADER + "1,20.9.19,Do,Clerk,,Green\n", "log.csv").actions
    assert life(done, "log.csv", OWNERS)[1].evidence == "Green in log.csv, line 2"
