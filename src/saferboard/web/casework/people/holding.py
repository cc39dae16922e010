"""What is held of people as agencies recorded them, as it is read out."""

from saferboard.web.casework.lock.holdings import Holding, lines, told
from saferboard.web.casework.people import queries
from saferboard.web.casework.people.models import Address, PersonRecord, Relationship

HOLDINGS = (
    Holding(
        PersonRecord,
        lambda row: told(f"{row.get_part_display()}, as recorded", row.at, row.agency),
        lambda row: lines(
            name=queries.name(row),
            other_names=[" ".join(filter(None, one)) for one in row.aliases],
            born=queries.born(row),
            sex=row.sex,
            telephone=row.phones,
        ),
        with_=("agency",),
    ),
    Holding(
        Address,
        lambda row: "Address",  # a title stands in the log of redactions: it names nobody
        lambda row: lines(
            of=queries.name(row.record),
            address=", ".join(filter(None, (row.lines, row.postcode))),
        ),
        with_=("record",),
    ),
    Holding(
        Relationship,
        lambda row: "Relationship",
        lambda row: (
            f"{queries.name(row.record)} is {row.get_kind_display().lower()} of "
            f"{queries.name(row.other)}"
        ),
        with_=("record", "other"),
    ),
)
