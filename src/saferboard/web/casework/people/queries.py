"""What pages of people read. Each begins with the cases that whoever asks may see."""

from calendar import month_name
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from saferboard.core.casework.agreements import covering
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.people.comparing import compared
from saferboard.core.casework.people.linking import Said
from saferboard.core.casework.people.records import Address
from saferboard.core.directory.spells import day
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.people import reading
from saferboard.web.casework.people.deciding import Both
from saferboard.web.casework.people.learning import Elsewhere, elsewhere
from saferboard.web.casework.people.models import (
    PairDecision,
    PersonRecord,
    Proposal,
    Relationship,
)

NOWHERE = Elsewhere()
PAIR = ("a__case", "a__agency", "b__case", "b__agency")


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as a page shows it. ``mine``: of the reader's own agency."""

    row: PersonRecord
    name: str
    aliases: str
    born: str
    addresses: tuple[str, ...]
    relationships: tuple["Tie", ...] = ()
    elsewhere: Elsewhere = NOWHERE
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """What somebody is to another. ``mine``: the reader's own agency wrote it."""

    row: Relationship
    mine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field of two records side by side, and how it agrees."""

    field: str
    a: str
    b: str
    alike: str


def of_case(opened: Opened) -> list[Shown]:
    """Everybody who is recorded in a case; as many queries however many they are."""
    rows = list(PersonRecord.objects.filter(case=opened.case).select_related("agency"))
    related: defaultdict[int, list[Tie]] = defaultdict(list)
    for one in Relationship.objects.filter(case=opened.case).select_related("record", "other"):
        related[one.record_id].append(Tie(one, one.is_of(opened.key.agency)))
    others = elsewhere(opened, rows)
    known = reading.records(rows)
    return [
        shown(row, known[row.pk].addresses, tuple(related[row.pk]), others[row.pk], opened.key)
        for row in rows
    ]


def shown(
    row: PersonRecord,
    homes: Iterable[Address],
    relationships: tuple[Tie, ...] = (),
    others: Elsewhere = NOWHERE,
    key: Key | None = None,
) -> Shown:
    """A record in words."""
    aliases = "; ".join(" ".join(filter(None, one)) for one in row.aliases)
    lines = tuple(", ".join(filter(None, (home.lines, home.postcode))) for home in homes)
    mine = key is not None and key.agency.pk == row.agency_id
    return Shown(row, name(row), aliases, born(row), lines, relationships, others, mine)


def name(row: PersonRecord) -> str:
    """The name, or that there is none."""
    return " ".join(filter(None, (row.given, row.family))) or row.known.capitalize()


def born(row: PersonRecord) -> str:
    """The date of birth as far as it is known, in words."""
    found = reading.born(row)
    if found is None:
        return ""
    if found.month and found.day:
        return day(date(found.year, found.month, found.day))
    return f"{month_name[found.month]} {found.year}" if found.month else str(found.year)


def open_pairs(key: Key, kind: type[Proposal] | type[PairDecision]) -> QuerySet:
    """Pairs of which whoever asks may see both cases and who both people are."""
    opens = key.purpose.opens.get(FieldClass.IDENTITY, frozenset()) & key.roles
    holders = [
        one.pk
        for one in key.holders
        if opens
        and any(
            FieldClass.IDENTITY in agreement.items
            for agreement in covering(
                key.reader.agreements, key.purpose.key, {key.agency.key, one.key}, key.on
            )
        )
    ]
    cases = key.cases().filter(holder__in=holders).order_by().values("pk")
    both = kind.objects.filter(purpose=key.purpose.key, a__case__in=cases, b__case__in=cases)
    return both.select_related(*PAIR)


def newest(of: str) -> Subquery:
    """The newest decision of a pair, by a field of it."""
    same = PairDecision.objects.filter(a=OuterRef("a"), b=OuterRef("b"))
    return Subquery(same.order_by("-pk").values(of)[:1])


def waiting(key: Key) -> QuerySet[Proposal]:
    """Proposals that nobody has decided of, those of one person before relatives."""
    undecided = open_pairs(key, Proposal).annotate(said=newest("said"))
    open_now = undecided.filter(Q(said=None) | Q(said=Said.UNDO))
    # "may be one person" comes before "probably relatives" in the order of letters.
    return open_now.order_by("finding", "-probability", "pk")


def decided(key: Key) -> QuerySet[PairDecision]:
    """The decisions that stand, the newest first."""
    standing = open_pairs(key, PairDecision).annotate(last=newest("pk"))
    return standing.filter(pk=F("last")).exclude(said=Said.UNDO).order_by("-pk")


def history(pair: Both) -> list[PairDecision]:
    """Everything that was decided of a pair, oldest first."""
    rows = PairDecision.objects.filter(a=pair.a, b=pair.b).select_related("agency")
    return list(rows.order_by("pk"))


def beside(pair: Both) -> list[Line]:
    """Two records side by side, field by field."""
    known = reading.records([pair.a, pair.b])
    how = {
        one.field: str(one.alike) for one in compared(known[pair.a.pk], known[pair.b.pk]).evidence
    }
    one, other = (shown(row, known[row.pk].addresses) for row in (pair.a, pair.b))
    said = [
        ("given name", one.row.given, other.row.given),
        ("family name", one.row.family, other.row.family),
        ("other names", one.aliases, other.aliases),
        ("date of birth", one.born, other.born),
        ("sex", one.row.sex, other.row.sex),
        ("address", "; ".join(one.addresses), "; ".join(other.addresses)),
        ("telephone", "; ".join(one.row.phones), "; ".join(other.row.phones)),
        ("in the case", one.row.get_part_display(), other.row.get_part_display()),
        ("recorded by", str(one.row.agency), str(other.row.agency)),
        ("case", str(one.row.case), str(other.row.case)),
    ]
    return [Line(field, a, b, how.get(field, "")) for field, a, b in said]
