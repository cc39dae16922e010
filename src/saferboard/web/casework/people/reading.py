"""Rows as the values that the rules ask for; as many queries however many records there are."""

from collections import defaultdict
from collections.abc import Iterable

from saferboard.core.casework.people import records as core
from saferboard.web.casework.people.models import Address, PersonRecord


def key(pk: int) -> str:
    """The key of a record: in the order of letters as in the order of numbers."""
    return f"{pk:012d}"


def records(rows: Iterable[PersonRecord]) -> dict[int, core.Record]:
    """Records by their key in the table. One query, for their addresses."""
    found = list(rows)
    homes: defaultdict[int, list[core.Address]] = defaultdict(list)
    for row in Address.objects.filter(record__in=[one.pk for one in found]).order_by("place"):
        homes[row.record_id].append(core.Address(row.lines, row.postcode))
    return {row.pk: record(row, tuple(homes[row.pk])) for row in found}


def record(row: PersonRecord, homes: tuple[core.Address, ...]) -> core.Record:
    """One record, its addresses being known."""
    return core.Record(
        key=key(row.pk),
        agency=str(row.agency_id),
        name=core.Name(row.given, row.family),
        known=core.Known(row.known),
        aliases=tuple(core.Name(*alias) for alias in row.aliases),
        born=born(row),
        sex=row.sex,
        addresses=homes,
        phones=tuple(row.phones),
    )


def born(row: PersonRecord) -> core.Born | None:
    """The date of birth, as far as it is known."""
    if row.birth_year is None:
        return None
    return core.Born(row.birth_year, row.birth_month, row.birth_day)
