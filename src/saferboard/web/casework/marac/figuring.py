"""Figures of the MARAC: the return, the share of repeats, the year, data quality, who comes back.

Counts are of every case of the agencies that share with whoever asks, also of those that one of
them may not see, and give away nothing else. Lists of cases are of those that one may see.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from saferboard.core.casework.clocks import local_day
from saferboard.core.casework.marac import quality, quarterly
from saferboard.core.casework.marac.repeats import Returning, escalated, repeats
from saferboard.core.casework.marac.routes import Route
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.faults import refuse
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.models import Case, Membership
from saferboard.web.casework.marac.declared import CHAIR, CO_ORDINATOR, PURPOSE, settings
from saferboard.web.casework.marac.models import Kind, Party, Raised, Referral, Told
from saferboard.web.casework.marac.reading import checklist_of
from saferboard.web.casework.marac.referring import co_ordinator
from saferboard.web.casework.marac.repeating import as_values, referrals, told
from saferboard.web.directory import mail

SEES_SMALL = frozenset({CO_ORDINATOR, CHAIR})
"""Roles that see small counts."""
_YES_NO = {"yes": True, "no": False}


_TOLD = ("checklist", "judgement", "people", "characteristics")
"""The parts of a referral that figures are made of: never the account, nor how to reach anybody."""


def recorded(
    cases: QuerySet[Case], periods: Sequence[Period] | None = None
) -> list[quality.Recorded]:
    """Cases as they are recorded. Five queries, however many.

    ``periods``: only those that were heard in one of these. All are looked through for repeats.
    """
    rows_ = told(cases)
    held = as_values(rows_, cases)
    found = {one.referral.key: one.is_repeat for one in repeats(held, settings().rules)}
    here: Any = cases
    if periods is not None:
        rows_ = [row for row in rows_ if row.heard and _within(local_day(row.heard), periods)]
        here = [row.case_id for row in rows_]
    parts: dict[int, dict[str, dict]] = defaultdict(dict)
    said = Told.objects.filter(case__in=here, part__in=_TOLD).order_by("pk")
    for case, part, content in said.values_list("case_id", "part", "content"):
        parts[case][part] = content
    people: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for case, kind, born in Party.objects.filter(case__in=here).values_list(
        "case_id", "kind", "born"
    ):
        people[case].append((kind, born))
    return [
        _recorded(row, parts[row.case_id], people[row.case_id], found[row.case__reference])
        for row in rows_
    ]


def _within(day: date, periods: Sequence[Period]) -> bool:
    month = Month(day.year, day.month)
    return any(period.first <= month <= period.last for period in periods)


def _recorded(
    row: Any, parts: dict[str, dict], people: list[tuple[str, date | None]], is_repeat: bool
) -> quality.Recorded:
    checklist = checklist_of(parts.get("checklist"))
    said = parts.get("characteristics", {})
    victim = next((born for kind, born in people if kind == Kind.VICTIM), None)
    children = parts.get("people", {}).get("has_children", "")
    sex = said.get("sex", "")
    return quality.Recorded(
        key=row.case__reference,
        referred=row.on,
        met_on=local_day(row.heard) if row.heard else None,
        referred_by=row.referred_by__name,
        repeat=row.repeat,
        found_repeat=is_repeat,
        routes=frozenset(Route(one) for one in row.routes),
        dash=checklist.counts.yes if checklist else None,
        judged=bool(parts.get("judgement", {}).get("judgement")),
        children=_children(children, people),
        minority_ethnic=_YES_NO.get(said.get("ethnicity", "")),
        lgbt=_YES_NO.get(said.get("orientation", "")),
        disabled=_YES_NO.get(said.get("disability", "")),
        male_victim={"male": True, "female": False, "other": False}.get(sex),
        victim_age=_age(victim, row.on),
        perpetrator_ages=tuple(
            _age(born, row.on) for kind, born in people if kind == Kind.PERPETRATOR
        ),
    )


def _children(said: str, people: list[tuple[str, date | None]]) -> int | None:
    listed = sum(kind == Kind.CHILD for kind, _ in people)
    return listed if listed or said == "none" else None


def _age(born: date | None, on: date) -> int | None:
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def quarters(on: date) -> list[Period]:
    """Those whose returns are shown on a day: the present one and the four before, newest first."""
    start = on.year if on.month >= 4 else on.year - 1
    now = Period.of_quarter(start, (on.month - 4) % 12 // 3 + 1)
    return [now.shifted(-3 * back) for back in range(5)]


def needed(cases: Collection[int], on: date) -> dict[int, str]:
    """Cases that the returns of a day count with: heard in them, or why another is a repeat."""
    oldest = quarters(on)[-1].first
    reach = max(rule.months for rule in settings().rules)
    found = {}
    rows_ = Referral.objects.filter(case__in=cases).values_list("case_id", "on", "heard")
    for case, referred, heard in rows_:
        day = local_day(heard) if heard else referred
        if Month(day.year, day.month).plus(reach) >= oldest:
            found[case] = "the quarterly return still counts with it"
    return found


def erased(by: Key) -> int:
    """How many cases of the returns that are shown say nothing any more. For counts alone."""
    periods = quarters(local_day(by.on))
    with rows.service("counts"):
        found = Referral.objects.filter(
            case__purpose=PURPOSE, case__holder__in=by.holders, case__erased__isnull=False
        )
        return sum(
            _within(local_day(heard), periods)
            for heard in found.values_list("heard", flat=True)
            if heard
        )


def returns(by: Key, periods: list[Period]) -> list[quarterly.Return]:
    """The returns of quarters, of every case. For counts alone."""
    with rows.service("counts"):
        every = Case.objects.filter(purpose=PURPOSE, holder__in=by.holders)
        heard = quality.heard(recorded(every, periods))
    return [quarterly.returned(heard, period) for period in periods]


def sees_small(by: Key) -> bool:
    """Whether small counts are shown to them."""
    return bool(by.roles & SEES_SMALL)


def seen(by: Key) -> list[quality.Recorded]:
    """The cases that one may see, as they are recorded; not those that say nothing any more."""
    return recorded(by.cases().filter(erased=None))


@dataclass(frozen=True, slots=True)
class Again:
    """A pair that came back: how often, and the references of its cases, the last one first."""

    repeats: int
    cases: tuple[str, ...]
    several: bool
    raised: datetime | None


def coming_back(by: Key) -> list[Again]:
    """Who comes back again and again, by references and never by names.

    ``several`` says whether the partnership's number is reached; it has set none by default.
    """
    held = referrals(by.cases())
    several = settings().several
    raised = {
        row.case.reference: row.at
        for row in Raised.objects.filter(case__in=by.cases()).select_related("case")
    }
    found = []
    for pair in escalated(held, 2 if several is None else min(several, 2), settings().rules):
        cases = _cases_of(pair, held)
        reached = several is not None and pair.repeats >= several
        found.append(Again(pair.repeats, cases, reached, raised.get(cases[0])))
    return sorted(found, key=lambda one: (-one.repeats, one.cases))


def _cases_of(pair: Returning, held: list) -> tuple[str, ...]:
    mine = [one for one in held if (pair.victim, pair.perpetrator) in one.pairs]
    return tuple(one.key for one in sorted(mine, key=lambda one: (one.on, one.key), reverse=True))


@transaction.atomic
def raise_to_managers(*, by: Opened) -> Raised:
    """Tell managers that a pair came back several times: an e-mail that names nobody, on record."""
    co_ordinator(by)
    pair = next((one for one in coming_back(by.key) if one.cases[0] == by.case.reference), None)
    if pair is None or not pair.several:
        raise refuse(
            "this is not the last case of a pair that came back several times",
            where="repeats",
            expected="as many repeats as the partnership set",
            remedy="set 'several' in casework/marac.toml, or choose another case",
        )
    managers = Membership.objects.filter(
        role=settings().managers, since__lte=by.key.on, user__is_active=True
    ).exclude(until__lte=by.key.on)
    addresses = sorted(set(managers.values_list("user__email", flat=True)))
    mail.queue(
        by=by.key.by,
        to=addresses,
        subject="A case came back several times",
        text="The co-ordinator asks managers to look at a case that came back several times.\n\n"
        "Sign in and enter casework to see which. This message names nobody.",
        link_path="/cases/marac/returning/",
    )
    row = Raised.objects.create(
        case=by.case, repeats=pair.repeats, told=len(addresses), at=by.key.on, by=by.key.by
    )
    by.key.note("marac raised to managers", f"case {by.case}", repeats=pair.repeats)
    return row
