"""Who is who across cases: what a co-ordinator is shown, says, and can take back.

Only records alike are shown, never joined by the service: twins and namesakes are not one person.
"""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from saferboard.core.faults import refuse
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.marac.models import Link, Party


def sought(name: str) -> str:
    """A name as it is looked for: without accents and case, its words in the order of letters."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(
        letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter)
    )
    return " ".join(sorted(words.split()))[:200]


def new_person() -> str:
    """A key for somebody who is not yet said to be anybody else."""
    return f"person-{secrets.token_hex(12)}"


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
        .select_related("case")
    )
    found = []
    for other in others:
        for one in mine:
            because = _same(one, other)
            if because and one.person != other.person:
                found.append(Alike(one, other, because))
    return found


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
def join(*, by: Opened, party: Party, other: Party) -> str:
    """Say that two records are one person; all who were one with the first move with it.

    Gives the batch, by which it is undone. Refused for whoever does not co-ordinate.
    """
    _co_ordinates(by)
    if party.case_id != by.case.pk or not by.key.cases().filter(pk=other.case_id).exists():
        raise refuse(
            "these are not two records that you may join",
            where="people",
            expected="somebody of this case and somebody of another",
            remedy="choose from those shown",
        )
    # Who was one with them may stand in a case that this co-ordinator may not see.
    with rows.service("linking"):
        held = list(
            Party.objects.select_for_update().filter(person__in={party.person, other.person})
        )
        former = next(one.person for one in held if one.pk == party.pk)
        person = next(one.person for one in held if one.pk == other.pk)
        batch = secrets.token_hex(12)
        moving = [one for one in held if one.person == former and former != person]
        Link.objects.bulk_create(
            Link(
                case_id=one.case_id, party=one, former=former, person=person, batch=batch,
                at=by.key.on, by=by.key.by,
            )
            for one in moving
        )  # fmt: skip
        Party.objects.filter(pk__in=[one.pk for one in moving]).update(person=person)
    by.key.note("people linked", f"case {by.case}", batch=batch, records=len(moving))
    return batch


@transaction.atomic
def part(*, by: Opened, batch: str) -> None:
    """Take a link back: everybody who moved is again who they were, if nobody moved them since."""
    _co_ordinates(by)
    with rows.service("linking"):
        links = list(Link.objects.select_for_update().filter(batch=batch, undone__isnull=True))
    if not any(one.case_id == by.case.pk for one in links):
        raise refuse(
            "there is no such link in this case",
            where="people",
            expected="a link that stands",
            remedy="open the page again: somebody may have taken it back",
        )
    with rows.service("linking"):
        for link in links:
            Party.objects.filter(pk=link.party_id, person=link.person).update(person=link.former)
        Link.objects.filter(pk__in=[one.pk for one in links]).update(
            undone=by.key.on, undone_by=by.key.by
        )
    by.key.note("people no longer linked", f"case {by.case}", batch=batch, records=len(links))


def links_of(by: Opened) -> list[Link]:
    """The links that stand of the parties of a case."""
    return list(Link.objects.filter(case=by.case, undone__isnull=True).select_related("party"))


def _co_ordinates(by: Opened) -> None:
    if not by.key.co_ordinates:
        raise refuse(
            "only the co-ordinator says who is who across agencies",
            where="role",
            expected="the MARAC co-ordinator",
            remedy="tell the co-ordinator what you know",
        )
