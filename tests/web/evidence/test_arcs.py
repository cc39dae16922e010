"""The picture of overlaps: as wide as it likes, or as narrow as a small page."""

import pytest

from saferboard.web.evidence.arcs import LINES, NARROW, WIDE, arcs

NAMED = [(f"m{n}", f"Measure {n} of a long name, including what it includes") for n in range(12)]
PAIRS = [("m0", "m11", "is a part of"), ("m2", "m1", "shares events with")]


def test_a_narrow_picture_is_no_wider_than_it_may_be_and_its_names_are_broken() -> None:
    picture = arcs(NAMED, PAIRS, NARROW)
    assert picture.width <= (NARROW.most or 0)
    assert all(1 < len(name.lines) <= LINES for name in picture.names)
    assert all(len(line) <= NARROW.letters for name in picture.names for line, _ in name.lines)
    # A letter of a wide face (DejaVu Sans) takes nine pixels at the most, as names go.
    assert NARROW.letters * 9 < picture.ends
    heights = [y for name in picture.names for _, y in name.lines]
    assert heights == sorted(heights)
    assert heights[0] > 0
    assert heights[-1] < picture.height


def test_a_wide_picture_keeps_its_curves_round() -> None:
    picture = arcs(NAMED, PAIRS)
    assert picture.text == WIDE.text
    assert picture.width > arcs(NAMED, PAIRS, NARROW).width
    assert [arc.broken for arc in picture.arcs] == [False, True]
    assert all(len(name.lines) == 1 for name in picture.names)


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_curves_that_fit_are_not_flattened(layout: object) -> None:
    short = arcs(NAMED[:2], [("m0", "m1", "is a part of")], NARROW)
    assert short.width < (NARROW.most or 0)
    assert arcs(NAMED[:1], [], layout).arcs == ()  # type: ignore[arg-type]
