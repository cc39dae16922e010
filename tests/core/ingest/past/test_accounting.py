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
from saferboard.core.ingest.past.account.findings import COLUMNS, Finding, Kind, Unjudged, to_rows
from saferboard.core.ingest.past.account.leaving import is_closed, says_done
from saferboard.core.ingest.past.history.history import Quote, Source, gather
from saferboard.core.ingest.past.values import (
    Confirmed,
    LogAction,
    LogEntry,
    Minute,
    Minutes,
    Reading,
    Span,
)
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
    resolved,
)

ASKED = "That a report on livestock worrying be submitted to the next meeting."
OTHER = action(9, MARCH, "Paint the village hall")


def accounted(*sources: Source, terms: Terms | None = None) -> Account:
    return account(gather(sources), terms)


def found(kind: Kind, *sources: Source, terms: Terms | None = None) -> list[Finding]:
    return [one for one in accounted(*sources, terms=terms).findings if one.kind is kind]


def unjudged(kind: Kind, *sources: Source, terms: Terms | None = None) -> list[str]:
    return [one.why for one in accounted(*sources, terms=terms).unjudged if one.kind is kind]


def of_march(*texts: str, promises: tuple[tuple[str, str], ...] = (), text: str = "") -> Minutes:
    outcomes = tuple(resolved(chr(97 + n), one) for n, one in enumerate(texts))
    return minutes(MARCH, minute(4, "Farms", *outcomes, promises=promises, text=text))


def test_a_request_that_the_next_log_does_not_have() -> None:
    held = of_march("That tractor leaflets be circulated.", "That the report be noted.")
    (one,) = found(Kind.NO_ACTION, pack(JUNE, of=held, log=(OTHER,)))
    assert one.sentence == (
        "Minute 4(a) of 20 March 2015 asked for something that the action log of 12 June 2015 does "
        "not have, and that did not come to that meeting."
    )
    assert one.certainty == 0.9
    assert one.evidence == (
        Quote("pack 2015-06-12", MARCH, Span(5, 5), "That tractor leaflets be circulated."),
        Quote("pack 2015-06-12", JUNE, Span(30, 31), "the action log"),
    )
    assert one.key == (
        "no_action|melby safer board|2015-03-20|minute 4(a): That tractor leaflets be circulated."
    )


@pytest.mark.parametrize(
    ("log", "title"),
    [
        (action(1, MARCH, "Circulate leaflets for tractor owners"), "Weather"),
        (action(1, JUNE, "Circulate tractor leaflets"), "Weather"),
        (OTHER, "Tractor leaflets"),
    ],
)
def test_a_request_that_is_in_the_log_or_came_is_no_finding(log: LogAction, title: str) -> None:
    held = of_march("That tractor leaflets be circulated.")
    assert found(Kind.NO_ACTION, pack(JUNE, title, of=held, log=(log,))) == []


def test_a_request_that_an_action_is_rather_like_is_less_sure() -> None:
    held = of_march("That tractor leaflets with red covers be circulated to parish halls.")
    log = (action(1, MARCH, "Buy tractor leaflets, pens, bags, mugs, caps and whistles"),)
    (one,) = found(Kind.NO_ACTION, pack(JUNE, of=held, log=log))
    assert one.certainty == 0.63


def test_an_undertaking_is_less_sure_and_told_as_one() -> None:
    held = of_march(promises=(("Ann Vale", "Ann Vale agreed to circulate tractor leaflets."),))
    (one,) = found(Kind.NO_ACTION, pack(JUNE, of=held, log=(OTHER,)))
    assert one.sentence.startswith("An undertaking in minute 4 of 20 March 2015 asked")
    assert one.certainty == 0.75


def test_an_undertaking_that_a_resolution_takes_up_is_told_once() -> None:
    held = of_march(
        "That tractor leaflets be circulated.",
        promises=(("Ann Vale", "Ann Vale agreed to circulate tractor leaflets."),),
    )
    (one,) = found(Kind.NO_ACTION, pack(JUNE, of=held, log=(OTHER,)))
    assert "4(a)" in one.about
    held = of_march(
        "That tractor leaflets be circulated.",
        promises=(("Ann Vale", "Ann Vale agreed to call the river bailiffs."),),
    )
    assert len(found(Kind.NO_ACTION, pack(JUNE, of=held, log=(OTHER,)))) == 2


def test_without_the_next_log_nothing_is_said_of_requests() -> None:
    held = of_march("That tractor leaflets be circulated.")
    assert unjudged(Kind.NO_ACTION, pack(JUNE, of=held)) == ["it has no action log"]
    assert unjudged(Kind.NO_ACTION, pack(DECEMBER, of=held, log=(OTHER,))) == [
        "the next meeting is not known"
    ]


