"""Names in their parts, and which of two may be one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.ingest.past.history.person_names import Name, alike, is_slip, near, parse


@pytest.mark.parametrize(
    ("text", "titles", "given_names", "surname", "honours"),
    [
        ("Cllr. Mary J. Holt JP, CC", ("cllr",), ("mary", "j"), "holt", ("jp", "cc")),
        ("Mr. J. T. Vale - in the Chair", ("mr",), ("j", "t"), "vale", ()),
        ("Mrs D. Penn CC (in the Chair)", ("mrs",), ("d",), "penn", ("cc",)),
        (
            "Detective Chief Inspector Ann Vale",
            ("detective", "chief", "inspector"),
            ("ann",),
            "vale",
            (),
        ),
        ("Cllr. A. Croft", ("cllr",), ("a",), "croft", ()),
        ("T Wyke", (), ("t",), "wyke", ()),
        ("A/DI Wyke", ("a", "di"), (), "wyke", ()),
        ("JT Marsh", (), ("j", "t"), "marsh", ()),
        ("AJ Marsh", (), ("aj",), "marsh", ()),
        ("Lord Penn", ("lord",), (), "penn", ()),
        ("Pieter van der Lund", (), ("pieter",), "vanderlund", ()),
        ("Zo\u00eb Penn-Holt", (), ("zoe",), "pennholt", ()),
        ("Holt", (), (), "holt", ()),
        (" - ", (), (), "", ()),
    ],
)
def test_a_name_in_its_parts(
    text: str,
    titles: tuple[str, ...],
    given_names: tuple[str, ...],
    surname: str,
    honours: tuple[str, ...],
) -> None:
    assert parse(text) == Name(titles, given_names, surname, honours)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Mary Holt", "Cllr. Mary Holt CC", "the same name"),
        ("Mary Holt", "M. Holt", "an initial for a given name"),
        ("Lord Penn", "Lord Idris Penn", "one has no given name"),
        ("Kevin Loftall", "Kevin Lofttall", "one letter of the surname differs"),
        ("K. Loftall", "Kevin Lofttall", "one letter of the surname differs and an initial"),
        ("Bob Holt", "Robert Holt", "a short form"),
        ("Chris Holt", "Christopher Holt", "a short form"),
        ("Carly Holt", "Cary Holt", "one letter of the given name differs"),
        ("Maria Holt", "Marie Holt", "one letter of the given name differs"),
        ("Paul Holt", "Paula Holt", "one letter of the given name differs"),
        ("Mary J. Holt", "Mary Holt", "one leaves out a further given name"),
        ("Gita Sen Roy", "Gita SenRoy", "the same letters"),
        ("Mary Holt", "Mary Holt-Penn", "a part of the other"),
        ("Mary Penn", "Mary Holt-Penn", "a part of the other"),
    ],
)
def test_two_names_that_may_be_one(one: str, other: str, reason: str) -> None:
    found = alike(parse(one), parse(other))
    assert found is not None
    assert found.reason.startswith(reason) or reason in found.reason
    assert found == alike(parse(other), parse(one))


def test_a_pair_of_names_of_two_sexes_is_less_sure_than_a_slip() -> None:
    paula, cary = (
        alike(parse("Paul Holt"), parse("Paula Holt")),
        alike(parse("Carly Holt"), parse("Cary Holt")),
    )
    assert paula is not None
    assert cary is not None
    assert paula.certainty < 0.8 <= cary.certainty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mary Holt", "Mary Vale"),
        ("Mary Holt", "Nora Holt"),
        ("M. Holt", "N. Holt"),
        ("M. J. Holt", "M. K. Holt"),
        ("Mr. M. Holt", "Mrs M. Holt"),
        ("Mary Holt", " - "),
        ("Mary Lee", "Mary Lea"),
        ("M. Holt", "M. Holt-Penn"),
        ("Mary Day", "Mary Day-Penn"),
        ("Tom Holt", "Tim Holt"),
    ],
)
def test_two_names_that_are_two(one: str, other: str) -> None:
    assert alike(parse(one), parse(other)) is None


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("loftall", "lofttall", True),
        ("lofall", "loftall", True),
        ("marsh", "march", True),
        ("brian", "brain", True),
        ("marsh", "marshal", False),
        ("marsh", "marsh", False),
        ("lee", "lea", False),
        ("stone", "storm", False),
    ],
)
def test_a_slip_is_one_letter_of_a_long_enough_name(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


def slow_is_slip(one: str, other: str) -> bool:
    """Every text that is one slip away, made."""
    if one == other or max(len(one), len(other)) < 5:
        return False
    letters = "ab"
    made = set()
    for n in range(len(one) + 1):
        made |= {one[:n] + c + one[n:] for c in letters}
        made |= {
            one[:n] + one[n + 1 :],
            one[:n] + one[n + 1 : n + 2] + one[n : n + 1] + one[n + 2 :],
        }
        made |= {one[:n] + c + one[n + 1 :] for c in letters if n < len(one)}
    return other in made


@given(st.text("ab", max_size=7), st.text("ab", max_size=7))
def test_slips_are_those_that_can_be_made(one: str, other: str) -> None:
    assert is_slip(one, other) == slow_is_slip(one, other)
    if is_slip(one, other):
        assert near(one) & near(other)
