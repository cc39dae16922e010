"""Who is who across cases: what a co-ordinator is shown, says, and can take back.

Only records alike are shown, never joined by the service: twins and namesakes are not one person.
"""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from saferboard.core.casework.access import may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.marac.persons import persons
from saferboard.core.faults import refuse
from saferboard.web.casework.lock import reading, rows
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.marac.models import Link, Party
from saferboard.web.casework.people.deciding import linked


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
    """Somebody in another case who may be a party of this one, and what is the same."""

    party: Party
    other: Party
    because: str


def alike(key: Key, parties: Iterable[Party]) -> list[Alike]:
    """For each party those of other cases, open to the reader, with its name or date of birth."""
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
    found = []
    for other in _open_to(key, others):
        for one in mine:
            because = _same(one, other)
            if because and one.person != other.person:
                found.append(Alike(one, other, because))
    return found


def _open_to(key: Key, parties: Iterable[Party]) -> list[Party]:
    """Those of some parties whose class an agreement with the holder of their case shares."""
    rows = list(parties)
    seen = reading.cases({one.case_id: one.case for one in rows}.values(), key.on)
    return [
        one for one in rows if may(key.reader, seen[one.case_id], FieldClass(one.field), key.on)
    ]


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


@transaction.atomic
def join(*, by: Opened, party: Party, other: Party) -> Link:
    """Say that two records are one person, and with them all who are one with either.

    Refused for whoever does not co-ordinate.
    """
    _co_ordinates(by)
    known = by.key.cases().filter(pk=other.case_id).exists() and _open_to(by.key, [other])
    if party.case_id != by.case.pk or not known:
        raise refuse(
            "these are not two records that you may join",
            where="people",
            expected="somebody of this case and somebody of another",
            remedy="choose from those shown",
        )
    # Who is one with them may stand in a case that this co-ordinator may not see.
    with rows.service("linking"):
        _one_at_a_time()
        row = Link.objects.create(
            case=by.case, party=party, other=other, at=by.key.on, by=by.key.by
        )
        moved = _told_anew(row)
    by.key.note("people linked", f"case {by.case}", link=row.pk, records=moved)
    return row


@transaction.atomic
def part(*, by: Opened, link: int) -> None:
    """Take a link back: whoever it alone had joined are again as they were."""
    _co_ordinates(by)
    with rows.service("linking"):
        _one_at_a_time()
        row = Link.objects.filter(pk=link, case=by.case, undone__isnull=True).first()
        if row is not None:
            row.undone, row.undone_by = by.key.on, by.key.by
            row.save()
            moved = _told_anew(row)
    if row is None:
        raise refuse(
            "there is no such link in this case",
            where="people",
            expected="a link that stands",
            remedy="open the page again: somebody may have taken it back",
        )
    by.key.note("people no longer linked", f"case {by.case}", link=row.pk, records=moved)


def _one_at_a_time() -> None:
    """Whoever links or takes a link back waits for the first record of all: who is who hangs
    together."""
    Party.objects.select_for_update().order_by("pk").first()


def decided(a: int, b: int) -> None:
    """People decided of two records of all cases: who is who here follows. Under their duty."""
    _one_at_a_time()
    _work_out(Party.objects.filter(recorded__in=(a, b)).values("person"))


def _told_anew(link: Link) -> int:
    """Who everybody is who was, or now is, one with either end of a link. How many moved."""
    return _work_out(Party.objects.filter(pk__in=(link.party_id, link.other_id)).values("person"))


def _work_out(people: QuerySet) -> int:
    """Work out anew who is one, by our own links and by what was decided of people's records."""
    held = {row.pk: row for row in Party.objects.filter(person__in=people)}
    standing = Link.objects.filter(party__in=held, other__in=held, undone__isnull=True)
    of_record = {row.recorded_id: pk for pk, row in held.items() if row.recorded_id}
    joined = [
        (of_record[one], of_record[other])
        for one, other in linked(of_record)
        if one in of_record and other in of_record
    ]
    found = persons(held, [*standing.values_list("party", "other"), *joined])
    moving = []
    for pk, row in held.items():
        if row.person != held[found[pk]].record:
            row.person = held[found[pk]].record
            moving.append(row)
    Party.objects.bulk_update(moving, ["person"])
    return len(moving)


def links_of(by: Opened) -> list[Link]:
    """The links that stand of the parties of a case."""
    found = Link.objects.filter(case=by.case, undone__isnull=True)
    return list(found.select_related("party"))


def _co_ordinates(by: Opened) -> None:
    if not by.key.co_ordinates:
        raise refuse(
            "only the co-ordinator says who is who across agencies",
            where="role",
            expected="the MARAC co-ordinator",
            remedy="tell the co-ordinator what you know",
        )
