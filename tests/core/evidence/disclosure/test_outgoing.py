"""Counts that leave the lock: no small one is told, and none follows by subtraction."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.disclosure.outgoing import Counted, kept_back
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused

YEAR = Period.of_year(2025)
WHOLES = {"a": "county", "b": "county", "c": "county"}
SMALL = 4


def counted(area: str, count: int, of: int | None = None) -> Counted:
    return Counted("m", area, YEAR, count, of)


HIDDEN = "hidden"


def told(*counts: Counted) -> dict[str, object]:
    back = kept_back(counts, {"m": SMALL}, WHOLES)
    return {one.area: HIDDEN if one in back else one.count for one in counts}


def test_a_small_count_is_kept_back_and_zero_is_told() -> None:
    assert told(counted("x", 4), counted("y", 5), counted("z", 0)) == {
        "x": HIDDEN,
        "y": 5,
        "z": 0,
    }


def test_one_hidden_part_takes_the_next_smallest_with_it() -> None:
    found = told(counted("a", 3), counted("b", 20), counted("c", 9), counted("county", 32))
    assert found == {"a": HIDDEN, "b": 20, "c": HIDDEN, "county": 32}


def test_where_all_parts_together_are_few_the_whole_goes_too() -> None:
    found = told(counted("a", 2), counted("b", 2), counted("c", 0), counted("county", 4))
    assert found == {"a": HIDDEN, "b": HIDDEN, "c": 0, "county": HIDDEN}
    found = told(counted("a", 3), counted("b", 0), counted("c", 0), counted("county", 3))
    assert found == {"a": HIDDEN, "b": 0, "c": 0, "county": HIDDEN}


def test_a_lone_part_of_a_large_whole_hides_the_whole() -> None:
    assert told(counted("a", 3), counted("county", 30)) == {"a": HIDDEN, "county": HIDDEN}


def test_the_rest_of_a_share_is_a_count_as_well() -> None:
    found = told(counted("x", 38, 40), counted("y", 20, 40), counted("z", 0, 0))
    assert found == {"x": HIDDEN, "y": 20, "z": 0}


@pytest.mark.parametrize(
    "wrong",
    [
        [counted("a", -1)],
        [counted("a", 3, 2)],
        [counted("a", 3), counted("a", 3)],
    ],
)
def test_what_cannot_be_is_refused(wrong: list[Counted]) -> None:
    with pytest.raises(Refused) as refused:
        kept_back(wrong, {"m": SMALL}, WHOLES)
    assert "nothing was handed over" in str(refused.value)


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_every_small_count_could_be_any_other(counts: list[int]) -> None:
    """Held to a walk through every world that fits what is told."""
    table = dict(zip("abc", counts, strict=True)) | {"county": sum(counts)}
    found = told(*(counted(area, count) for area, count in table.items()))
    most = sum(counts) + SMALL + 1
    worlds = [
        {"a": a, "b": b, "c": c, "county": a + b + c}
        for a, b, c in product(range(most + 1), repeat=3)
        if all(
            found[area] in (HIDDEN, value)
            for area, value in {"a": a, "b": b, "c": c, "county": a + b + c}.items()
        )
    ]
    assert table in worlds
    for area, count in table.items():
        if 1 <= count <= SMALL:
            assert {world[area] for world in worlds} >= set(range(1, SMALL + 1))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=2))
def test_every_small_part_of_a_share_could_be_any_other(parts: list[tuple[int, int]]) -> None:
    """The same for shares: the count, its rest and its whole, of two areas and both together."""
    table = {area: (count, count + rest) for area, (count, rest) in zip("ab", parts, strict=True)}
    table["county"] = (table["a"][0] + table["b"][0], table["a"][1] + table["b"][1])
    made = [counted(area, count, of) for area, (count, of) in table.items()]
    back = kept_back(made, {"m": SMALL}, WHOLES)
    shown = {one.area for one in made if one not in back}
    whole, rest = table["county"][0], table["county"][1] - table["county"][0]
    if "county" in shown:
        drawn: Iterable[tuple[int, ...]] = (
            (a, ra, whole - a, rest - ra) for a in range(whole + 1) for ra in range(rest + 1)
        )
    else:
        drawn = product(range(7), repeat=4)
    worlds = [
        world
        for a, ra, b, rb in drawn
        for world in ({"a": (a, a + ra), "b": (b, b + rb), "county": (a + b, a + ra + b + rb)},)
        if all(world[area] == table[area] for area in shown)
    ]
    small = {
        (area, n)
        for area, (count, of) in table.items()
        for n, value in enumerate((count, of - count, of))
        if 1 <= value <= SMALL
    }
    for area, n in small:
        seen = {
            (world[area][0], world[area][1] - world[area][0], world[area][1])[n] for world in worlds
        }
        assert seen >= set(range(1, SMALL + 1))
