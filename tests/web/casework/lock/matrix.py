"""The permission matrix, as it is read from ``matrix.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

MATRIX = tomllib.loads((Path(__file__).parents[1] / "matrix.toml").read_text("utf-8"))
FACTORS = ("agency", "vetting", "agreement", "conflict")
PAGES: dict[str, dict[str, Any]] = MATRIX["pages"]
LISTS: dict[str, dict[str, Any]] = MATRIX["lists"]
WORLDS: dict[str, Mapping[str, str]] = {key: one["who"] for key, one in MATRIX["worlds"].items()}


class Way(NamedTuple):
    """How somebody stands to the case."""

    who: str
    agency: str
    vetting: str
    agreement: str
    conflict: str


def worlds_of(address: str) -> list[str]:
    """The worlds in which a page is asked for."""
    return PAGES[address].get("worlds", ["asb"])


def who(world: str) -> dict[str, dict[str, str]]:
    """Everybody of a world: those of the Board, and its roles."""
    return {**MATRIX["who"], **{name: {"role": role} for name, role in WORLDS[world].items()}}


def lines(said: list[str]) -> Iterator[tuple[Way, str]]:
    """Lines in their order, those that are named among them."""
    for line in said:
        if line.startswith("= "):
            yield from lines(MATRIX["lines"][line[2:]])
        else:
            cells = [cell.strip() for cell in line.split("|")]
            yield Way(*cells[:5]), cells[5]


KINDS = {kind: list(lines(one["lines"])) for kind, one in MATRIX["kinds"].items()}


def expected(kind: str, way: Way) -> str:
    """What the first line that fits says."""
    for line, happens in KINDS[kind]:
        if all(cell in ("*", said) for cell, said in zip(line, way, strict=True)):
            return happens
    raise LookupError(f"no line of {kind} fits {way}")


def ways(world: str, kind: str) -> Iterator[Way]:
    """Everybody in every way that the kind looks at; those of the Board stand in none."""
    looked_at = [
        MATRIX[factor] if any(line[n] != "*" for line, _ in KINDS[kind]) else MATRIX[factor][:1]
        for n, factor in enumerate(FACTORS, 1)
    ]
    for name, about in who(world).items():
        if "role" in about:
            yield from (Way(name, *factors) for factors in product(*looked_at))
        else:
            yield Way(name, *(MATRIX[factor][0] for factor in FACTORS))
