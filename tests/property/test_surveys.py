"""Nothing that a survey shows gives away what it does not; weights behave as people would."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.evidence.surveying import effective_base, hidden
from tests.core.evidence.surveyed import SURVEY, result

# A force of two counties, each of districts: two levels at which something may be the difference.
TREE: Mapping[str, tuple[str, ...]] = {
    "force": ("north", "south"),
    "north": ("n1", "n2", "n3"),
    "south": ("s1", "s2"),
}
LEAVES = ("n1", "n2", "n3", "s1", "s2")
AREAS = (*LEAVES, "north", "south", "force")
people = st.integers(0, 120).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


def whole(counts: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    held = dict(counts)
    for area in ("north", "south", "force"):
        inner = [held[part] for part in TREE[area]]
        held[area] = (sum(a for a, _ in inner), sum(b for _, b in inner))
    return held


def solvable(kept: frozenset[str]) -> set[str]:
    """The hidden areas that linear algebra gives back from those shown and from what adds up."""
    equations = np.array(
        [[(a == top) - (a in parts) for a in AREAS] for top, parts in TREE.items()], dtype=float
    )
    unknown = [AREAS.index(area) for area in sorted(kept)]
    system = equations[:, unknown]
    found = set()
    for n, column in enumerate(unknown):
        alone = np.zeros(len(unknown))
        alone[n] = 1
        if np.linalg.matrix_rank(np.vstack([system, alone])) == np.linalg.matrix_rank(system):
            found.add(AREAS[column])
    return found


@settings(deadline=None, max_examples=150)
@given(st.tuples(*[people] * len(LEAVES)))
def test_no_hidden_area_can_be_worked_out(parts: tuple[tuple[int, int], ...]) -> None:
    counts = whole(dict(zip(LEAVES, parts, strict=True)))
    asked = {area: held for area, held in counts.items() if held[1]}
    results = {area: result(area, *held) for area, held in asked.items()}
    found = hidden(results, SURVEY, lambda area: TREE.get(area, ()))
    # Where nobody was asked there is a zero that everybody knows.
    assert solvable(frozenset(found)) == set()
    for area, (agree, base) in asked.items():
        if area not in found:
            assert base >= SURVEY.least_base
            assert not 1 <= agree <= SURVEY.suppress_to
            assert not 1 <= base - agree <= SURVEY.suppress_to
    for top, inner in TREE.items():
        lost = [asked[part] for part in inner if part in found]
        if top in asked and top not in found and lost:
            assert sum(base for _, base in lost) >= SURVEY.least_base


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30), st.floats(0.1, 10))
def test_the_effective_base_is_at_most_the_base_and_knows_no_unit(
    weights: list[int], unit: float
) -> None:
    found = effective_base(weights)
    slow = sum(weights) * sum(weights) / sum(w**2 for w in weights)
    assert found == pytest.approx(slow)
    assert found <= len(weights) + 1e-9
    assert effective_base([unit * w for w in weights]) == pytest.approx(found)
