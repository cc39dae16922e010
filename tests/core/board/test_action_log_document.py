"""The action log on paper."""

from datetime import date

from saferboard.core.board.action_log import Entry, replay, status
from saferboard.core.board.action_log_document import Line, log_document
from saferboard.core.board.action_steps import Step
from saferboard.core.document.tree import Heading, Paragraph, Table

ON = date(2021, 3, 19)
ASK = Entry(Step.ASK, date(2020, 12, 11), "Circulate the link", owners=("clerk",))


def line(number: int, *entries: Entry) -> Line:
    whole = (ASK, *entries)
    standing = replay(whole)
    return Line(number, ASK.text, ("Clerk, County",), whole, standing, status(standing, ON))


DONE = line(
    9,
    Entry(Step.COMMENT, date(2020, 12, 12), "Asked for the link."),
    Entry(Step.ACCEPT, date(2020, 12, 14), "", "the e-mail"),
)
THANKED = Entry(Step.COMMENT, ON, "Thanks")


def test_each_action_is_a_row_with_its_dated_comments() -> None:
    document = log_document("Board", ON, [line(2), DONE])
    assert document.title == "Action log"
    opening, *_ = document.blocks
    assert opening == Paragraph("1 action is open: 1 Amber.", numbered=False)
    standing, ended = [b for b in document.blocks if isinstance(b, Table)]
    assert standing.rows == (
        ("2", "11 December 2020", "Circulate the link", "Clerk, County", "", "Amber: in hand"),
    )
    assert ended.rows[0][4:] == (
        "12 December 2020: Asked for the link. "
        "14 December 2020: Accepted as done. Evidence: the e-mail.",
        "Green: done",
    )


def test_what_ended_before_the_last_meeting_is_left_out() -> None:
    document = log_document(
        "Board", ON, [DONE, line(8, *DONE.entries[1:], THANKED)], since=date(2020, 12, 14)
    )
    assert document.blocks == (Paragraph("No action is open.", numbered=False),)
    kept = log_document("Board", ON, [DONE], since=date(2020, 12, 13))
    assert Heading("Ended since 13 December 2020") in kept.blocks


def test_deferrals_and_merges_say_until_when_and_with_what() -> None:
    deferred = Entry(Step.DEFER, ON, "Not now", due=date(2021, 6, 18))
    by_meeting = Entry(Step.REDATE, ON, "Then", due=date(2021, 6, 18), until="the June meeting")
    merged = Entry(Step.ABSORB, ON, other=4)
    document = log_document("Board", ON, [line(1, deferred), line(2, by_meeting, merged)])
    (table,) = [b for b in document.blocks if isinstance(b, Table)]
    assert table.rows[0][4] == "19 March 2021: Deferred (18 June 2021): Not now."
    assert table.rows[1][4] == (
        "19 March 2021: New due day (the June meeting): Then. "
        "19 March 2021: Took in another action (no. 4)."
    )
    assert document.blocks[0] == Paragraph(
        "2 actions are open: 1 Amber, 1 deferred.", numbered=False
    )
