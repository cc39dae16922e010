"""What belongs to what, and what is only likely to."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.account.linking import (
    CLOSE,
    FLOOR,
    MARGIN,
    NO_DATE,
    NO_MINUTES,
    NOTHING,
    answers,
    link_actions,
    link_amendments,
    link_papers,
    score,
    surnames,
)
from saferboard.core.ingest.past.account.mentions import decisions, mentions
from saferboard.core.ingest.past.history.history import Source, gather
from saferboard.core.ingest.past.history.record import Record, rows
from saferboard.core.ingest.past.values import AgendaItem, LogAction, LogEntry, Meeting, Reading
from tests.core.ingest.past.samples import (
    BODY,
    DECEMBER,
    JUNE,
    MARCH,
    SEPTEMBER,
    action,
    minute,
    minutes,
    pack,
    record,
    resolved,
)

OF_MARCH = minutes(
    MARCH,
    minute(
        4,
        "Farm thefts",
        resolved("a", "That the report on farm thefts be noted."),
        resolved("b", "That tractor marking leaflets be circulated to parish councils."),
        resolved("c", "That a report on livestock worrying be submitted to the next meeting."),
        text="Members asked for sheep fencing advice. Quad bikes had been found in the river.",
        promises=(("Ann Vale", "Ann Vale agreed to write to the auction houses."),),
    ),
    minute(5, "Other business"),
)


def linked(*log: LogAction) -> list[tuple[str, str]]:
    found = link_actions(record(pack(JUNE, of=OF_MARCH, log=log)))
    return [(one.statement.text if one.statement else "", one.doubt) for one in found]


def test_a_row_goes_to_what_made_it() -> None:
    assert linked(
        action(1, MARCH, "Circulate leaflets on tractor marking", "Ben Holt"),
        action(2, MARCH, "Write to auction houses", "Ann Vale"),
        action(3, MARCH, "Advice on fencing for sheep", "Police"),
        action(4, MARCH, "", comments="Livestock worrying report to follow"),
    ) == [
        ("That tractor marking leaflets be circulated to parish councils.", ""),
        ("Ann Vale agreed to write to the auction houses.", ""),
        ("Members asked for sheep fencing advice.", ""),
        ("That a report on livestock worrying be submitted to the next meeting.", ""),
    ]


def test_a_row_that_cannot_be_placed_says_why() -> None:
    assert (
        linked(
            action(1, None, "Circulate leaflets"),
            action(2, DECEMBER, "Circulate leaflets"),
            action(3, MARCH, "Something else entirely"),
            action(4, MARCH, ""),
            action(5, MARCH, "", comments=" "),
        )
        == [("", NO_DATE), ("", NO_MINUTES), ("", NOTHING), ("", NOTHING)][:3]
    )


def test_a_row_between_two_is_a_doubt_and_one_that_joins_two_names_both() -> None:
    of_march = minutes(
        MARCH,
        minute(
            4,
            "Farms",
            resolved("a", "That tractor leaflets be circulated."),
            resolved("b", "That tractor posters be circulated."),
        ),
    )
    (one,) = link_actions(
        record(pack(JUNE, of=of_march, log=(action(1, MARCH, "Circulate tractor material"),)))
    )
    assert one.doubt == CLOSE
    assert not one.certain
    assert one.runner_up is not None
    assert [statement.place for statement in one.also] == ["minute 4(b)"]


def test_a_row_alone_with_one_statement_has_no_runner_up() -> None:
    of_march = minutes(MARCH, minute(4, "", "That tractor leaflets be circulated."))
    (one,) = link_actions(
        record(pack(JUNE, of=of_march, log=(action(1, MARCH, "Circulate tractor leaflets"),)))
    )
    assert one.certain
    assert (one.runner_up, one.runner_score) == (None, 0.0)


def test_every_dated_row_of_every_log_is_linked_once_per_log() -> None:
    rowed = LogAction(
        1, (LogEntry(MARCH, "Circulate tractor leaflets"), LogEntry(JUNE, "", "Ben", ""))
    )
    held = record(pack(JUNE, of=OF_MARCH, log=(rowed,)), pack(SEPTEMBER, log=(rowed,)))
    assert [one.log for one in link_actions(held)] == [JUNE, SEPTEMBER]
    assert len(list(rows(held.history))) == 4


def test_owners_are_surnames() -> None:
    assert surnames("Ann Vale/B. Holt, Cy Li and Supt. Lund") == ("vale", "holt", "lund")
    assert surnames("Ann") == ()


def test_a_paper_answers_the_request_for_it() -> None:
    (one,) = link_papers(
        record(
            pack(JUNE, "Introductions", "Livestock worrying", "Burglary", of=OF_MARCH),
            pack(SEPTEMBER, "Livestock worrying update"),
        )
    )
    assert one.request.statement.place == "minute 4(c)"
    assert (one.answer.business.on, one.answer.business.where) == (JUNE, "item 2")
    assert (one.answer.plain, one.runner_up, one.doubt) == (True, None, "")


def test_a_paper_that_comes_before_it_is_due_still_answers() -> None:
    of_march = minutes(
        MARCH,
        minute(4, "Farms", "That a report on livestock worrying come to the December meeting."),
    )
    (one,) = link_papers(record(pack(JUNE, "Livestock worrying", of=of_march)))
    assert one.answer.business.on == JUNE


@pytest.mark.parametrize(
    ("titles", "doubt"),
    [
        (("Livestock worrying", "Worrying of livestock near towns"), "another item"),
        (("Livestock markets",), "few words agree"),
        (("Street lighting",), ""),
    ],
)
def test_papers_that_are_about_as_like(titles: tuple[str, ...], doubt: str) -> None:
    found = link_papers(record(pack(JUNE, *titles, of=OF_MARCH)))
    assert bool(found) == bool(doubt)
    assert all(one.doubt.startswith(doubt) for one in found)


def test_who_presents_an_item_may_tell_what_it_is() -> None:
    of_march = minutes(
        MARCH,
        minute(4, "Partners", "That Dr Nadia Croft be invited to present to the next meeting."),
    )
    item = AgendaItem(1, "Partner update", ItemKind.PRESENTATION, note="Dr Nadia Croft will speak.")
    source = Source("pack", Reading((Meeting(BODY, JUNE, agenda=(item,)),), (of_march,)))
    (one,) = link_papers(Record(gather([source])))
    assert one.answer.plain


def test_this_is_what_was_said_before() -> None:
    of_march = minutes(
        MARCH,
        minute(
            4,
            "Performance",
            text="Refuge provision had been widened. Ann Vale would bring a paper on this to the "
            "next meeting.",
            promises=(
                ("Ann Vale", "Ann Vale would bring a paper on this to the next meeting."),
                ("Ann Vale", "Ann Vale would call."),
            ),
        ),
    )
    held = record(pack(JUNE, "Refuge provision", of=of_march))
    (one,) = link_papers(held)
    assert one.answer.business.title == "Refuge provision"
    assert "vale" not in held.about(held.requests[0])
    assert held.about(held.requests[1]) >= held.terms("Performance")


@pytest.mark.parametrize(
    ("amendment", "minute_number", "doubt"),
    [
        ("the attendance list being amended", 0, ""),
        ("minute 4(b) being amended to read", 4, ""),
        ("minute no. 99 being amended to read", 99, "no such minute is known"),
        ("tractor marking leaflets circulated to parish councils", 4, ""),
        ("tractor leaflets being red and sheep being green", 4, "no minute is named"),
        ("helicopters being red", None, "no minute is like it"),
    ],
)
def test_an_amendment_goes_to_its_minute(
    amendment: str, minute_number: int | None, doubt: str
) -> None:
    of_june = minutes(
        JUNE,
        minute(7, "Minutes", confirmed=MARCH, amendment=amendment),
        minute(8, "None", confirmed=MARCH),
        minute(9, "Other"),
    )
    (one,) = link_amendments(record(pack(JUNE, of=OF_MARCH), pack(SEPTEMBER, of=of_june)))
    assert (one.minute, one.doubt) == (minute_number, doubt)
    assert one.made.on == JUNE
    assert one.amends == MARCH


def test_an_amendment_of_unknown_minutes_is_told() -> None:
    of_june = minutes(JUNE, minute(7, "Minutes", confirmed=MARCH, amendment="a word"))
    (one,) = link_amendments(record(pack(SEPTEMBER, of=of_june)))
    assert (one.statement, one.doubt) == (None, "no minute is like it")


def test_a_decision_is_followed_through_the_years() -> None:
    of_june = minutes(
        JUNE,
        minute(
            9,
            "Review",
            text="Tractor marking leaflets had reached every parish council. Nothing else. It "
            "recalled minute 4 of 20 March 2015.",
        ),
    )
    held = record(
        pack(JUNE, "Weather", of=OF_MARCH),
        pack(SEPTEMBER, "Tractor marking leaflets", "Tractor", of=of_june),
    )
    decision = decisions(held)[1]
    found = mentions(held, decision)
    assert [(one.where, one.named) for one in found] == [
        ("minute 9", False),
        ("minute 9", True),
        ("item 1", False),
    ]
    assert [one.quote.on for one in found] == [JUNE, JUNE, SEPTEMBER]
    assert len(mentions(held, decision, most=1)) == 2
    assert mentions(held, decisions(held)[0]) != ()
    assert len(decisions(held)) == 3


def test_a_word_alone_is_no_mention() -> None:
    of_june = minutes(JUNE, minute(9, "Review", text="Tractor racing. Parish councils met."))
    held = record(pack(JUNE, of=OF_MARCH), pack(SEPTEMBER, of=of_june))
    assert mentions(held, decisions(held)[1]) == ()


FARM = "tractor sheep river bike fence parish barn"
WORDS = st.lists(st.sampled_from(FARM.split()), max_size=5)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=6), WORDS.filter(bool))
def test_the_best_link_is_what_looking_at_everything_finds(
    outcomes: list[list[str]], row: list[str]
) -> None:
    items = [
        minute(n, "Farms", f"That {' '.join(words)} be circulated.")
        for n, words in enumerate(outcomes, start=1)
    ]
    log = (action(1, MARCH, " ".join(row)),)
    held = record(pack(JUNE, of=minutes(MARCH, *items), log=log))
    (one,) = link_actions(held)
    every = [
        (score(held, held.terms(" ".join(row)), (), n), -n)
        for n, statement in enumerate(held.statements)
        if statement.on == MARCH
    ]
    top, second = sorted([*every, (0.0, -99)], reverse=True)[:2]
    if top[0] < FLOOR:
        assert one.statement is None
    else:
        assert one.statement == held.statements[-top[1]]
        assert one.score == top[0]
        assert bool(one.doubt) == (len(every) > 1 and top[0] - second[0] < MARGIN)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_answers_are_found_as_by_looking_at_everything(
    titles: list[list[str]], asked: list[str]
) -> None:
    of_march = minutes(
        MARCH, minute(1, "Farms", f"That a report on {' '.join(asked)} come to the next meeting.")
    )
    held = record(pack(JUNE, *(" ".join(t) or "None" for t in titles), of=of_march))
    request = held.requests[0]
    about = held.about(request)
    expected = {
        (b.on, b.where)
        for b in held.business
        if b.on > date(2015, 3, 20) and held.terms(b.title) & about
    }
    assert {answer.business.key for answer in answers(held, request)} == expected
