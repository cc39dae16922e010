"""Names over the years made people, or questions."""

from datetime import date

import pytest

from saferboard.core.ingest.past.history.organisations import Rename, Renames
from saferboard.core.ingest.past.history.people import Appearance, Matched, match

MELBY, NORBY = "Group Chair - Melby District Council", "Group Chair - Norby District Council"
POLICE = "Loamshire Police"


def seen(
    name: str, post: str = "", year: int = 2015, source: str = "", listed: bool = True
) -> Appearance:
    return Appearance(name, post, date(year, 6, 1), source or f"pack {year}", listed=listed)


def groups(*appearances: Appearance) -> list[set[str]]:
    return [set(group.names) for group in match(appearances).people]


def test_titles_and_honours_come_and_go() -> None:
    (one,) = match(
        [
            seen("DI Ann Vale", POLICE, 2015),
            seen("Supt. Ann Vale OBE", POLICE, 2018),
            seen(" - ", POLICE, 2018),
        ]
    ).people
    assert (one.name, one.certainty, one.reason) == (
        "Supt. Ann Vale OBE",
        1.0,
        "one name throughout",
    )
    (tenure,) = one.tenures
    assert (tenure.post, tenure.since, tenure.until, tenure.meetings) == (
        POLICE,
        date(2015, 6, 1),
        date(2018, 6, 1),
        2,
    )


@pytest.mark.parametrize(
    "other",
    ["Cllr. K. Loftall", "Kevin Lofttall", "Kevin J. Loftall", "Kev Loftall", "Kevni Loftall"],
)
def test_one_person_under_two_names_at_one_organisation(other: str) -> None:
    (one,) = match([seen("Cllr. Kevin Loftall", MELBY), seen(other, MELBY, 2016)]).people
    assert len(one.names) == 2
    assert 0.8 <= one.certainty <= 1
    assert "at one organisation" in one.reason


def test_a_slip_elsewhere_is_asked_about() -> None:
    found = match([seen("Kevin Loftall", MELBY), seen("Kevin Lofttall", NORBY, 2016)])
    assert len(found.people) == 2
    (doubt,) = found.doubts
    assert "one letter of the surname differs, at no organisation shared" in doubt.why
    assert doubt.text.startswith("Kevin Loftall (Group Chair - Melby District Council, 2015-06-01)")


def test_the_same_honours_serve_where_no_organisation_is_told() -> None:
    assert groups(seen("Mr. I. Penn OBE"), seen("Mr. Idris Penn OBE", year=2016)) == [
        {"Mr. I. Penn OBE", "Mr. Idris Penn OBE"}
    ]
    found = match([seen("Mr. I. Penn"), seen("Mr. Idris Penn", year=2016)])
    assert len(found.people) == 2
    assert "no post" in found.doubts[0].text


def test_namesakes_at_one_meeting_are_two_and_that_is_said() -> None:
    found = match(
        [
            seen("Mark Stone", MELBY),
            seen("Mark Stone", POLICE),
            seen("Mark Stone", POLICE, 2017),
            seen("Mark Stone", "", 2018),
        ]
    )
    assert [len(group.appearances) for group in found.people] == [2, 2]
    assert "taken as namesakes" in found.doubts[0].why


def test_a_name_listed_twice_beside_one_organisation_is_one() -> None:
    assert groups(seen("Mark Stone", POLICE), seen("Mark Stone", "DI, Loamshire Police")) == [
        {"Mark Stone"}
    ]


def test_two_names_in_one_list_are_two_people() -> None:
    assert len(groups(seen("Chris Brown", POLICE), seen("C. Brown", POLICE))) == 2


def test_two_sources_of_a_meeting_may_spell_one_name_in_two_ways() -> None:
    assert groups(
        seen("Kevin Loftall", MELBY, source="pack"), seen("Kevin Lofttall", MELBY, source="page")
    ) == [{"Kevin Loftall", "Kevin Lofttall"}]


def test_an_officer_to_contact_is_not_in_the_list() -> None:
    contact = seen("Rick Stone", POLICE, listed=False)
    assert groups(seen("Richard Stone", POLICE), contact) == [{"Richard Stone", "Rick Stone"}]


