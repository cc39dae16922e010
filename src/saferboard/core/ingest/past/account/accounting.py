"""The past held to account: what was asked for, promised, planned or printed, and did not hold.

Precision comes first: a finding needs both sides on record, what was asked and where it should have
been. What cannot be judged, because a log, an agenda or minutes are missing, is a list of its own.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from saferboard.core.board.plan import Rule
from saferboard.core.ingest.past.account.asked import never_came, no_action
from saferboard.core.ingest.past.account.confirming import confirmations, numbers
from saferboard.core.ingest.past.account.figures import Given, Measures, figures, observed
from saferboard.core.ingest.past.account.findings import Finding, Kind, Unjudged, order
from saferboard.core.ingest.past.account.leaving import left_log
from saferboard.core.ingest.past.account.planned import Topics, plan_broken
from saferboard.core.ingest.past.history.history import History
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.sittings import Sittings


@dataclass(frozen=True, slots=True)
class Terms:
    """What the past is held against.

    ``rules`` of the forward plan and what agendas call their ``topics``; ``measures`` for the rows
    of dashboards; ``restarts``: days of meetings whose minutes' numbers were declared to begin
    anew; ``given``: further figures, as a paper's text or another source has them.
    """

    rules: Sequence[Rule] = ()
    topics: Topics = field(default_factory=dict)
    measures: Measures = field(default_factory=lambda: Measures({}))
    restarts: Collection[date] = ()
    given: Sequence[Given] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All findings and all that could not be judged, in order of body and meeting."""

    findings: tuple[Finding, ...]
    unjudged: tuple[Unjudged, ...]


def account(history: History, terms: Terms | None = None) -> Account:
    """Everything that did not hold, body by body."""
    asked = terms or Terms()
    found = [each for body in history.bodies for each in _of_body(history.of(body), asked)]
    found += list(_restated(history, asked))
    findings = {each.key: each for each in found if isinstance(each, Finding)}
    unjudged = dict.fromkeys(each for each in found if isinstance(each, Unjudged))
    return Account(tuple(sorted(findings.values(), key=order)), tuple(sorted(unjudged, key=order)))


def _of_body(history: History, terms: Terms) -> Iterator[Finding | Unjudged]:
    record, sittings = Record(history), Sittings(history)
    yield from no_action(record, sittings)
    yield from never_came(record, sittings)
    yield from left_log(record, sittings)
    yield from plan_broken(record, sittings, terms.rules, terms.topics)
    yield from confirmations(record, sittings)
    yield from numbers(record, sittings, terms.restarts)


def _restated(history: History, terms: Terms) -> Iterator[Finding]:
    for body in history.bodies:
        given = figures(history.of(body), terms.measures)
        yield from restated((*given, *terms.given), history.called(body), body)


def restated(given: Iterable[Given], name: str, body: str) -> Iterator[Finding]:
    """Figures printed differently later, where nothing says so beside the later one."""
    for one in observed(given):
        before, after = one.revises, one.given
        if before is None or after.noted or after.period is None:
            continue
        yield Finding(
            Kind.RESTATED,
            body,
            after.on,
            f"{after.measure}, {after.period.words}",
            f"{after.measure} for {after.period.words} was {before.shown} in the papers of "
            f"{before.on.day} {before.on:%B %Y} and is {after.shown} in those of "
            f"{after.on.day} {after.on:%B %Y}, and no note says why.",
            (before.quote, after.quote),
            0.9,
        )
