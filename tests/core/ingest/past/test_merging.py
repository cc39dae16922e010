"""One meeting from two sources: agreement is silent, the rest is told, nothing is lost."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.history.merging import (
    Merged,
    asked_of,
    merged_log,
    merged_meeting,
    merged_minutes,
)
from saferboard.core.ingest.past.values import (
    NOWHERE,
    AgendaItem,
    Declared,
    LogAction,
    LogEntry,
    Meeting,
    Minute,
    Minutes,
    Outcome,
    Person,
    Span,
    Undertaking,
    Verb,
)
from tests.core.ingest.past.samples import BODY, JUNE, action, minute, minutes, resolved


def joined(one: Minutes, other: Minutes) -> Merged[Minutes]:
    return merged_minutes(Merged(one, ("first",)), Merged(other, ("second",)))


def test_what_agrees_is_joined_silently() -> None:
    one = minutes(JUNE, minute(4, "Crime", "That the report be noted.", text="It\u2019s down."))
    other = minutes(JUNE, minute(4, "CRIME", "That the  report be noted", text="It's down."))
    found = joined(one, other)
    assert (found.value, found.differences, found.taken) == (one, (), ())
    assert found.sources == ("first", "second")
    assert found.source("minute 4") == "first"


def test_what_differs_is_told_and_the_first_stands() -> None:
    one = minutes(JUNE, minute(4, "Crime", resolved("a", "That it be noted.", 5)))
    other = minutes(JUNE, minute(4, "Crime update", resolved("a", "That it be approved.", 8)))
    found = joined(one, other)
    title, text = found.differences
    assert found.value == one
    assert (title.what, title.first, title.second, title.only) == (
        *("minute 4, title", "Crime", "Crime update"),
        "",
    )
    assert (text.what, text.spans) == ("minute 4(a)", (Span(5, 5), Span(8, 8)))
    assert text.sources == ("first", "second")


def test_what_only_one_has_is_kept_in_its_place_and_marked() -> None:
    four, five, six = (minute(n, f"Title {n}", "Noted.") for n in (4, 5, 6))
    three, unnumbered = minute(3, "Title 3"), minute(None, "Other")
    found = joined(minutes(JUNE, four, six), minutes(JUNE, three, four, five, unnumbered))
    assert [item.title for item in found.value.items] == [
        *("Title 3", "Title 4", "Title 5", "Other", "Title 6")
    ]
    assert {each.what: each.only for each in found.differences} == {
        "minute 3": "second",
        "minute 5": "second",
        "minute 'Other'": "second",
        "minute 6": "first",
    }
    assert found.source("minute 5(a)", "minute 5") == "second"
    assert found.place("minute 4, text", "minute 4", NOWHERE) == ("first", NOWHERE)


def test_a_narrative_that_only_the_second_has_is_taken_with_its_lines() -> None:
    one = minutes(JUNE, minute(4, "Crime"))
    told = replace(minute(4, "Crime", text="Crime fell."), span=Span(40, 44))
    found = joined(one, minutes(JUNE, told))
    assert found.value.items[0].text == "Crime fell."
    assert found.place("minute 4, text", "minute 4", NOWHERE) == ("second", Span(40, 44))
    assert found.place("minute 4, title", "minute 4", Span(3, 9)) == ("first", Span(3, 9))


def test_outcomes_without_letters_are_taken_in_order() -> None:
    one = minutes(JUNE, minute(4, "Crime", "That it be noted.", "That it be sent."))
    other = minutes(JUNE, minute(4, "Crime", "That it be noted."))
    found = joined(one, other)
    assert found.value == one
    (only,) = found.differences
    assert (only.what, only.first, only.only) == (
        *("minute 4, outcome", "RESOLVED That it be sent."),
        "first",
    )


def test_verbs_undertakings_and_interests_are_compared() -> None:
    first = Minute(
        4,
        "Crime",
        outcomes=(Outcome(Verb.RESOLVED, "", "That it be noted."),),
        undertakings=(Undertaking("", "Ann agreed to write."),),
        declared=(Declared("Ann", "School"),),
    )
    second = Minute(
        4,
        "Crime",
        outcomes=(Outcome(Verb.AGREED, "", "That it be noted."),),
        undertakings=(
            Undertaking("Ann", "Ann agreed to write."),
            Undertaking("Ben", "Ben agreed to call."),
        ),
        declared=(Declared("Ann", "School"), Declared("Ben", "Club")),
        item=5,
    )
    found = joined(minutes(JUNE, first), minutes(JUNE, second))
    (item,) = found.value.items
    assert item.undertakings[0].who == "Ann"
    assert len(item.undertakings) == len(item.declared) == 2
    assert item.item == 5
    assert [each.what for each in found.differences] == [
        "minute 4, outcome, verb",
        "minute 4, undertaking 'Ben agreed to call.'",
        "minute 4, declared by Ben",
    ]
    kept = joined(minutes(JUNE, second), minutes(JUNE, second)).value.items[0]
    assert kept.undertakings == second.undertakings


def test_people_are_matched_by_name_and_not_by_spelling() -> None:
    one = Minutes(BODY, JUNE, present=(Person("Cllr. Kevin Loftall", "Melby Council"),))
    other = Minutes(
        BODY,
        JUNE,
        present=(
            Person("K. Lofttall", "Melby District Council", chair=True, minute=5),
            Person("Ann Vale", "Police"),
        ),
        signed=date(2015, 9, 1),
    )
    found = joined(one, other)
    kevin, ann = found.value.present
    assert (kevin.name, kevin.post, kevin.chair, kevin.minute) == (
        *("Cllr. Kevin Loftall", "Melby Council"),
        True,
        5,
    )
    assert ann.name == "Ann Vale"
    assert {each.what: each.second for each in found.differences} == {
        "attendance, Cllr. Kevin Loftall, name": "K. Lofttall",
        "attendance, Cllr. Kevin Loftall, post": "Melby District Council",
        "attendance, Ann Vale": "present: Ann Vale, Police",
    }
    assert found.source("attendance, Ann Vale") == "second"
    assert found.value.signed == date(2015, 9, 1)


def test_a_name_that_fits_two_is_neither() -> None:
    one = Minutes(BODY, JUNE, officers=(Person("Gail Stone"), Person("Gary Stone")))
    other = Minutes(BODY, JUNE, officers=(Person("G. Stone"), Person("Gail Stone")))
    assert len(joined(one, other).value.officers) == 3


def test_agendas_are_matched_by_title() -> None:
    def called(*items: AgendaItem, venue: str = "") -> Meeting:
        return Meeting(BODY, JUNE, venue, agenda=items, future=(date(2015, 9, 1),))

    one = called(
        AgendaItem(4, "Crime", ItemKind.REPORT, pages=(3, 8)),
        AgendaItem(None, "Any other", ItemKind.ORAL),
    )
    other = called(
        AgendaItem(5, "Crime.", ItemKind.REPORT, "Ann", restricted=True),
        AgendaItem(None, "Any other", ItemKind.ORAL),
        venue="Hall",
    )
    found = merged_meeting(Merged(one, ("first",)), Merged(other, ("second",)))
    crime, rest = found.value.agenda
    assert (crime.number, crime.presenter, crime.pages, crime.restricted) == (
        4,
        "Ann",
        (3, 8),
        True,
    )
    assert rest.number is None
    assert found.value.venue == "Hall"
    assert {each.what for each in found.differences} == {
        "venue",
        "item 4, number",
        "item 4, presenter",
    }


def test_logs_are_matched_action_by_action() -> None:
    first = (action(1, JUNE, "Write to all", status="Red"), action(None, JUNE, "Call Ann"))
    second = (
        action(1, JUNE, "Write to all", comments="Done", status="Green"),
        action(3, JUNE, "Meet Ben"),
    )
    found = merged_log(Merged(first, ("first",)), Merged(second, ("second",)))
    assert [one.number for one in found.value] == [1, 3, None]
    assert [each.what for each in found.differences] == [
        "action 3",
        "action 1",
        "action 1, status",
        "action 'Call Ann'",
    ]


def test_three_sources_are_told_apart() -> None:
    one, other, third = (minutes(JUNE, minute(n, f"Title {n}")) for n in (4, 5, 6))
    found = merged_minutes(joined(one, other), Merged(third, ("third",)))
    assert found.sources == ("first", "second", "third")
    assert [found.source(f"minute {n}") for n in (4, 5, 6)] == ["first", "second", "third"]


def test_an_action_asks_what_its_rows_ask() -> None:
    asking = LogAction(1, (LogEntry(JUNE, "Write"), LogEntry(JUNE, "", "", "Written")))
    assert asked_of(asking) == "Write"
    assert asked_of(action(1, JUNE, "", comments="Written")) == "Written"


NUMBERS = st.lists(st.integers(1, 12), unique=True, max_size=8).map(sorted)


@given(NUMBERS, NUMBERS)
def test_nothing_is_lost_and_all_that_differs_is_told(first: list[int], second: list[int]) -> None:
    one, other = (
        minutes(JUNE, *(minute(n, f"Title {n}", f"Noted {n}.") for n in numbers))
        for numbers in (first, second)
    )
    found = joined(one, other)
    kept = [item.number for item in found.value.items]
    assert sorted(n for n in kept if n) == sorted({*first, *second})
    assert [n for n in kept if n in first] == first
    assert [n for n in kept if n in second and n not in first] == [
        n for n in second if n not in first
    ]
    assert {each.what for each in found.differences} == {
        f"minute {n}" for n in {*first} ^ {*second}
    }