def test_an_initial_that_fits_two_is_asked_about() -> None:
    found = match(
        [
            seen("Grace Strand", POLICE, 2014),
            seen("Gary Strand", POLICE, 2014),
            seen("G. Strand", POLICE, 2016),
        ]
    )
    assert len(found.people) == 3
    assert len(found.doubts) == 2


def test_initials_alone_at_two_organisations_are_two() -> None:
    found = match([seen("J. Smith", POLICE), seen("J. Smith", MELBY, 2016)])
    assert len(found.people) == 2
    assert found.doubts[0].why.endswith("the same name, at no organisation shared")


def test_a_full_name_elsewhere_later_moved() -> None:
    (one,) = match(
        [
            seen("Grace Strand", POLICE),
            seen("Grace Strand", "", 2016),
            seen("Grace Strand", MELBY, 2017),
        ]
    ).people
    assert [tenure.post for tenure in one.tenures] == [POLICE, MELBY]


def test_a_chain_never_joins_two_who_differ() -> None:
    found = match(
        [
            seen("Jane Holt", POLICE, 2014),
            seen("J. Holt", POLICE, 2015),
            seen("J. A. Holt", POLICE, 2016),
            seen("John B. Holt", MELBY, 2017),
        ]
    )
    together = [set(group.names) for group in found.people]
    assert not any({"Jane Holt", "John B. Holt"} <= names for names in together)


def test_three_forms_are_one() -> None:
    (one,) = match(
        [
            seen("Mary Jane Holt", MELBY, 2014),
            seen("Mary Holt", MELBY, 2015),
            seen("M. Holt", MELBY, 2016),
        ]
    ).people
    assert one.names == ("Mary Jane Holt", "Mary Holt", "M. Holt")
    assert one.reason.count("at one organisation") == 2


def test_a_short_form_of_two_names_is_neither() -> None:
    found = match(
        [
            seen("Jen Holt", MELBY, 2014),
            seen("Jennifer Holt", MELBY, 2015),
            seen("Jenna Holt", MELBY, 2016),
        ]
    )
    assert len(found.people) == 3
    assert len(found.doubts) == 2


def test_another_surname_in_the_same_post_is_asked_about() -> None:
    found = match(
        [
            seen("Petra Lund", "Head of Victim Care", 2014),
            seen("Petra Wyke", "Head of Victim Care", 2016),
            seen("Petra Croft", "Head of Victim Care", 2015, source="other"),
            seen("Petra Vale", "Victim Care", 2019),
        ]
    )
    assert len(found.people) == 4
    assert {doubt.why for doubt in found.doubts} == {
        "one person or two: the same given name in the same post, one after the other, "
        "with another surname"
    }
    overlapping = [
        seen("Petra Lund", "Head of Victim Care", 2014),
        seen("Petra Lund", "Head of Victim Care", 2017),
        seen("Petra Wyke", "Head of Victim Care", 2016),
        seen("P. Marsh", "Head of Victim Care", 2018),
        seen("P. Stone", "Head of Victim Care", 2019),
    ]
    assert match(overlapping).doubts == ()


def test_a_surname_that_is_a_part_of_another_is_asked_about() -> None:
    found = match([seen("Mary Holt", MELBY), seen("Mary Holt-Penn", MELBY, 2016)])
    assert len(found.people) == 2
    assert "a part of the other" in found.doubts[0].why


def test_a_renamed_organisation_is_one() -> None:
    renames = Renames([Rename("Melby CRC", "National Probation")])
    found: Matched = match(
        [seen("K. Wyke", "Melby CRC"), seen("Kay Wyke", "National Probation", 2021)], renames
    )
    (one,) = found.people
    assert len(one.tenures) == 1


def test_people_come_by_surname() -> None:
    assert groups(seen("Zac Able"), seen("Ann Zorn"), seen("Lord Able")) == [
        {"Lord Able"},
        {"Zac Able"},
        {"Ann Zorn"},
    ]
