"""The marks of points."""

import pytest

from saferboard.core.document.tree import Nested, mark, points_of, text_of


@pytest.mark.parametrize(
    ("index", "depth", "expected"),
    [
        (0, 0, "(a)"),
        (27, 0, "(ab)"),
        (0, 1, "(i)"),
        (3, 1, "(iv)"),
        (8, 1, "(ix)"),
        (13, 1, "(xiv)"),
        (1, 2, "(B)"),
        (1, 5, "(B)"),
    ],
)
def test_marks_by_depth(index: int, depth: int, expected: str) -> None:
    assert mark(index, depth) == expected


def test_a_point_may_have_points() -> None:
    assert (text_of("a"), points_of("a")) == ("a", ())
    assert (text_of(Nested("a", ("b",))), points_of(Nested("a", ("b",)))) == ("a", ("b",))
