"""Small counts of the return are covered, and cannot be had back from what is shown."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.casework.marac.covering import Line, lines, whole_year
from saferboard.core.casework.marac.quarterly import Counted, Return
from saferboard.core.evidence.periods import Period

NONE = Counted(0, 0)
FOUND = Return(
    Period.of_quarter(2023, 1), 40, 14, (("IDVA", 10), ("health", 3), ("police", 27)), 52,
    Counted(8, 10), Counted(2, 20), Counted(9, 3), Counted(6, 30), NONE, Counted(7, 33),
)  # fmt: skip


def said(found: Return, *, covered: bool = True) -> dict[str, tuple[int | None, int | None]]:
    return {line.label: (line.count, line.unknown) for line in lines(found, covered=covered)}


def test_those_with_the_right_see_every_count() -> None:
    shown = lines(FOUND, covered=False)
    assert len(shown) == 12
    assert Line("LGBT+ victims", 2, 20) in shown
    assert Line("referred by health", 3) in shown
    assert all(line.count is not None and line.unknown is not None for line in shown)


def test_small_counts_are_covered_and_what_gives_them_back() -> None:
    shown = said(FOUND)
    assert shown["cases heard"] == (40, 0)
    assert shown["repeats"] == (14, 0)
    assert shown["minority ethnic victims"] == (8, 10)
    assert shown["LGBT+ victims"] == (None, 20)
    assert shown["disabled victims"] == (9, None)
    # 40 - 6 - 30: four cases are neither, so both numbers would give them away.
    assert shown["male victims"] == (None, None)
    assert shown["victims of 16 or 17"] == (0, 0)
    # All cases but seven are not known: none is left, which is no small count.
    assert shown["with a perpetrator of 17 or under"] == (7, 33)
    # The one small agency would be the total less the others, so the next smallest is covered too.
    assert (shown["referred by health"], shown["referred by IDVA"]) == ((None, 0), (None, 0))
    assert shown["referred by police"] == (27, 0)


def test_repeats_are_covered_where_few_are_new() -> None:
    assert said(replace(FOUND, repeats=38))["repeats"] == (None, 0)
    assert said(replace(FOUND, repeats=3))["repeats"] == (None, 0)
    assert said(replace(FOUND, children=2))["children"] == (None, 0)
    assert said(replace(FOUND, repeats=40, children=0))["repeats"] == (40, 0)


def test_a_small_quarter_is_covered_whole() -> None:
    small = replace(FOUND, cases=3, by_agency=(("police", 3),))
    assert all(line.count is None and line.unknown is None for line in lines(small, covered=True))
    assert not whole_year([FOUND, small])
    assert whole_year([FOUND, replace(FOUND, cases=0)])


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_no_agencys_small_count_can_be_worked_out(counts: list[int]) -> None:
    """By trying every way in which the covered counts could add up to the total shown."""
    found = replace(
        FOUND, cases=sum(counts), repeats=0, by_agency=tuple(zip("abcde", counts, strict=False))
    )
    shown = [said(found)[f"referred by {agency}"][0] for agency, _ in found.by_agency]
    if 0 < sum(counts) <= 4:
        assert set(shown) == {None}
        return
    hidden = [number for number, count in enumerate(shown) if count is None]
    assert all(shown[number] is None for number, count in enumerate(counts) if 0 < count <= 4)
    rest = sum(counts) - sum(count for count in shown if count is not None)
    if len(hidden) < 3:
        ways = [way for way in product(range(46), repeat=len(hidden)) if sum(way) == rest]
        for number, place in enumerate(hidden):
            if 0 < counts[place] <= 4 and len(counts) > 1:
                assert len({way[number] for way in ways}) > 1
