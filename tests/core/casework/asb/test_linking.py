"""Which incidents may be what a council was told: the three reasons, and what is none."""

from datetime import timedelta

import pytest

from saferboard.core.casework.asb.kinds import Kind
from saferboard.core.casework.asb.linking import (
    Strength,
    plain_reference,
    plain_street,
    proposals,
    propose,
    quotes,
)
from tests.core.casework.asb.asb_world import at, incident, report


def test_a_quoted_reference_is_the_strongest_whatever_the_rest() -> None:
    far = report(
        kind=Kind.PERSONAL, earliest=at(20), latest=at(20), lsoa="", street="",
        quoted="The police gave me lp 20240603/0412, or LP-20240603/0412.",
    )  # fmt: skip
    found = propose(incident(), far, 24)
    assert found is not None
    assert (found.strength, found.reasons) == (
        Strength.QUOTED,
        ("the reference is quoted in the report", "17 days and 0 h apart"),
    )


def test_the_same_street_and_kind_within_the_hours() -> None:
    found = propose(incident(), report(lsoa=""), 24)
    assert found is not None
    assert found.strength is Strength.STREET
    assert found.reasons == (
        "the same street",
        "the same kind, nuisance",
        "within the time that was reported",
    )


def test_the_same_lsoa_is_the_weakest() -> None:
    found = propose(incident(street=""), report(earliest=at(4, 11), latest=at(4, 12)), 24)
    assert found is not None
    assert (found.strength, found.gap) == (Strength.LSOA, timedelta(hours=23))
    assert found.reasons[-1] == "23 h 0 min apart"
    day = propose(incident(), report(earliest=at(5, 0), latest=at(5, 1)), 48)
    assert day is not None
    assert day.reasons[-1] == "1 day and 12 h apart"


@pytest.mark.parametrize(
    "other",
    [
        report(kind=Kind.PERSONAL),
        report(earliest=at(4, 12, 1), latest=at(4, 13)),
        report(earliest=at(1), latest=at(2, 11, 59)),
        report(lsoa="E01025601", street="Sample Street"),
        report(lsoa="", street="12"),
        report(lsoa="", street="", quoted="LP-20240603-0413 and 0412"),
    ],
)
def test_nothing_else_is_proposed(other: object) -> None:
    assert propose(incident(), other, 24) is None  # type: ignore[arg-type]
    assert proposals([incident()], [other], 24) == ()  # type: ignore[list-item]


def test_an_empty_place_is_no_place() -> None:
    assert propose(incident(lsoa="", street=""), report(lsoa="", street=""), 24) is None


def test_the_strongest_comes_first_and_the_order_of_rows_does_not_matter() -> None:
    incidents = [incident("AAAA1"), incident("BBBB2", street="")]
    reports = [
        report("near", earliest=at(3, 14), latest=at(3, 15)),
        report("told", quoted="aaaa1"),
        report("here"),
    ]
    found = proposals(incidents, reports, 24)
    assert [(one.incident, one.report) for one in found] == [
        ("AAAA1", "told"), ("AAAA1", "here"), ("AAAA1", "near"),
        ("BBBB2", "here"), ("BBBB2", "told"), ("BBBB2", "near"),
    ]  # fmt: skip
    assert proposals(incidents[::-1], reports[::-1], 24) == found


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("12a High St.", "high street"),
        ("HIGH STREET", "high street"),
        ("St Mary's Rd", "st mary s road"),
        ("Flat 3, 4 Mill Ln", "flat mill lane"),
        ("12", ""),
    ],
)
def test_streets_are_compared_by_their_words(said: str, plain: str) -> None:
    assert plain_street(said) == plain


def test_references_are_compared_by_letters_and_digits() -> None:
    assert plain_reference("LP-20240603/0412 ") == "LP202406030412"
    said = "Ref LP-20240603/0412, case 24*123456; house 12 and 1234, phone me"
    assert quotes(said) == {"LP202406030412", "24123456"}
