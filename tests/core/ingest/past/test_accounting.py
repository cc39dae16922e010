"""What the past did not hold to, and what cannot be judged."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.board.plan import Often, Rule
from saferboard.core.ingest.past.account.accounting import Account, Terms, account
from saferboard.core.ingest.past.account.findings import COLUMNS, Kind, Unjudged, to_rows
from saferboard.core.ingest.past.history.history import Source, gather
from saferboard.core.ingest.past.values import (
    Confirmed,
    Minute,
    Minutes,
    Reading,
    Span,
)
from tests.core.ingest.past.accounted import OTHER, accounted, found, unjudged
from tests.core.ingest.past.samples import (
    DECEMBER,
    JUNE,
    MARCH,
    SEPTEMBER,
    SPRING,
    YEAR,
    action,
    minute,
    minutes,
    pack,
)


def year_of_minutes(*confirmed: date | None, numbers: tuple[int, ...] = (1, 3, 5, 7, 9)) -> Source:
    """Five meetings in a row; each confirms what it is told to."""
    held = [
        minutes(
            day,
            minute(first, "Minutes", text="Confirmed.", confirmed=of),
            minute(first + 1, "More"),
        )
        for day, of, first in zip(YEAR, confirmed, numbers, strict=True)
    ]
    return Source("pages", Reading(minutes=tuple(held)))


OLD = date(2014, 12, 12)
IN_ORDER = (OLD, MARCH, JUNE, SEPTEMBER, DECEMBER)


def test_a_year_in_order_has_no_findings() -> None:
    result = accounted(year_of_minutes(*IN_ORDER))
    assert result.findings == ()
    assert [one.why for one in result.unjudged] == ["no later minutes are known"]


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        (
            (OLD, MARCH, MARCH, SEPTEMBER, DECEMBER),
            {(Kind.CONFIRMED_TWICE, MARCH), (Kind.NEVER_CONFIRMED, JUNE)},
        ),
        (
            (OLD, OLD, MARCH, SEPTEMBER, DECEMBER),
            {(Kind.CONFIRMED_LATE, MARCH), (Kind.NEVER_CONFIRMED, JUNE)},
        ),
        (
            (OLD, JUNE, MARCH, SEPTEMBER, DECEMBER),
            {(Kind.CONFIRMED_LATE, JUNE), (Kind.CONFIRMED_LATE, MARCH)},
        ),
    ],
)
def test_minutes_confirmed_wrongly(
    confirmed: tuple[date, ...], expected: set[tuple[Kind, date]]
) -> None:
    result = accounted(year_of_minutes(*confirmed))
    assert {(one.kind, one.on) for one in result.findings} == expected


def test_the_sentences_of_confirmation() -> None:
    told = {
        one.kind: one.sentence
        for one in accounted(year_of_minutes(OLD, OLD, MARCH, MARCH, DECEMBER)).findings
    }
    assert told[Kind.CONFIRMED_TWICE] == (
        "The minutes of 20 March 2015 were confirmed more than once: on 18 September 2015 and "
        "11 December 2015."
    )
    assert told[Kind.NEVER_CONFIRMED].startswith("No later meeting that is known confirmed")
    late = accounted(year_of_minutes(OLD, OLD, MARCH, JUNE, SEPTEMBER)).findings
    assert late[0].sentence == (
        "The minutes of 20 March 2015 were confirmed on 18 September 2015, not at the next "
        "meeting, on 12 June 2015."
    )


def test_what_cannot_be_known_of_confirmation() -> None:
    def whys(*held: Minutes) -> list[str]:
        source = Source("pages", Reading(minutes=held))
        return [one.why for one in accounted(source).unjudged if one.kind is not Kind.NUMBERS_JUMP]

    march, last = minutes(MARCH, minute(1, "A")), "no later minutes are known"
    assert whys(march, minutes(DECEMBER, minute(2, "B"))) == [
        "the minutes of the next meeting are not known",
        last,
    ]
    assert whys(march, minutes(JUNE, minute(2, "B"))) == [
        "what the next meeting confirmed could not be read",
        last,
    ]
    june = minutes(JUNE, minute(2, "B", confirmed=OLD))
    unread = minutes(SEPTEMBER, Minute(3, "C", confirmed=Confirmed(None)))
    assert whys(march, june, unread)[0] == (
        "a later meeting confirmed minutes of which no day is told"
    )
    skipped = minutes(SEPTEMBER, minute(3, "C", confirmed=MARCH))
    sources = [Source("pages", Reading(minutes=(march, skipped))), pack(JUNE, "Cycling")]
    assert unjudged(Kind.CONFIRMED_LATE, *sources) == [
        "the minutes of a meeting in between are not known"
    ]
    followed = [Source("pages", Reading(minutes=(march, june))), pack(SEPTEMBER, "Cycling")]
    assert "the minutes of the meeting after the next are not known" in unjudged(
        Kind.NEVER_CONFIRMED, *followed
    )


@pytest.mark.parametrize(
    ("numbers", "restarts", "expected"),
    [
        ((1, 3, 5, 7, 9), (), []),
        ((1, 3, 8, 10, 12), (), [(SEPTEMBER, 0.85)]),
        ((1, 3, 5, 1, 3), (), [(DECEMBER, 0.5)]),
        ((1, 3, 5, 1, 3), (DECEMBER,), []),
    ],
)
def test_numbers_that_jump(
    numbers: tuple[int, ...], restarts: tuple[date, ...], expected: list[tuple[date, float]]
) -> None:
    terms = Terms(restarts=restarts)
    jumps = found(Kind.NUMBERS_JUMP, year_of_minutes(*IN_ORDER, numbers=numbers), terms=terms)
    assert [(one.on, one.certainty) for one in jumps] == expected


def test_numbers_that_jump_within_a_meeting_or_are_not_known() -> None:
    gap = minutes(MARCH, minute(4, "A"), minute(6, "B"))
    unread = minutes(JUNE, minute(7, "C"), minute(None, "D"))
    source = Source("pages", Reading(minutes=(gap, unread, minutes(SPRING, minute(9, "E")))))
    (one,) = found(Kind.NUMBERS_JUMP, source)
    assert one.sentence == "In the minutes of 20 March 2015 number 6 follows number 4."
    assert unjudged(Kind.NUMBERS_JUMP, source) == [
        "minutes without numbers",
        "the minutes of the meeting before are not known",
    ]
    empty = Source("pages", Reading(minutes=(minutes(MARCH), minutes(JUNE, minute(1, "A")))))
    assert unjudged(Kind.NUMBERS_JUMP, empty) == ["minutes without numbers"]


RULES = (
    Rule("crime", "Performance, {quarter}", Often.EVERY),
    Rule("hate", "Hate crime", Often.MONTHS, months=(6,)),
    Rule("fire", "Fire partner update", Often.SLOT),
)
PLAN = Terms(RULES, {"hate": ("Prevent",)})


def planned(*titles: str) -> list[Source]:
    """Seven meetings in a row, so that the year in the middle is whole."""
    days = (*YEAR, date(2016, 6, 10), date(2016, 9, 9))
    return [pack(day, *one.split(", ")) for day, one in zip(days, titles, strict=True)]


KEPT = (
    *("Performance", "Performance, Prevent duty", "Performance", "Performance"),
    *("Performance, Fire partner update", "Performance, Hate crime", "Performance"),
)


def test_a_plan_that_was_kept_has_no_findings() -> None:
    result = accounted(*planned(*KEPT), terms=PLAN)
    assert [one for one in result.findings if one.kind is Kind.PLAN_BROKEN] == []
    assert {(one.about, one.why) for one in result.unjudged} == {
        ("Fire partner update", "not every meeting of 2014/15 is known"),
        ("Fire partner update", "not every meeting of 2016/17 is known"),
    }


def test_rules_that_meetings_or_a_year_missed() -> None:
    titles = ("Weather", "Performance", "Performance", "Performance", *("Performance",) * 3)
    broken = found(Kind.PLAN_BROKEN, *planned(*titles), terms=PLAN)
    assert [(one.on, one.about) for one in broken] == [
        (MARCH, "Performance"),
        (JUNE, "Hate crime"),
        (SPRING, "Fire partner update, 2015/16"),
        (date(2016, 6, 10), "Hate crime"),
    ]
    assert broken[1].sentence == (
        "Hate crime was due (every June) and is not among the business of 12 June 2015; no reason "
        "is recorded."
    )
    assert "is not among the business of 2015/16" in broken[2].sentence
    assert [quote.text for quote in broken[0].evidence] == ["Weather"]


def test_business_that_says_half_of_a_title_may_be_it_and_is_for_a_person() -> None:
    titles = ("Performance", "Performance, Hate incidents", *KEPT[2:])
    result = accounted(*planned(*titles), terms=PLAN)
    assert [one for one in result.findings if one.kind is Kind.PLAN_BROKEN] == []
    near = [one for one in result.unjudged if "may be it" in one.why]
    assert [(one.on, one.about, one.why) for one in near] == [
        (JUNE, "Hate crime", "“Hate incidents” may be it")
    ]


def test_boards_call_a_chair_by_turns() -> None:
    rule = Terms((Rule("chair", "Election of chair and vice-chair", Often.MONTHS, months=(6,)),))
    titles = ("Performance", "Appointment of Chairman, Election of Deputy Chairman", *KEPT[2:])
    broken = found(Kind.PLAN_BROKEN, *planned(*titles), terms=rule)
    assert [one.on for one in broken] == [date(2016, 6, 10)]


def test_a_reason_in_the_minutes_excuses() -> None:
    excuse = minutes(JUNE, minute(9, "Plan", text="The hate crime paper was deferred to December."))
    sources = planned(*KEPT[:1], "Performance", *KEPT[2:])
    assert len(found(Kind.PLAN_BROKEN, *sources, terms=PLAN)) == 1
    sources[2] = pack(SEPTEMBER, "Performance", of=excuse)
    assert found(Kind.PLAN_BROKEN, *sources, terms=PLAN) == []
    early = minutes(MARCH, minute(3, "Plan", text="Hate crime was postponed."))
    sources[2] = pack(SEPTEMBER, "Performance")
    sources[1] = pack(JUNE, "Performance", of=early)
    assert found(Kind.PLAN_BROKEN, *sources, terms=PLAN) == []


def test_a_month_without_a_meeting_is_told_only_of_a_whole_year() -> None:
    rule = Terms((Rule("hate", "Hate crime", Often.MONTHS, months=(5,)),))
    broken = found(Kind.PLAN_BROKEN, *planned(*KEPT), terms=rule)
    assert [one.about for one in broken] == ["Hate crime, 2015/16"]


def test_findings_become_rows_of_a_spreadsheet() -> None:
    gone = replace(action(2, MARCH, "Circulate, please"), number=None)
    (one,) = found(Kind.LEFT_LOG, pack(JUNE, log=(OTHER, gone)), pack(SEPTEMBER, log=(OTHER,)))
    paged = replace(
        one, evidence=(replace(one.evidence[0], span=Span(3, 9, 2, 3)), one.evidence[1])
    )
    heading, row = to_rows([paged])
    assert heading == COLUMNS
    told = dict(zip(COLUMNS, row, strict=True))
    assert told["kind"] == "action left the log without closure"
    assert (told["meeting"], told["certainty"]) == ("2015-06-12", "0.90")
    assert (told["pages"], told["lines"]) == ("2-3; ", "3-9; 30-31")
    assert told["evidence"] == "2015-06-12: Circulate, please; 2015-09-18: the action log"
    written = io.StringIO()
    csv.writer(written).writerows(to_rows([paged]))
    assert next(iter(to_rows([replace(paged, evidence=())]))) == COLUMNS
    single = replace(one.evidence[0], span=Span(4, 4, 7, 7))
    assert list(to_rows([replace(one, evidence=(single,))]))[1][7:9] == ("7", "4")


def test_an_empty_history_has_nothing_to_say() -> None:
    assert account(gather([])) == Account((), ())
    assert Unjudged(Kind.NO_ACTION, "b", MARCH, "a", "why").why == "why"


def test_bodies_are_accounted_apart() -> None:
    ours = year_of_minutes(*IN_ORDER)
    theirs = Source(
        "theirs",
        Reading(minutes=tuple(replace(one, body="Other") for one in ours.reading.minutes[:2])),
    )
    result = accounted(ours, theirs)
    assert result.findings == ()
    assert [one.body for one in result.unjudged] == ["melby safer board", "other"]


DAYS = st.lists(st.sampled_from(YEAR[:-1]), min_size=4, max_size=4)


@given(DAYS)
def test_confirmations_are_judged_as_counting_by_hand_does(confirmed: list[date]) -> None:
    result = accounted(year_of_minutes(OLD, *confirmed))
    expected = set()
    for place, day in enumerate(YEAR[:-1]):
        by = [at for at, of in zip(YEAR[1:], confirmed, strict=True) if of == day]
        if [at for at in by if at <= day]:
            expected.add((Kind.CONFIRMED_LATE, day))
        elif len(by) > 1:
            expected.add((Kind.CONFIRMED_TWICE, day))
        elif by and by[0] != YEAR[place + 1]:
            expected.add((Kind.CONFIRMED_LATE, day))
        elif not by:
            expected.add((Kind.NEVER_CONFIRMED, day))
    assert {(one.kind, one.on) for one in result.findings} == expected


LOGS = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), min_size=4, max_size=4)
THINGS = {
    "a": "Paint the village hall",
    "b": "Circulate tractor leaflets",
    "c": "Buy fencing for sheep",
    "d": "Write to auction houses",
    "e": "Count bicycles by the river",
    "f": "Mend the barn roof",
}


@given(LOGS)
def test_actions_that_left_are_those_that_sets_tell(logs: list[frozenset[str]]) -> None:
    days = YEAR[1:]
    sources = [
        pack(
            day,
            log=tuple(action(n, MARCH, THINGS[one]) for n, one in enumerate(sorted(log), start=1)),
        )
        for day, log in zip(days, logs, strict=True)
    ]
    gone = {
        (days[n], THINGS[one])
        for n, log in enumerate(logs[:-1])
        for one in log
        if not any(one in later for later in logs[n + 1 :])
    }
    assert {(f.on, f.evidence[0].text) for f in found(Kind.LEFT_LOG, *sources)} == gone
