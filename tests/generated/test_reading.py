"""Recall and precision of reading made-up packs, clean and dirty, in every layout.

The packs were made without regard to how the readers work; ``python -m bench.reading`` measures
more of them.
"""

from random import Random

import pytest

from tests.generated.dirt import soiled
from tests.generated.lines import Kind, Made
from tests.generated.measuring import LAYOUTS, RATE, measured, read, table, text
from tests.generated.packs import make
from tests.generated.scoring import Tally, matched

SEEDS = range(1000, 1040)
JUDGED = ("items", "outcomes", "attendance", "actions", "narrative")
CLEAN, DIRTY = 0.98, 0.95


def judged(found: dict[str, Tally], least: float) -> list[str]:
    """What falls short, with examples."""
    return [
        f"{name}: {share:.3f}\n  " + "\n  ".join(examples[:8])
        for name in JUDGED
        if name in found and found[name].wanted
        for share, examples in (
            (found[name].recall, found[name].missed),
            (found[name].precision, found[name].invented),
        )
        if share < least
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_packs_are_read(layout: str) -> None:
    found = measured(layout, SEEDS)
    print(f"\n{layout}, clean\n{table(found)}")
    assert found["items"].wanted > 200
    assert found["outcomes"].wanted > 200
    assert not judged(found, CLEAN)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_dirty_packs_are_read(layout: str) -> None:
    found = measured(layout, SEEDS, RATE)
    print(f"\n{layout}, dirt on {RATE:.0%} of its lines\n{table(found)}")
    assert found["items"].wanted > 200
    assert not judged(found, DIRTY)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_line_is_read_or_rejected(layout: str) -> None:
    for rate in (0.0, RATE, 0.5):
        _, given, _ = text(1000, layout, rate)
        coverage = read(given, layout).coverage
        assert coverage.lines == coverage.read + coverage.rejected
        if rate < 0.5:  # a page with so much dirt may be refused
            assert coverage.lines == sum(bool(line.strip()) for line in given.split("\n"))


def test_the_same_seed_makes_the_same_pack() -> None:
    assert make(7) == make(7)
    assert text(7, "wrapped", RATE) == text(7, "wrapped", RATE)
    assert len({text(seed, "plain")[1] for seed in range(20)}) == 20


def test_dirt_falls_and_says_what_it_hides() -> None:
    titles = [Made(f"{n}. Road Safety", Kind.TITLE, n) for n in range(1, 200)]
    words = [Made("RESOLVED:", Kind.WORD, n) for n in range(1, 200)]
    _, lost = soiled([*titles, *words], Random(1), 1.0)
    assert 0 < len(lost.numbers) < 199
    assert 0 < len(lost.verbs) < 199


def test_a_tally_counts_each_found_one_once() -> None:
    tally = matched(["a", "a", "b"], ["a", "c", "b"], lambda a, b: a == b)
    assert (tally.wanted, tally.found, tally.right) == (3, 3, 2)
    assert tally.missed == ["missed a"]
    assert tally.invented == ["invented c"]
    assert matched(["a"], ["a", "z"], str.__eq__, lambda one: one == "z").precision == 1
