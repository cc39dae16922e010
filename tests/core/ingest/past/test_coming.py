"""What made a row, what came of a decision, what was amended: of public places alone."""

from datetime import date
from typing import Any

import pytest

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past import public
from saferboard.core.ingest.past.account.coming import (
    JOINED,
    LATE,
    MOST,
    Came,
    Link,
    Links,
    certain,
    links,
    row_key,
    said_key,
)
from saferboard.core.ingest.past.account.linking import CLOSE
from saferboard.core.ingest.past.account.opened import Opened
from saferboard.core.ingest.past.history.history import Source, gather
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.statements import Told
from saferboard.core.ingest.past.public import Private
from saferboard.core.ingest.past.values import (
    AgendaItem,
    LogAction,
    LogEntry,
    Meeting,
    Reading,
    Report,
    Span,
)
from tests.core.ingest.past.samples import (
    BODY,
    DECEMBER,
    JUNE,
    MARCH,
    SEPTEMBER,
    action,
    meeting,
    minute,
    minutes,
    pack,
    resolved,
)

WORRYING = "That a report on livestock worrying be submitted to the next meeting."
LEAFLETS = "That tractor marking leaflets be circulated to parish councils."
VALE = "Ann Vale agreed to write to the auction houses."
OF_MARCH = minutes(
    MARCH,
    minute(
        4,
        "Farm thefts",
        resolved("a", "That the report on farm thefts be noted."),
        resolved("b", LEAFLETS),
        resolved("c", WORRYING),
        text="Members asked for sheep fencing advice. Quad bikes had been found in the river.",
        promises=(("Ann Vale", VALE),),
    ),
    minute(5, "Other business"),
)
LOG = (
    action(1, MARCH, "Circulate tractor marking leaflets to parish councils"),
    action(2, MARCH, "Write to the auction houses", "Ann Vale"),
    action(None, MARCH, "Sheep fencing advice"),
)


def copies(*sources: Source, private: Private | None = None) -> Opened:
    """Public copies of sources, as activating makes them."""
    found: list[tuple[date, str, dict[str, Any]]] = []
    for source in sources:
        value, on = source.reading, source.day
        secret = public.private_of(value) | (private or Private())
        found += [(one.on, "agenda", public.agenda(one)) for one in value.meetings if one.on]
        found += [
            (one.on, "minutes", public.minutes(one, secret)) for one in value.minutes if one.on
        ]
        if on:
            found.append((on, "log", public.log(value.action_log)))
            found.append((on, "reports", public.reports(value.reports, secret)))
            found.append((on, "dashboards", {}))
    return Opened(found)


def linked(*sources: Source, opened: Opened | None = None) -> Links:
    return links(Record(gather(sources)), opened or copies(*sources))


def outcome(on: date, number: int, title: str, text: str) -> Any:
    return said_key(on, number, title, Told.OUTCOME, text)


def of_march(text: str, told: Told = Told.OUTCOME) -> Any:
    return said_key(MARCH, 4, "Farm thefts", told, text)


IN_JUNE = pack(JUNE, "Introductions", "Livestock worrying", of=OF_MARCH, log=LOG)


def test_a_row_and_what_made_it_know_of_each_other() -> None:
    found = linked(IN_JUNE)
    made = found.made[row_key(JUNE, MARCH.isoformat(), LOG[0].entries[0].action, "", "")]
    assert made == (Link(MARCH, "minute-4", "minute 4(b)", "Farm thefts"),)
    came = found.came[of_march(LEAFLETS)]
    assert came.rows == (Link(JUNE, "action-1", "action 1", LOG[0].entries[0].action),)
    promised = found.came[of_march(VALE, Told.UNDERTAKING)]
    assert [row.where for row in promised.rows] == ["action 2"]
    narrated = found.came[of_march("", Told.SENTENCE)]
    assert narrated.rows == (Link(JUNE, "log", "an action of the log", "Sheep fencing advice"),)


def test_a_row_is_told_once_though_it_stands_in_later_logs() -> None:
    found = linked(IN_JUNE, pack(SEPTEMBER, log=LOG))
    assert [row.on for row in found.came[of_march(LEAFLETS)].rows] == [JUNE]
    assert row_key(SEPTEMBER, MARCH.isoformat(), LOG[0].entries[0].action, "", "") in found.made


def test_a_request_has_the_business_that_answered_it() -> None:
    came = linked(IN_JUNE).came[of_march(WORRYING)]
    assert came.answers == (Link(JUNE, "item-2", "item 2", "Livestock worrying"),)
    assert came.mentions == ()


def test_business_of_years_later_may_answer_something_else() -> None:
    late = pack(date(2016, 6, 17), "Introductions", "Livestock worrying")
    (answer,) = linked(pack(JUNE, of=OF_MARCH), late).came[of_march(WORRYING)].answers
    assert answer.doubt == LATE


def test_what_only_notes_leads_nowhere() -> None:
    later = minutes(JUNE, minute(9, "Farm thefts", "That the report on farm thefts be noted."))
    found = linked(pack(JUNE, of=OF_MARCH), pack(SEPTEMBER, of=later))
    assert of_march("That the report on farm thefts be noted.") not in found.came


