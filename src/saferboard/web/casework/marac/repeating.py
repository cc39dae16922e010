"""Referrals as the values that the rule of repeats asks for, with as many queries however many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from saferboard.core.casework.clocks import local_day
from saferboard.core.casework.marac.repeats import (
    Found,
    found_by_itself,
    repeat_of,
)
from saferboard.core.casework.marac.repeats import Referral as CoreReferral
from saferboard.core.casework.marac.transfers import Earlier as CoreEarlier
from saferboard.core.casework.marac.transfers import brought
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.declared import settings
from saferboard.web.casework.marac.models import Earlier, Kind, Party, Referral

Some = Iterable[int] | QuerySet[Case]


def told(cases: Some) -> list[Any]:
    """The referrals of cases as they are stored. Rows and no models: a year holds thousands."""
    columns = ("case_id", "case__reference", "on", "criminal", "heard", "came_from", "repeat",
               "routes", "referred_by__key", "referred_by__name")  # fmt: skip
    found = Referral.objects.filter(case__in=cases).order_by("pk")
    return list(found.values_list(*columns, named=True))


def referrals(cases: Some, *, by_records: bool = False) -> list[CoreReferral]:
    """The referrals of cases, those that other MARACs had before them too. Three queries.

    ``by_records``: by the names and dates of birth that each agency gave, whatever was linked.
    """
    return as_values(told(cases), cases, by_records=by_records)


def as_values(rows: list[Any], cases: Some, *, by_records: bool = False) -> list[CoreReferral]:
    """Stored referrals of some cases as the rule asks for them. Two queries."""
    people: dict[int, list[tuple[str, str]]] = defaultdict(list)
    columns = ("case_id", "kind", "person", "sought", "born")
    parties = Party.objects.filter(case__in=cases).exclude(kind=Kind.CHILD).order_by("pk")
    for case, kind, person, sought, born in parties.values_list(*columns):
        people[case].append((kind, f"{sought}, {born}" if by_records else person))
    before: dict[int, list[CoreEarlier]] = defaultdict(list)
    others = Earlier.objects.filter(case__in=cases)
    for case, on, criminal, meeting in others.values_list("case_id", "on", "criminal", "meeting"):
        before[case].append(CoreEarlier(on, criminal, meeting))
    found: list[CoreReferral] = []
    for row in rows:
        one = _referral(row, people[row.case_id])
        found += brought(one, before[row.case_id], row.came_from)
    return found


def _referral(row: Any, people: list[tuple[str, str]]) -> CoreReferral:
    victims = (who for kind, who in people if kind == Kind.VICTIM)
    return CoreReferral(
        key=row.case__reference,
        victim=next(victims, f"case {row.case_id}"),
        perpetrators=frozenset(who for kind, who in people if kind == Kind.PERPETRATOR),
        on=row.on,
        criminal=row.criminal,
        meeting=local_day(row.heard) if row.heard else None,
        agency=row.referred_by__key,
    )


def found_of(by: Opened) -> Found:
    """What is found of a case's referral, across agencies: for the co-ordinator alone."""
    persons = Party.objects.filter(case=by.case, kind=Kind.VICTIM).values("person")
    same = Party.objects.filter(kind=Kind.VICTIM, person__in=persons).values("case")
    others = referrals(by.key.cases().filter(pk__in=same))
    return _of(by.case, others, None)


def found_alone(by: Opened) -> Found:
    """What the referring agency may be told of its own referral: from its own referrals alone."""
    mine = Referral.objects.filter(referred_by=by.key.agency).values("case")
    others = referrals(by.key.cases().filter(pk__in=mine), by_records=True)
    return _of(by.case, others, by.key.agency.key)


def _of(case: Case, held: list[CoreReferral], agency: str | None) -> Found:
    new = next(one for one in held if one.key == case.reference)
    others = [one for one in held if one.key != case.reference]
    rules = settings().rules
    if agency is None:
        return repeat_of(new, others, rules)
    return found_by_itself(replace(new, agency=agency), others, rules)


def same_again(key: Key, victims: Iterable[Party]) -> list[Case]:
    """Open cases that the agency itself brought of a victim of the same name and date of birth."""
    found: set[int] = set()
    for victim in victims:
        found |= set(
            Party.objects.filter(
                kind=Kind.VICTIM, sought=victim.sought, born=victim.born, case__in=key.cases()
            )
            .exclude(sought="")
            .values_list("case", flat=True)
        )
    mine = Referral.objects.filter(referred_by=key.agency, case__in=found).values("case")
    return list(key.cases().filter(pk__in=mine, closed__isnull=True))