def test_a_long_request_is_cut_short_in_its_name() -> None:
    held = of_march(f"That leaflets be circulated to {'every single parish council and ' * 8}all.")
    (one,) = found(Kind.NO_ACTION, pack(JUNE, of=held, log=(OTHER,)))
    assert one.about.endswith(" …")
    assert len(one.about) < 190


def test_a_report_that_never_came() -> None:
    (one,) = found(
        Kind.NEVER_CAME,
        pack(JUNE, "Street lighting", of=of_march(ASKED)),
        pack(SEPTEMBER, "Cycling"),
    )
    assert one.sentence == (
        "Minute 4(a) of 20 March 2015 asked for something to come to the meeting of 12 June 2015; "
        "nothing like it is among the business of the 2 meetings known from then to "
        "18 September 2015."
    )
    assert one.certainty == 0.8
    assert one.evidence[1].text == "Street lighting"


def test_one_meeting_later_it_may_only_have_been_put_off() -> None:
    (one,) = found(Kind.NEVER_CAME, pack(JUNE, "Street lighting", of=of_march(ASKED)))
    assert one.certainty == 0.7
    assert one.sentence.endswith("nothing like it is among the business of that meeting.")


@pytest.mark.parametrize("day", [JUNE, SEPTEMBER])
def test_a_report_that_came_late_or_in_time_is_no_finding(day: date) -> None:
    titles = {JUNE: "Cycling", SEPTEMBER: "Cycling", day: "Livestock worrying: an update"}
    sources = [
        pack(JUNE, titles[JUNE], of=of_march(ASKED)),
        pack(SEPTEMBER, titles[SEPTEMBER]),
    ]
    assert found(Kind.NEVER_CAME, *sources) == []


def test_what_may_be_it_at_the_meeting_it_was_due_at_is_for_a_person() -> None:
    sources = [pack(JUNE, "Livestock markets", of=of_march(ASKED))]
    assert found(Kind.NEVER_CAME, *sources) == []
    assert unjudged(Kind.NEVER_CAME, *sources) == [
        "'Livestock markets' at the meeting of 12 June 2015 may be it"
    ]


def test_what_is_rather_like_it_elsewhere_is_named() -> None:
    (one,) = found(
        Kind.NEVER_CAME,
        pack(JUNE, "Cycling", of=of_march(ASKED)),
        pack(SEPTEMBER, "Livestock markets"),
    )
    assert one.sentence.endswith(" The nearest is 'Livestock markets', on 18 September 2015.")
    assert one.certainty == 0.56


def test_an_action_that_was_done_answers_and_one_in_hand_is_shown() -> None:
    done = action(1, MARCH, "Report on livestock worrying", status="Green")
    sources = [pack(JUNE, "Cycling", of=of_march(ASKED), log=(done,))]
    assert found(Kind.NEVER_CAME, *sources) == []
    in_hand = action(1, MARCH, "Report on livestock worrying", status="Amber")
    (one,) = found(Kind.NEVER_CAME, pack(JUNE, "Cycling", of=of_march(ASKED), log=(OTHER, in_hand)))
    assert one.evidence[-1].text == "Report on livestock worrying"


def test_a_future_meeting_needs_a_year_of_them() -> None:
    held = of_march("That a report on livestock worrying be brought to a future meeting.")
    days = [JUNE, SEPTEMBER, DECEMBER, SPRING]
    sources = [pack(day, "Cycling", of=held if day == JUNE else None) for day in days]
    (one,) = found(Kind.NEVER_CAME, *sources)
    assert "asked for something to come to a future meeting; nothing" in one.sentence
    assert unjudged(Kind.NEVER_CAME, *sources[:3]) == [
        "too few later meetings are known to say that none had it"
    ]


def test_what_cannot_be_known_of_promises() -> None:
    alone = Source("page", Reading(minutes=(of_march(ASKED),)))
    assert unjudged(Kind.NEVER_CAME, alone) == ["no later meeting is known"]
    in_march = of_march("That a report on livestock worrying come to the March meeting.")
    assert unjudged(Kind.NEVER_CAME, pack(JUNE, "Cycling", of=in_march)) == [
        "no meeting is known from the time on when it was due"
    ]
    assert unjudged(Kind.NEVER_CAME, pack(DECEMBER, "Cycling", of=of_march(ASKED))) == [
        "a meeting in between may be missing from what was read"
    ]


def test_papers_that_are_missing_may_tell_of_it() -> None:
    june = Source("page", Reading(minutes=(minutes(JUNE, minute(9, "Cycling")),)))
    asked = Source("first", Reading(minutes=(of_march(ASKED),)))
    assert unjudged(Kind.NEVER_CAME, asked, june) == [
        "the papers of 12 June 2015, which may tell of it, are not known"
    ]


