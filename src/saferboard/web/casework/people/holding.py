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
        with_=("agency",),
    ),
    Holding(
        Address,
        lambda row: "Address" if row.place == 0 else "Earlier address",
        lambda row: lines(address=row.lines, postcode=row.postcode),
    ),
    Holding(Relationship, lambda row: "Relationship", _kin, with_=("record", "other")),
)
