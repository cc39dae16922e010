"""What was asked for and never came, and what left the log: findings, and what is none."""

from datetime import date

import pytest

from saferboard.core.ingest.past.account.findings import Kind
from saferboard.core.ingest.past.account.leaving import is_closed, says_done
from saferboard.core.ingest.past.history.history import Quote, Source
from saferboard.core.ingest.past.values import (
    LogAction,
    LogEntry,
    Reading,
    Span,
)
from tests.core.ingest.past.accounted import ASKED, OTHER, accounted, found, of_march, unjudged
from tests.core.ingest.past.samples import (
    DECEMBER,
    JUNE,
    MARCH,
    SEPTEMBER,
    SPRING,
    action,
    minute,
    minutes,
    pack,
)


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
