"""Small partnerships with known small counts, and an attacker who has only what is published."""

import json
import random
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.directory.populations import Population, Populations
from saferboard.core.evidence.assessing import Counted
from saferboard.core.evidence.measures import Better, Kind, Measure, Outcome, Polarity
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import RELEASE, Release
from saferboard.core.evidence.releasing import Held, build
from saferboard.core.partnership import Partnership, PeerSet

FORCE, COUNTY, CITY = "E23000001", "E10000001", "E06000001"
DISTRICTS = ("E07000001", "E07000002", "E07000003")
LEAVES = (*DISTRICTS, CITY)
MEMBERS = {FORCE: LEAVES, COUNTY: DISTRICTS, **{leaf: (leaf,) for leaf in LEAVES}}
CATEGORIES = ("burglary", "drugs", "robbery")
PERSONS = {"E07000001": 9_000, "E07000002": 21_000, "E07000003": 30_000, CITY: 80_000}
UP_TO = 4
Key = tuple[str, str, int]
World = dict[Key, int]


def base(key: str, *counts: str) -> Measure:
    return Measure(
        key=key,
        name=key.capitalize(),
        outcome="crime",
        kind=Kind.RATE,
        unit="per 1,000 people",
        source="made up",
        definition="Made up.",
        polarity=(Polarity(Month(2010, 4), Better.LOWER),),
        counts=counts,
        per=1000,
        peers="districts",
    )


TOTAL = base("total", "*")
SINGLE = tuple(base(name, name) for name in CATEGORIES)
THEFTS = base("acquisitive", "burglary", "robbery")
SHARE = replace(base("robbery_share", "robbery"), kind=Kind.PROPORTION, unit="%", per=1, peers=None)


def partnership(
    measures: tuple[Measure, ...], observations: tuple[Observation, ...] = ()
) -> Partnership:
    areas = [
        Area(FORCE, "Mercia", AreaKind.FORCE),
        Area(COUNTY, "Mercia", AreaKind.COUNTY, FORCE),
        Area(CITY, "Stoke", AreaKind.UNITARY, FORCE),
        *(Area(code, f"District {code[-1]}", AreaKind.DISTRICT, COUNTY) for code in DISTRICTS),
    ]
    return Partnership(
        name="Mercia",
        board="Mercia Board",
        area=COUNTY,
        force="mercia",
        attribution="Made up for tests.",
        areas=Areas(areas),
        populations=Populations([Population(c, 2020, "all", n, "x") for c, n in PERSONS.items()]),
        organisations=(),
        bodies=(),
        posts=(),
        outcomes=(Outcome("crime", "Less crime"),),
        measures=measures,
        peer_sets=(PeerSet("districts", "the districts", DISTRICTS, "made up"),),
        observations=observations,
        printed=(),
        monthly=(),
    )


def world(seed: int, months: int) -> World:
    """Events by category, district and month: many small, some none, some many."""
    chance = random.Random(seed)
    level = {(k, a): chance.choice((0.3, 1, 3, 12, 60)) for k in CATEGORIES for a in LEAVES}
    return {
        (k, a, t): max(0, round(chance.gauss(level[k, a], level[k, a] ** 0.5)))
        for k in CATEGORIES
        for a in LEAVES
        for t in range(months)
    }


def takes(measure: Measure) -> tuple[str, ...]:
    return tuple(k for k in CATEGORIES if measure.takes(k))


def released(
    events: World,
    measures: tuple[Measure, ...],
    first: Month,
    quarter: Period,
    observations: tuple[Observation, ...] = (),
) -> Release:
    """The whole release of a quarter, from all months up to its end and these returns."""
    held = {}
    for measure in (m for m in measures if m.is_counted):
        for area, leaves in MEMBERS.items():
            months = range(quarter.last.since(first) + 1)
            counts = {
                first.plus(t): sum(events[k, a, t] for k in takes(measure) for a in leaves)
                for t in months
            }
            whole = {
                first.plus(t): sum(events[k, a, t] for k in CATEGORIES for a in leaves)
                for t in months
            }
            held[measure.key, area] = Counted(counts, whole)
    last = quarter.last.plus(1)
    return build(
        partnership(measures, observations),
        Held(held, 0, ()),
        quarter,
        known_by=date(last.year, last.month, 20),
        made_on=date(last.year, last.month, 20),
        code_version="0",
    )


