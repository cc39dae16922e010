"""Organisations under several names."""

from datetime import date

import pytest

from saferboard.core.ingest.past.history.organisations import (
    Rename,
    Renames,
    initials,
    organisations_of,
    shared,
    suggest,
)

RENAMES = Renames(
    [
        Rename("Melby CRC", "Loamshire Probation", date(2014, 6, 1)),
        Rename("Loamshire Probation", "National Probation", date(2021, 6, 26)),
        Rename("Loop A", "Loop B"),
        Rename("Loop B", "Loop A"),
    ]
)


def test_names_lead_to_the_newest_one() -> None:
    assert RENAMES.current("melby crc") == "National Probation"
    assert RENAMES.current("Loop A") == "Loop A"
    assert RENAMES.key("The Fire Service") == RENAMES.key("fire service")


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2010, 1, 1), "Melby CRC"),
        (date(2015, 1, 1), "Loamshire Probation"),
        (date(2022, 1, 1), "National Probation"),
    ],
)
def test_a_day_has_its_own_name(on: date, name: str) -> None:
    assert RENAMES.current("Melby CRC", on) == name


def test_a_rename_without_a_day_always_holds() -> None:
    assert Renames([Rename("Old", "New")]).current("Old", date(1999, 1, 1)) == "New"


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("Partnership Group Chair \u2013 Melby District Council", ("Melby District Council",)),
        ("Melby Borough Council \u2013 Cabinet Lead Member", ("Melby Borough Council",)),
        ("Loamshire County Council, Senior Health Manager", ("Loamshire County Council",)),
        (
            "County Council/Office of the Commissioner",
            ("County Council", "Office of the Commissioner"),
        ),
        ("Head of Service", ("Head of Service",)),
        ("", ()),
    ],
)
def test_an_organisation_beside_a_post(post: str, found: tuple[str, ...]) -> None:
    assert organisations_of(post) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Melby District Council", "Group Chair - Melby District Council", True),
        ("Group Chair - Melby District Council", "Group Chair - Norby District Council", False),
        ("N. W. Loamshire District Council", "North West Loamshire DC", True),
        ("VRN", "Violence Reduction Network", True),
        ("Violence Reduction Network", "VRN", True),
        ("Melby CRC", "National Probation", True),
        ("", "National Probation", None),
        ("Police", "", None),
        ("the", "Police", False),
    ],
)
def test_one_organisation_or_two(one: str, other: str, same: bool | None) -> None:
    assert shared(one, other, RENAMES) is same


def test_names_that_may_be_one_are_suggested() -> None:
    names = ["LSCSB", "LRSCSB", "Loamshire Safer Communities Strategy Board", "Melby CRC", ""]
    names += ["Loamshire and Rutby Safer Communities Strategy Board", "National Probation"]
    found = {(s.first, s.second): s.why for s in suggest(names, RENAMES)}
    assert len(found) == 4
    assert found["LRSCSB", "LSCSB"] == "the letters differ by one"
    assert found[
        "Loamshire and Rutby Safer Communities Strategy Board",
        "Loamshire Safer Communities Strategy Board",
    ].startswith("all words but")
    assert sum("is the initials" in why for why in found.values()) == 2
    assert suggest(["LSCSB", "LXYSB", "LSAB", "Police"], RENAMES) == ()


def test_initials_leave_out_what_joins() -> None:
    assert initials("Board of the Safer Towns") == "bst"
