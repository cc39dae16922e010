"""Histories held to account, for the tests of every kind of finding."""

from saferboard.core.ingest.past.account.accounting import Account, Terms, account
from saferboard.core.ingest.past.account.findings import Finding, Kind
from saferboard.core.ingest.past.history.history import Source, gather
from saferboard.core.ingest.past.values import (
    Minutes,
)
from tests.core.ingest.past.samples import (
    MARCH,
    action,
    minute,
    minutes,
    resolved,
)

ASKED = "That a report on livestock worrying be submitted to the next meeting."
OTHER = action(9, MARCH, "Paint the village hall")


def accounted(*sources: Source, terms: Terms | None = None) -> Account:
    return account(gather(sources), terms)


def found(kind: Kind, *sources: Source, terms: Terms | None = None) -> list[Finding]:
    return [one for one in accounted(*sources, terms=terms).findings if one.kind is kind]


def unjudged(kind: Kind, *sources: Source, terms: Terms | None = None) -> list[str]:
    return [one.why for one in accounted(*sources, terms=terms).unjudged if one.kind is kind]


def of_march(*texts: str, promises: tuple[tuple[str, str], ...] = (), text: str = "") -> Minutes:
    outcomes = tuple(resolved(chr(97 + n), one) for n, one in enumerate(texts))
    return minutes(MARCH, minute(4, "Farms", *outcomes, promises=promises, text=text))