@dataclass(frozen=True)
class Sum:
    """A count over categories, districts and months."""

    categories: tuple[str, ...]
    leaves: tuple[str, ...]
    months: tuple[int, ...]

    def of(self, events: World) -> int:
        return sum(
            events[k, a, t] for k in self.categories for a in self.leaves for t in self.months
        )


def positions(
    release: Release, measures: tuple[Measure, ...], first: Month
) -> Iterator[tuple[Measure, str, Sum, str, Month]]:
    """Every count that a whole release gives: months, and the twelve months to each."""
    for measure in measures:
        for area, leaves in MEMBERS.items():
            for t in range(release.quarter.last.since(first) + 1):
                one = Sum(takes(measure), leaves, (t,))
                yield measure, area, one, "events", first.plus(t)
                if t >= 11:
                    year = Sum(takes(measure), leaves, tuple(range(t - 11, t + 1)))
                    yield measure, area, year, "rolling", first.plus(t)


class Attacker:
    """Puts together everything given and asks for the least and the most that a count can be."""

    def __init__(self, months: int) -> None:
        self._at = {
            (k, a, t): n
            for n, (k, a, t) in enumerate(
                (k, a, t) for k in CATEGORIES for a in LEAVES for t in range(months)
            )
        }
        self._rows: dict[Sum, float] = {}

    def copy(self) -> "Attacker":
        """Another who knows what this one knows now."""
        other = copy(self)
        other._rows = dict(self._rows)
        return other

    def learns(self, known: Iterable[tuple[Sum, int]]) -> None:
        self._rows |= dict(known)

    def _row(self, what: Sum) -> list[int]:
        return [
            self._at[k, a, t] for k in what.categories for a in what.leaves for t in what.months
        ]

    def bounds(self, what: Sum) -> tuple[int, float]:
        """The least and the most that a count can be, counts being whole and not negative."""
        rows, columns = [], []
        for n, known in enumerate(self._rows):
            at = self._row(known)
            rows += [n] * len(at)
            columns += at
        counts = np.array(list(self._rows.values()), dtype=float)
        size = (len(self._rows), len(self._at))
        rules = LinearConstraint(
            coo_array((np.ones(len(rows)), (rows, columns)), size).tocsc(), counts, counts
        )
        goal = np.zeros(len(self._at))
        goal[self._row(what)] = 1
        whole = np.ones(len(self._at))
        low = milp(goal, constraints=rules, integrality=whole, bounds=Bounds(0))
        high = milp(-goal, constraints=rules, integrality=whole, bounds=Bounds(0))
        assert low.status == 0, low.message
        return round(low.fun), round(-high.fun) if high.status == 0 else inf


def told(public: Release, measures: tuple[Measure, ...], first: Month) -> Iterator[tuple[Sum, int]]:
    """What a reader with a calculator has of a public release: counts, from whatever gives them."""
    by_key = {m.key: m for m in measures}
    for a in json.loads(RELEASE.dump_json(public))["assessments"]:
        yield from _of_series(a, by_key[a["measure"]], first)
        yield from _of_figures(a, by_key[a["measure"]], first)


def _of_series(a: dict[str, Any], measure: Measure, first: Month) -> Iterator[tuple[Sum, int]]:
    leaves = MEMBERS[a["area"]]
    for r in a["series"]:
        t = Month(**r["month"]).since(first)
        if r["events"] is not None:
            yield Sum(takes(measure), leaves, (t,)), r["events"]
        if r["over"] is not None and measure.kind is Kind.PROPORTION:
            yield Sum(CATEGORIES, leaves, (t,)), r["over"]
        if r["rolling"] is not None and measure.kind is Kind.RATE:
            events = round(r["rolling"] * sum(PERSONS[leaf] for leaf in leaves) / 1000)
            yield Sum(takes(measure), leaves, tuple(range(t - 11, t + 1))), events


def _of_figures(a: dict[str, Any], measure: Measure, first: Month) -> Iterator[tuple[Sum, int]]:
    leaves = MEMBERS[a["area"]]
    for period, figure in ((a["period"], a["figure"]), (a["previous_period"], a["previous"])):
        if figure["state"] != "number":
            continue
        end = Month(**period["last"]).since(first)
        year = tuple(range(end - 11, end + 1))
        yield Sum(takes(measure), leaves, year), figure["numerator"]
        if measure.kind is Kind.PROPORTION:
            yield Sum(CATEGORIES, leaves, year), figure["denominator"]
