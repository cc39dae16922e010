"""What a MARAC holds of people, as it is read out."""

from saferboard.web.casework.lock.holdings import Holding, lines, told
from saferboard.web.casework.marac.models import Action, Minute, Party, Research, Told

HOLDINGS = (
    Holding(
        Party,
        lambda row: row.get_kind_display(),
        lambda row: lines(name=row.name, born=row.born, address=row.address),
        born="born",
    ),
    Holding(
        Told,
        lambda row: told(f"Referral: {row.part}", row.at, row.agency),
        lambda row: lines(**row.content),
        with_=("agency",),
    ),
    Holding(
        Research,
        lambda row: told("Research", row.at, row.agency),
        lambda row: lines(nothing_known=row.nothing_known or "", answer=row.text),
        with_=("agency",),
    ),
    Holding(
        Minute,
        lambda row: told(f"Minutes, number {row.number}", row.at),
        lambda row: lines(minutes=row.text, plan=row.plan),
    ),
    Holding(
        Action,
        lambda row: told("Action", row.at, row.agency),
        lambda row: lines(asked_for=row.text, due=row.due, answer=row.answer),
        with_=("agency",),
    ),
)