def test_later_mentions_are_told_up_to_five_and_the_others_counted() -> None:
    text = "The tractor marking leaflets had been circulated to parish councils."
    said = minutes(JUNE, *(minute(n, f"Matter {n}", text=text) for n in range(11, 11 + MOST + 2)))
    bare = minutes(MARCH, minute(4, "Farm thefts", resolved("b", LEAFLETS)))
    came = linked(pack(JUNE, of=bare), pack(SEPTEMBER, of=said)).came[of_march(LEAFLETS)]
    assert [one.where for one in came.mentions] == [f"minute {n}" for n in range(11, 11 + MOST)]
    assert came.more == 2
    assert came.mentions[0] == Link(JUNE, "minute-11", "minute 11", "Matter 11")


def test_whoever_promises_is_no_mention_of_the_promise() -> None:
    promise = ("Northern Fisheries Office", "Northern Fisheries Office agreed to send eel counts.")
    of = minutes(MARCH, minute(4, "Eels", promises=(promise,)))
    came = linked(pack(JUNE, "Northern Fisheries Office", "Eel counts", of=of)).came
    told = came[said_key(MARCH, 4, "Eels", Told.UNDERTAKING, promise[1])]
    assert [one.text for one in told.mentions] == ["Eel counts"]


def test_one_minute_is_one_mention() -> None:
    text = "The tractor marking leaflets were circulated. Parish councils liked tractor marking."
    said = minutes(
        JUNE, minute(9, "Matters arising", "The tractor marking leaflets go on.", text=text)
    )
    came = linked(pack(JUNE, of=OF_MARCH), pack(SEPTEMBER, of=said)).came[of_march(LEAFLETS)]
    assert came.mentions == (Link(JUNE, "minute-9", "minute 9", "Matters arising"),)


def test_an_item_on_what_was_decided_is_a_mention_too() -> None:
    came = linked(pack(JUNE, "Introductions", "Tractor marking", of=OF_MARCH)).came[
        of_march(LEAFLETS)
    ]
    assert came.mentions == (Link(JUNE, "item-2", "item 2", "Tractor marking"),)


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Dates", "That the Board be told of dates.", True),
        ("Date of next meeting", "That the meeting be held at Farfield Barn, Lower Melby.", False),
    ],
)
def test_what_comes_every_time_is_a_mention_only_where_it_is_named(
    title: str, text: str, told: bool
) -> None:
    """The number of its minute and the day of its meeting name a decision."""
    named = "Minute 7 of the meeting held on 20 March 2015 was carried out."
    again = f"{text} {named}" if told else text
    of = minutes(MARCH, minute(7, title, text))
    later = minutes(JUNE, minute(9, title, text=again))
    found = linked(pack(JUNE, of=of), pack(SEPTEMBER, of=later))
    assert (outcome(MARCH, 7, title, text) in found.came) is told


def test_what_is_likely_has_a_doubt_and_is_not_certain() -> None:
    of = minutes(
        MARCH,
        minute(
            4,
            "Farm thefts",
            resolved("a", "That tractor marking leaflets be circulated."),
            resolved("b", "That tractor marking posters be circulated."),
        ),
    )
    rows = (action(1, MARCH, "Circulate tractor marking material"),)
    found = linked(pack(JUNE, of=of, log=rows))
    (first, *_) = found.made[row_key(JUNE, MARCH.isoformat(), rows[0].entries[0].action, "", "")]
    assert first.doubt == CLOSE
    assert certain((first,)) == ()
    came = found.came[of_march("That tractor marking leaflets be circulated.")]
    assert came.rows[0].doubt in (CLOSE, JOINED)
    assert not came.certain
    assert came.certain == Came()


def test_a_row_that_joins_requests_tells_of_each() -> None:
    of = minutes(
        MARCH,
        minute(
            4,
            "Farm thefts",
            resolved("a", "That tractor leaflets be circulated to parish clerks."),
            resolved("b", "That tractor posters be circulated."),
        ),
    )
    joined = action(1, MARCH, "Circulate tractor leaflets and posters to parish clerks")
    found = linked(pack(JUNE, of=of, log=(joined,)))
    key = row_key(JUNE, MARCH.isoformat(), joined.entries[0].action, "", "")
    assert [(one.where, one.doubt) for one in found.made[key]] == [
        ("minute 4(a)", ""),
        ("minute 4(b)", JOINED),
    ]
    came = found.came[of_march("That tractor posters be circulated.")]
    assert [row.doubt for row in came.rows] == [JOINED]
    assert not came.certain


def test_rows_of_no_day_or_like_nothing_have_no_link() -> None:
    odd = (action(1, None, "Circulate"), action(2, MARCH, "Paint the village hall"))
    assert linked(pack(JUNE, of=OF_MARCH, log=odd)).made == {}


def test_a_row_without_words_is_told_by_its_comments() -> None:
    row = LogAction(3, (LogEntry(MARCH, "", "", "Tractor marking leaflets circulated"),))
    (link,) = linked(pack(JUNE, of=OF_MARCH, log=(row,))).came[of_march(LEAFLETS)].rows
    assert link.text == "Tractor marking leaflets circulated"


