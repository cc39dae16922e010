"""Referrals as the values that the rule of repeats asks for, with as many queries however many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

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


def referrals(
    cases: Iterable[int] | QuerySet[Case], *, by_records: bool = False
) -> list[CoreReferral]:
    """The referrals of cases, those that other MARACs had before them too. Three queries.

    ``by_records``: by the names and dates of birth that each agency gave, whatever was linked.
    """
    rows = list(
        Referral.objects.filter(case__in=cases).select_related("case", "referred_by").order_by("pk")
    )
    keys = [row.case_id for row in rows]
    people: dict[int, list[Party]] = defaultdict(list)
    for party in Party.objects.filter(case__in=keys).exclude(kind=Kind.CHILD):
        people[party.case_id].append(party)
    before: dict[int, list[Earlier]] = defaultdict(list)
    for earlier in Earlier.objects.filter(case__in=keys):
        before[earlier.case_id].append(earlier)
    found: list[CoreReferral] = []
    for row in rows:
        one = _referral(row, people[row.case_id], by_records)
        found += _brought(row, one, before[row.case_id])
    return found


def _referral(row: Referral, people: list[Party], by_records: bool) -> CoreReferral:
    def who(party: Party) -> str:
        return f"{party.sought}, {party.born}" if by_records else party.person

    victim = next((who(one) for one in people if one.kind == Kind.VICTIM), f"case {row.case_id}")
    return CoreReferral(
        key=row.case.reference,
        victim=victim,
        perpetrators=frozenset(who(one) for one in people if one.kind == Kind.PERPETRATOR),
        on=row.on,
        criminal=row.criminal,
        meeting=local_day(row.heard) if row.heard else None,
        agency=row.referred_by.key,
    )


def _brought(row: Referral, one: CoreReferral, earlier: list[Earlier]) -> tuple[CoreReferral, ...]:
    held = [CoreEarlier(each.on, each.criminal, each.meeting) for each in earlier]
    return brought(one, held, row.came_from)


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
