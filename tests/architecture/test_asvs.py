"""The table of ASVS: every requirement of levels 1 and 2 once, and tests that are there."""

import ast
import functools
from pathlib import Path

import pytest

from docs import asvs

ROOT = Path(__file__).parents[2]
# The standard's requirements by section: one digit each, its level, in the order of their numbers.
LEVELS = """
1.1 22 | 1.2 1111122223 | 1.3 112222222223 | 1.4 222 | 1.5 123
2.1 122 | 2.2 112 | 2.3 12223 | 2.4 23
3.1 3 | 3.2 113 | 3.3 12223 | 3.4 11222233 | 3.5 11122333 | 3.6 3 | 3.7 22333
4.1 12233 | 4.2 23333 | 4.3 22 | 4.4 1222
5.1 2 | 5.2 112333 | 5.3 113 | 5.4 222
6.1 122 | 6.2 111111112222 | 6.3 11223333 | 6.4 112233 | 6.5 22222333 | 6.6 2223 | 6.7 33 | 6.8 2222
7.1 222 | 7.2 1111 | 7.3 22 | 7.4 11222 | 7.5 223 | 7.6 22
8.1 1233 | 8.2 1123 | 8.3 133 | 8.4 23
9.1 111 | 9.2 1222
10.1 22 | 10.2 223 | 10.3 22223 | 10.4 1111122222233333 | 10.5 22222 | 10.6 22 | 10.7 222
11.1 2233 | 11.2 22233 | 11.3 11233 | 11.4 1222 | 11.5 23 | 11.6 23 | 11.7 33
12.1 12233 | 12.2 11 | 12.3 22223
13.1 2333 | 13.2 222223 | 13.3 2233 | 13.4 1222233
14.1 22 | 14.2 12223333 | 14.3 122
15.1 12233 | 15.2 12233 | 15.3 1222222 | 15.4 3333
16.1 2 | 16.2 22222 | 16.3 2222 | 16.4 222 | 16.5 2223
17.1 23 | 17.2 22223333 | 17.3 22
"""
EVERY = asvs.requirements()


def wanted() -> dict[str, int]:
    """Number and level of each requirement of the standard."""
    sections = (
        one.split() for line in LEVELS.split("\n") for one in line.split("|") if one.strip()
    )
    return {
        f"{section}.{n}": int(level)
        for section, levels in sections
        for n, level in enumerate(levels, 1)
    }


@functools.cache
def held_in(path: str) -> frozenset[str]:
    """The tests of a file, by its tree: nothing is run."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_the_list_is_the_standard_s() -> None:
    levels = list(wanted().values())
    assert (levels.count(1), levels.count(2), levels.count(3)) == (70, 183, 92)


def test_every_requirement_of_both_levels_is_there_once() -> None:
    numbers = [one.number for one in EVERY]
    assert len(numbers) == len(set(numbers))
    assert {one.number: one.level for one in EVERY} == {
        number: level for number, level in wanted().items() if level < 3
    }
    assert all(one.chapter.split()[0] == f"V{one.number.split('.')[0]}" for one in EVERY)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.number)
def test_each_says_how_it_stands_and_names_tests_that_are_there(one: asvs.Requirement) -> None:
    assert one.status in asvs.STATUSES
    assert one.about
    assert one.how
    for test in one.tests:
        path, _, name = test.partition("::")
        assert name in held_in(path), f"there is no {test}"
    if one.status in {"met", "set up"}:
        assert one.tests
    if one.status == "not met":
        assert "since" in one.how
