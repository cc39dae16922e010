"""The one way in for counts of cases. Nothing else of casework comes here, and nothing goes back.

Small counts are kept back before anything is stored, whoever sends them. What is left is a return
like any other: somebody accepts it before it becomes evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from saferboard.core.evidence.assessing import estimated
from saferboard.core.evidence.disclosure.outgoing import REASON, Counted, kept_back
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.returns import Line
from saferboard.core.evidence.two_sources import Overlap
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.core.partnership import Partnership
from saferboard.engines.tables.returns import load_overlaps
from saferboard.engines.tables.store import Store
from saferboard.web.audit.actions import record
from saferboard.web.directory.models import Post
from saferboard.web.evidence.returns import actions, queries
from saferboard.web.evidence.returns.actions import WAIT
from saferboard.web.evidence.returns.models import Sent


@dataclass(frozen=True, slots=True)
class Told:
    """What would be handed over: a line for each count, and those that are kept back."""

    lines: tuple[Line, ...]
    kept_back: frozenset[Counted]


def tell(counts: Sequence[Counted]) -> Told:
    """What is told of the counts. Refused for a measure or an area that takes none."""
    found = _declared()
    measures = {measure.key: measure for measure in found.measures if measure.duty is not None}
    faults = [fault for one in counts for fault in _faults(one, measures)]
    if faults:
        raise Refused(*faults)
    wholes = {area.code: area.parent for area in found.areas if area.parent is not None}
    up_to = {key: measure.suppress_to for key, measure in measures.items()}
    back = kept_back(counts, up_to, wholes)
    lines = (
        Line(one.measure, one.area, one.period,
             Suppressed(REASON) if one in back else _figure(one, measures[one.measure], found))
        for one in counts
    )  # fmt: skip
    return Told(tuple(lines), back)


@transaction.atomic
def take(*, by: str, counts: Sequence[Counted], key: str) -> list[Sent]:
    """Hand the counts over as returns of the posts that owe them, one for each post.

    ``key`` is the form's own: what is sent twice is stored once.
    """
    told = tell(counts)
    by_post: dict[str, list[Line]] = {}
    owed = {m.key: m.duty.by for m in _declared().measures if m.duty is not None}
    for line in told.lines:
        by_post.setdefault(owed[line.measure], []).append(line)
    posts = {post.key: post for post in Post.objects.filter(key__in=by_post)}
    if missing := sorted(by_post.keys() - posts.keys()):
        raise refuse(
            f"there is no post '{missing[0]}'",
            where="returned_by",
            expected="a post of the partnership that owes the measure's figures",
            remedy="load the partnership's folder, or correct the measure",
        )
    return [
        actions.send(by=by, post=posts[post], lines=lines, key=f"{key}-{post}"[:64])
        for post, lines in sorted(by_post.items())
    ]


@transaction.atomic
def take_overlaps(*, by: str, key: str, overlaps: Sequence[Overlap]) -> int:
    """Take what casework measured of two sources that share incidents; how many were taken.

    A share with its limits, and nothing of any incident. Those of the same key are replaced.
    """
    record(by=by, action="overlaps taken", object=f"overlaps {key}", overlaps=len(overlaps))
    load_overlaps(Store(settings.HOME), f"{key}.json", overlaps, wait=WAIT)
    return len(overlaps)


def _declared() -> Partnership:
    found = queries.declared()
    if found is None:
        raise refuse(
            "no partnership is loaded",
            where="evidence",
            expected="measures that take counts",
            remedy="run saferboard load partnership",
        )
    return found


def _faults(one: Counted, measures: dict[str, Measure]) -> list[Fault]:
    measure = measures.get(one.measure)
    duty = measure.duty if measure else None
    if duty is None:
        return [_fault(f"the measure '{one.measure}' takes no returns", one, "a returned measure")]
    faults = []
    if one.area not in duty.areas:
        faults.append(_fault(f"{one.area} is not asked for", one, ", ".join(duty.areas)))
    if (measure and measure.kind is Kind.PROPORTION) != (one.of is not None):
        faults.append(_fault("the count does not fit", one, "a share of something, or a count"))
    return faults


def _fault(what: str, one: Counted, expected: str) -> Fault:
    where = f"{one.measure}, {one.area}, {one.period.words}"
    return Fault(what, where, expected, "correct what is counted; nothing was handed over")


def _figure(one: Counted, measure: Measure, found: Partnership) -> Figure:
    """The count in the measure's unit, with limits."""
    if measure.kind is Kind.PROPORTION:
        if not one.of:
            return Missing("there was nothing to take a share of")
        return estimated(measure, one.count, one.of)
    if measure.kind is Kind.COUNT:
        return Number(one.count)
    people = queries.people_of(found, one.area, one.period)
    if people is None:
        return Missing("no population is held for this area")
    return estimated(measure, one.count, people)


def small(measure: str) -> int:
    """Up to how many is a small count of a measure, as the partnership declares it.

    Refused for a measure that it does not declare: nothing is told by a line of our own.
    """
    row = next((one for one in _declared().measures if one.key == measure), None)
    if row is None:
        raise refuse(
            f"there is no measure '{measure}'",
            where="measure",
            expected="a measure of the partnership, which says what is a small count",
            remedy="declare it in measures.toml, or correct who names it",
        )
    return row.suppress_to


@dataclass(frozen=True, slots=True)
class Asked:
    """What a measure asks for: its newest complete term, and what each of its areas is made of.

    ``areas`` are codes with the name and the codes of the districts and unitaries within.
    """

    measure: Measure
    period: Period
    areas: Mapping[str, tuple[str, frozenset[str]]]


def asked(measure: str, today: date) -> Asked:
    """What is asked of a measure on a day. Refused for one that takes no returns."""
    found = _declared()
    row = next((one for one in found.measures if one.key == measure), None)
    duty = row.duty if row else None
    if row is None or duty is None:
        raise refuse(
            f"the measure '{measure}' takes no returns",
            where="measure",
            expected="a measure with returned_by and returned_since",
            remedy="declare both in measures.toml",
        )
    terms = list(duty.terms(today))
    if not terms:
        raise refuse(
            f"no term of the measure '{measure}' is over",
            where="measure",
            expected=f"a day after the first term since {duty.since.words}",
            remedy="hand the counts over when it is",
        )
    areas = {
        code: (found.areas[code].name, frozenset(leaf.code for leaf in found.areas.leaves(code)))
        for code in duty.areas
    }
    return Asked(row, duty.covers(terms[-1]), areas)
