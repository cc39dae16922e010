"""Records as they were written, and how names, places and columns are made alike."""

import pytest

from saferboard.core.casework.people.features import (
    BLOCKING,
    COLUMNS,
    blocking_keys,
    blocking_values,
    digest,
    features,
)
from saferboard.core.casework.people.names import (
    SHORT_FORMS,
    family,
    family_parts,
    folded,
    formal,
    given,
    given_words,
    one_edit_apart,
    whole,
)
from saferboard.core.casework.people.places import district, house, phone, postcode
from saferboard.core.casework.people.records import Address, Born, Known, Name, Record
from tests.core.casework.people.world import ANN, AWAY, HOME, another, named


@pytest.mark.parametrize(
    ("parts", "said", "whole"),
    [
        ((1990,), "1990", False),
        ((1990, 3), "1990-03", False),
        ((1990, 3, 4), "1990-03-04", True),
    ],
)
def test_a_date_of_birth_may_be_known_in_part(
    parts: tuple[int, ...], said: str, whole: bool
) -> None:
    born = Born(*parts)
    assert (str(born), born.is_whole) == (said, whole)


def test_a_day_without_its_month_is_no_date_of_birth() -> None:
    with pytest.raises(ValueError, match="without its month"):
        Born(1990, None, 4)


@pytest.mark.parametrize("parts", [(1990, 13), (1991, 2, 29), (0,)])
def test_a_day_that_there_was_not_is_no_date_of_birth(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"month|day|year"):
        Born(*parts)


@pytest.mark.parametrize(
    ("record", "linkable"),
    [
        (ANN, True),
        (named("", "Example"), True),
        (named("Ann", ""), True),
        (named("", ""), False),
        (another(known=Known.UNBORN), False),
        (another(known=Known.UNKNOWN), False),
    ],
)
def test_the_machine_looks_for_people_who_are_known(record: Record, linkable: bool) -> None:
    assert record.is_linkable is linkable


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ANN   Mary ", ("ann", "mary")),
        ("O'Neil-Smith", ("oneil", "smith")),
        ("O’Neil", ("oneil",)),
        ("José Ñandú", ("jose", "nandu")),
        ("Łukasz Sørensen", ("lukasz", "sorensen")),
        ("St. John", ("st", "john")),
        ("Straße", ("strasse",)),
        ("Zoë–Lee", ("zoe", "lee")),
        ("", ()),
        ("' . -", ()),
    ],
)
def test_words_without_case_accents_and_marks(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [("Mrs Ann", ("ann",)), ("Dr. Ann Mary", ("ann", "mary")), ("Master", ("master",)), ("", ())],
)
def test_titles_are_left_out_unless_there_is_nothing_else(
    written: str, words: tuple[str, ...]
) -> None:
    assert given_words(Name(written)) == words
    assert given(Name(written)) == (words[0] if words else "")


def test_a_family_name_is_one_word_however_it_is_written() -> None:
    spellings = ("O'Neil-Smith", "oneil smith", "O’NEIL SMITH", "ONeil  Smith")
    assert {family(Name("", one)) for one in spellings} == {"oneilsmith"}


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Smith", {"smith"}),
        ("Example-Smith", {"example", "smith", "examplesmith"}),
        ("van der Berg", {"berg", "vanderberg"}),
        ("Li", {"li"}),
        ("", set()),
    ],
)
def test_each_name_of_a_double_one_is_a_part(written: str, parts: set[str]) -> None:
    assert family_parts(Name("", written)) == parts


def test_a_short_form_stands_for_each_name_that_it_may_be() -> None:
    assert formal("alex") == {"alex", "alexander", "alexandra"}
    assert formal("alexander") == {"alexander"}
    assert formal("") == frozenset()


def test_no_short_form_stands_for_itself_and_all_are_folded() -> None:
    for short, names in SHORT_FORMS.items():
        assert short not in names
        assert names
        assert folded(" ".join((short, *names))) == (short, *names)


def test_reversed_names_are_looked_for_under_the_same_words() -> None:
    assert whole(Name("Ann", "Example")) == whole(Name("Example", "Ann")) == {"ann example"}
    assert whole(Name("Bob", "Example")) == {"bob example", "example robert"}
    assert whole(Name("Ann", "")) == whole(Name("", "Example")) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("ann", "ann", False),
        ("ann", "anne", True),
        ("anne", "ann", True),
        ("ann", "an", True),
        ("ann", "ahn", True),
        ("brian", "brain", True),
        ("ab", "ba", True),
        ("brian", "bryon", False),
        ("carla", "karlo", False),
        ("ann", "annxy", False),
        ("", "a", True),
        ("abcd", "badc", False),
        ("abc", "xabd", False),
    ],
)
def test_one_edit_apart(one: str, other: str, apart: bool) -> None:
    assert one_edit_apart(one, other) is apart
    assert one_edit_apart(other, one) is apart


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("zz11aa", "ZZ1 1AA"),
        (" ZZ1  1aa ", "ZZ1 1AA"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("M1 1AE", "M1 1AE"),
        ("1 1AA", ""),
        ("ZZ1 1A", ""),
        ("", ""),
        ("ZZ1 1AA, Exampleton", ""),
    ],
)
def test_postcodes(text: str, code: str) -> None:
    assert postcode(text) == code
    assert district(code) == code.split(" ")[0]


