<<<<<<< HEAD
"""What is recorded of people in cases, as it is read out to whoever asks what is held of them."""

from saferboard.web.casework.lock.holdings import Holding, lines, told
from saferboard.web.casework.people.models import Address, PersonRecord, Relationship


def _person(row: PersonRecord) -> str:
    born = (row.birth_year, row.birth_month, row.birth_day)
    return lines(
        name=f"{row.given} {row.family}".strip(), also_known_as=row.aliases,
        born="-".join(f"{part:02}" for part in born if part), sex=row.sex, telephone=row.phones,
    )  # fmt: skip


def _kin(row: Relationship) -> str:
    def name(one: PersonRecord) -> str:
        return f"{one.given} {one.family}".strip() or "somebody unknown"

    who = f"{name(row.record)} to {name(row.other)}"
    return lines(**{row.get_kind_display(): who}, since=row.since, until=row.until)


HOLDINGS = (
    Holding(
        PersonRecord,
        lambda row: told(f"Record of a person: {row.get_part_display()}", row.at, row.agency),
        _person,
=======
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
>>>>>>> main
        with_=("agency",),
    ),
    Holding(
        Address,
<<<<<<< HEAD
        lambda row: "Address" if row.place == 0 else "Earlier address",
        lambda row: lines(address=row.lines, postcode=row.postcode),
    ),
    Holding(Relationship, lambda row: "Relationship", _kin, with_=("record", "other")),
=======
        lambda row: f"Address of {queries.name(row.record)}",
        lambda row: lines(address=", ".join(filter(None, (row.lines, row.postcode)))),
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
>>>>>>> main
)
