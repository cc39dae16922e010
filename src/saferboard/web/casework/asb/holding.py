"""What is held of people in cases of anti-social behaviour, as it is read out.

The words of a report are its entry's. A stored file is named; whether it can be given, a person
looks at by itself.
"""

from saferboard.web.casework.asb.models import EvidenceFile, Report, VictimContact, Visit
from saferboard.web.casework.lock.holdings import Holding, lines, told

HOLDINGS = (
    Holding(
        Report,
        lambda row: told("Report", row.at, row.agency),
        lambda row: lines(
            came_by=row.channel, kind=row.kind, earliest=row.earliest, latest=row.latest,
            area=row.area, street=row.street, quotes=row.quoted,
        ),
        with_=("agency",),
    ),
    Holding(
        VictimContact,
        lambda row: told("Contact with the victim", row.on, row.agency),
        lambda row: lines(by=row.channel, reached=row.reached, words=row.words),
        with_=("agency",),
    ),
    Holding(
        Visit,
        lambda row: told("Visit", row.due, row.agency),
        lambda row: lines(asked_for=row.words, made=row.made, outcome=row.outcome),
        with_=("agency",),
    ),
    Holding(
        EvidenceFile,
        lambda row: told("Evidence file", row.at, row.agency),
        lambda row: lines(name=row.name, kind=row.kind, words=row.words, accepted=row.because),
        with_=("agency",),
    ),
)  # fmt: skip