def test_what_does_not_say_when_is_not_asked_for() -> None:
    held = of_march("That the Board receives a further report on livestock worrying.")
    result = accounted(pack(JUNE, "Cycling", of=held))
    assert not [one for one in (*result.findings, *result.unjudged) if one.kind is Kind.NEVER_CAME]


def test_an_open_action_that_left_the_log() -> None:
    gone = action(2, MARCH, "Circulate tractor leaflets", "Ann Vale", status="Red")
    (one,) = found(Kind.LEFT_LOG, pack(JUNE, log=(OTHER, gone)), pack(SEPTEMBER, log=(OTHER,)))
    assert one.sentence == (
        "Action 2 stood in the log of 12 June 2015 with Red and is not in that of 18 September "
        "2015, nor in any later one; nothing says that it was closed."
    )
    assert one.about == "action 2: Circulate tractor leaflets; Ann Vale"
    assert one.certainty == 0.9


def test_a_log_begun_anew_is_less_sure() -> None:
    gone = action(None, None, f"Circulate {'leaflets and posters and ' * 8}pens")
    (one,) = found(
        Kind.LEFT_LOG, pack(JUNE, log=(gone,)), pack(SEPTEMBER, log=(action(1, JUNE, "Dig"),))
    )
    assert one.certainty == 0.6
    assert "with no status" in one.sentence
    assert one.about.endswith(" …")


@pytest.mark.parametrize(
    "later",
    [
        action(7, MARCH, "Circulate tractor leaflets"),
        action(7, date(2014, 3, 1), "Circulate tractor leaflets"),
        action(7, date(2014, 3, 1), "Tractor leaflets: circulate them"),
        action(7, MARCH, "Leaflets on tractors to be sent out; tractor leaflets to be circulated"),
    ],
)
def test_an_action_under_another_number_goes_on(later: LogAction) -> None:
    gone = action(2, MARCH, "Circulate tractor leaflets")
    assert (
        found(Kind.LEFT_LOG, pack(JUNE, log=(OTHER, gone)), pack(SEPTEMBER, log=(OTHER, later)))
        == []
    )


@pytest.mark.parametrize(
    "told",
    [
        "That action no. 2 be removed from the log.",
        "It was noted that the tractor leaflets had been completed.",
    ],
)
def test_minutes_may_close_an_action(told: str) -> None:
    gone = action(2, MARCH, "Circulate tractor leaflets")
    seen = minutes(JUNE, minute(9, "Log", text=f"Members sang. {told}"))
    sources = [pack(JUNE, log=(OTHER, gone)), pack(SEPTEMBER, of=seen, log=(OTHER,))]
    assert found(Kind.LEFT_LOG, *sources) == []


@pytest.mark.parametrize("day", [JUNE, SEPTEMBER])
def test_an_action_whose_item_came_to_the_meeting_is_done(day: date) -> None:
    gone = action(2, MARCH, "Update on sheep fencing for a future meeting", status="Amber")
    titles = {JUNE: "Cycling", SEPTEMBER: "Cycling", day: "Sheep fencing"}
    sources = [
        pack(JUNE, titles[JUNE], log=(OTHER, gone)),
        pack(SEPTEMBER, titles[SEPTEMBER], log=(OTHER,)),
    ]
    assert found(Kind.LEFT_LOG, *sources) == []


def test_without_the_next_log_nothing_is_said_of_actions() -> None:
    why = ["the log of the next meeting is not known"]
    assert unjudged(Kind.LEFT_LOG, pack(JUNE, log=(OTHER,))) == why
    assert unjudged(Kind.LEFT_LOG, pack(JUNE, log=(OTHER,)), pack(SEPTEMBER)) == why
    gap = [pack(JUNE, log=(OTHER,)), pack(SEPTEMBER), pack(DECEMBER, log=(OTHER,))]
    assert unjudged(Kind.LEFT_LOG, *gap) == why * 2


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Green", True),
        ("Completed AV 14.12.20", True),
        ("No further action", True),
        ("Amber", False),
        ("Not completed", False),
        ("Yet to be completed", False),
        ("Will be closed once agreed; to be completed", False),
        ("", False),
    ],
)
def test_what_says_that_an_action_is_done(text: str, done: bool) -> None:
    assert says_done(text) is done


def test_the_last_comment_may_say_that_it_is_done() -> None:
    rows = (LogEntry(MARCH, "Call", status="Amber"), LogEntry(JUNE, "", "", "Completed"))
    assert is_closed(LogAction(1, rows, "Amber"))
    assert not is_closed(LogAction(1, rows[:1], "Amber"))


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
        "Hate crime was due (every june) and is not among the business of 12 June 2015; no reason "
        "is recorded."
    )
    assert "is not among the business of 2015/16" in broken[2].sentence
    assert [quote.text for quote in broken[0].evidence] == ["Weather"]


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