def test_an_amendment_stands_at_its_minute() -> None:
    amendment = "minute 4 being amended to say barns"
    confirming = minutes(
        JUNE,
        minute(8, "Introductions", confirmed=DECEMBER),
        minute(9, "Minutes", confirmed=MARCH, amendment=amendment),
        minute(10, "More", confirmed=MARCH, amendment="the list of those present being corrected"),
        minute(11, "Most", confirmed=MARCH, amendment="zebras"),
    )
    sources = (pack(JUNE, of=OF_MARCH), pack(SEPTEMBER, of=confirming))
    assert linked(*sources).amended == {
        (MARCH, 4): (Link(JUNE, "minute-9", "minute 9", amendment),),
        (MARCH, 0): (
            Link(JUNE, "minute-10", "minute 10", "the list of those present being corrected"),
        ),
    }
    hidden = copies(*sources, private=Private(titles=frozenset({"minutes"})))
    assert (MARCH, 4) not in linked(*sources, opened=hidden).amended


def test_two_amendments_of_one_minute_both_stand() -> None:
    confirming = minutes(
        JUNE,
        minute(9, "Minutes", confirmed=MARCH, amendment="minute 4 saying barns"),
        minute(10, "Again", confirmed=MARCH, amendment="minute 4 saying byres"),
    )
    found = linked(pack(JUNE, of=OF_MARCH), pack(SEPTEMBER, of=confirming))
    assert [one.anchor for one in found.amended[MARCH, 4]] == ["minute-9", "minute-10"]


SECRET = Private(titles=frozenset({"farm thefts", "livestock worrying"}))


def test_what_was_taken_in_private_is_neither_linked_nor_counted() -> None:
    """All of it is in the readings: public copies alone say what may be told."""
    text = "The tractor marking leaflets had been circulated to parish councils."
    open_too = minute(8, "Leaflets", resolved("", LEAFLETS))
    of = minutes(MARCH, *OF_MARCH.items, open_too)
    later = minutes(JUNE, minute(9, "Farm thefts", text=text), minute(10, "Roads", text=text))
    paper = Report("Livestock worrying", span=Span(40, 50))
    agenda = Meeting(
        BODY,
        JUNE,
        agenda=(AgendaItem(2, "Livestock worrying", ItemKind.REPORT, restricted=True),),
        span=Span(1, 2),
    )
    sources = (
        Source("june", Reading((agenda,), (of,), LOG, (paper,)), JUNE, BODY),
        pack(SEPTEMBER, of=later),
    )
    open_ = linked(*sources, opened=copies(*(s for s in sources)))
    assert {one.where for one in open_.came[outcome(MARCH, 8, "Leaflets", LEAFLETS)].mentions} == {
        "minute 9",
        "minute 10",
    }
    found = linked(*sources, opened=copies(*sources, private=SECRET))
    assert not [key for key in found.came if key[1] == "minute 4"]
    told = found.came[outcome(MARCH, 8, "Leaflets", LEAFLETS)]
    assert [one.where for one in told.mentions] == ["minute 10"]
    assert told.more == 0
    every = [one for made in found.made.values() for one in made]
    every += [one for came in found.came.values() for one in (*came.rows, *came.answers)]
    assert "Farm thefts" not in {one.text for one in every}
    assert "Livestock worrying" not in {one.text for one in every}


def test_places_are_those_of_the_copies() -> None:
    unnumbered = minutes(MARCH, minute(None, "Any other business."))
    papers = (Report("Barns", item=3), Report("Byres"))
    agenda = Meeting(BODY, MARCH, agenda=(AgendaItem(None, "Names", ItemKind.ORAL),))
    source = Source("march", Reading((agenda,), (unnumbered,), LOG, papers), MARCH, BODY)
    opened = copies(source, source)
    assert opened.anchor(MARCH, "minute 'Any other business'", "Any other business") == ""
    assert opened.anchor(MARCH, "minute 'Any other business.'", "any other business") == "minutes"
    assert opened.anchor(MARCH, "item 'Names'", "Names") == "agenda"
    assert opened.anchor(MARCH, "item 3", "Barns") == "report-1"
    assert opened.anchor(MARCH, "paper 'Byres'", "BYRES.") == "report-2"
    assert opened.anchor(MARCH, "action 1") == "action-1"
    assert opened.anchor(MARCH, "log") == "log"
    assert opened.anchor(JUNE, "log") == ""


def test_a_second_copy_of_one_kind_has_no_anchors_of_its_own() -> None:
    log = public.log((action(7, MARCH, "More"),))
    opened = Opened([(MARCH, "log", public.log(LOG)), (MARCH, "log", log)])
    assert opened.anchor(MARCH, "action 1") == "action-1"
    assert opened.anchor(MARCH, "action 7") == "log"


def test_nothing_leads_nowhere() -> None:
    assert linked(Source("empty", Reading((meeting(MARCH),)))) == Links()
