"""Who is who across cases: what a co-ordinator is shown, and what follows once it is decided.

It is decided in one place, among the people of all cases. Only records alike are shown here, never
joined by the service: twins and namesakes are not one person.
"""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from saferboard.core.casework.access import may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.people.linking import persons
from saferboard.web.casework.lock import reading
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.marac.models import Party
from saferboard.web.casework.people import queries
from saferboard.web.casework.people.deciding import around, as_decision
from saferboard.web.casework.people.models import PairDecision
from saferboard.web.casework.people.reading import key as key_of


def sought(name: str) -> str:
    """A name as it is looked for: without accents and case, its words in the order of letters."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(
        letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter)
    )
    return " ".join(sorted(words.split()))[:200]


def new_record() -> str:
    """A key for a record: of a person who is not yet said to be anybody else."""
    return f"record-{secrets.token_hex(12)}"


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody in another case who may be a party of this one, and what is the same.

    Decided of where the people of all cases are, if both have a record there.
    """

    party: Party
    other: Party
    because: str

    @property
    def decidable(self) -> bool:
        """Whether both have a record among the people of all cases."""
        return bool(self.party.recorded_id and self.other.recorded_id)


def alike(
    key: Key, parties: Iterable[Party], decisions: Iterable[PairDecision] = ()
) -> list[Alike]:
    """For each party those of other cases, open to the reader, with its name or date of birth.

    Without those of whom it is decided that they are, or are not, one person.
    """
    mine = [one for one in parties if one.kind != "child"]
    if not mine:
        return []
    names = {one.sought for one in mine} - {""}
    days = {one.born for one in mine} - {None}
    others = (
        Party.objects.filter(Q(sought__in=names) | Q(born__in=days), case__in=key.cases())
        .exclude(case=mine[0].case_id)
        .exclude(kind="child")
        .select_related("case__holder")
    )
    settled = {frozenset((one.a_id, one.b_id)) for one in decisions}
    found = []
    for other in _open_to(key, others):
        for one in mine:
            because = _same(one, other)
            if because and one.person != other.person and not _settled(one, other, settled):
                found.append(Alike(one, other, because))
    return found


def _open_to(key: Key, parties: Iterable[Party]) -> list[Party]:
    """Those of some parties whose class an agreement with the holder of their case shares."""
    rows = list(parties)
    seen = reading.cases({one.case_id: one.case for one in rows}.values(), key.on)
    return [
        one for one in rows if may(key.reader, seen[one.case_id], FieldClass(one.field), key.on)
    ]


def _settled(one: Party, other: Party, settled: set[frozenset[int]]) -> bool:
    return frozenset((one.recorded_id, other.recorded_id)) in settled


def _same(one: Party, other: Party) -> str:
    name = bool(one.sought) and one.sought == other.sought
    born = one.born is not None and one.born == other.born
    if name and born:
        return "same name and date of birth"
    if name:
        return "same name, and not the same date of birth: a namesake?"
    if born:
        return "same date of birth, and another name: an alias, a twin, or nobody they know?"
    return ""


def decided_of(by: Opened) -> list[PairDecision]:
    """What was decided, and stands, of people of a case with people of others."""
    here = Q(a__case=by.case) | Q(b__case=by.case)
    return list(queries.decided(by.key).filter(here).select_related("agency"))


def decided(records: frozenset[int]) -> None:
    """It changed who is who among records of all cases: who is who here follows.

    Under the duty of linking. A party whose record was removed is nobody else any more.
    """
    # Whoever decides waits for the first record of all: who is who hangs together.
    Party.objects.select_for_update().order_by("pk").first()
    told = Party.objects.filter(recorded__in=records).values("person")
    held = list(Party.objects.filter(Q(person__in=told) | Q(recorded__in=records)).order_by("pk"))
    who = persons(map(as_decision, around(row.recorded_id for row in held if row.recorded_id)))
    first: dict[frozenset[str], str] = {}
    moving = []
    for row in held:
        group = who.with_(key_of(row.recorded_id)) if row.recorded_id else frozenset((row.record,))
        person = first.setdefault(group, row.record)
        if row.person != person:
            row.person = person
            moving.append(row)
    Party.objects.bulk_update(moving, ["person"])