@pytest.mark.parametrize(
    ("lines", "code", "found"),
    [
        ("1 Example Street", "zz11aa", "ZZ1 1AA 1"),
        ("1, Example St", "ZZ1 1AA", "ZZ1 1AA 1"),
        ("Flat 3, 12a Example Street", "ZZ1 1AA", "ZZ1 1AA 12a 3"),
        ("12a Example Street, flat 3", "ZZ1 1AA", "ZZ1 1AA 12a 3"),
        ("The Old Mill, Exampleton", "ZZ1 1AA", "ZZ1 1AA the old mill"),
        ("1 Example Street", "", ""),
    ],
)
def test_one_household(lines: str, code: str, found: str) -> None:
    assert house(Address(lines, code)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("07700 900123", "7700900123"),
        ("+44 7700 900123", "7700900123"),
        ("900123", ""),
        ("none", ""),
        ("٠٧٧٠٠٩٠٠١٢٣", ""),
    ],
)
def test_telephone_numbers(text: str, found: str) -> None:
    assert phone(text) == found


def test_the_columns_of_a_record() -> None:
    record = named(
        "Bob",
        "Example-Smith",
        aliases=(Name("Rob", "Other"),),
        sex=" Male ",
        addresses=(Address("7 High Road", ""), HOME, AWAY),
        phones=("07700 900123", "none"),
    )
    assert features(record).as_row() == {
        "key": "b",
        "given": "bob",
        "first": "robert",
        "family": "examplesmith",
        "givens": ("bob", "robert", "rob"),
        "families": ("example", "examplesmith", "smith", "other"),
        "names": ("bob examplesmith", "examplesmith robert", "other rob", "other robert"),
        "born": "1990-03-14",
        "born_key": "1990 03 14",
        "birth_year": 1990,
        "sex": "male",
        "postcode": "ZZ1 1AA",
        "postcodes": ("ZZ1 1AA", "ZZ9 9BB"),
        "districts": ("ZZ1", "ZZ9"),
        "houses": ("ZZ1 1AA 1", "ZZ9 9BB 9"),
        "phones": ("7700900123",),
    }


def test_what_is_not_known_is_nothing() -> None:
    row = features(Record("c", "police", Name("", "Example"))).as_row()
    assert {name for name, value in row.items() if value not in (None, ())} == {
        "key",
        "family",
        "families",
    }


@pytest.mark.parametrize(
    ("born", "day", "key", "year"),
    [
        (None, None, None, None),
        (Born(1990), None, None, 1990),
        (Born(1990, 3), None, None, 1990),
        (Born(1990, 3, 4), "1990-03-04", "1990 03 04", 1990),
        (Born(1990, 4, 3), "1990-04-03", "1990 03 04", 1990),
    ],
)
def test_dates_of_birth_as_columns(
    born: Born | None, day: str | None, key: str | None, year: int | None
) -> None:
    row = features(another(born=born))
    assert (row.born, row.born_key, row.birth_year) == (day, key, year)


def test_a_pair_is_looked_at_if_it_shares_the_columns_of_one_rule() -> None:
    assert {column for rule in BLOCKING for column in rule} <= set(COLUMNS)
    assert set(blocking_values(features(ANN))) == {
        (0, ("1990 03 14",)),
        (1, ("ann example",)),
        (2, ("ZZ1 1AA", "ann")),
        (3, ("ZZ1 1AA", "example")),
        (4, ("7700900123",)),
    }
    assert set(blocking_values(features(Record("c", "police", Name("Ann"))))) == set()


def test_keys_of_the_index_tell_nothing_without_the_secret() -> None:
    mine, theirs = (blocking_keys(features(ANN), secret) for secret in (b"one", b"two"))
    assert len(mine) == len(theirs) == 5
    assert not mine & theirs
    assert mine == blocking_keys(features(another()), b"one")
    assert all(0 <= key < 2**63 for key in mine)


def test_words_are_kept_apart() -> None:
    assert digest(b"s", "ab", "c") != digest(b"s", "a", "bc")
