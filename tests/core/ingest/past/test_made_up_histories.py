"""Precision and recall on made-up histories with known truth; what is read is found the same."""

from collections import Counter

import pytest

from saferboard.core.ingest.past.account.accounting import Account, Terms, account
from saferboard.core.ingest.past.account.figures import Measures
from saferboard.core.ingest.past.account.findings import Finding, Kind
from saferboard.core.ingest.past.account.linking import link_actions, link_papers
from saferboard.core.ingest.past.history.record import Record
from tests.core.ingest.past.made_up_history import MEASURES, Board, Lost

TERMS = Terms(measures=Measures(MEASURES))


def judged(board: Board) -> tuple[Counter[tuple[Kind, str]], Account]:
    """How many findings are true, false and missed, by kind."""
    result, left = account(board.history(), TERMS), set(board.truth)
    count: Counter[tuple[Kind, str]] = Counter()
    for one in result.findings:
        match = next(
            (t for t in sorted(left) if is_about(one, t[2]) and t[:2] == (one.kind, one.on)), None
        )
        count[one.kind, "false" if match is None else "true"] += 1
        left -= {match} if match else set()
    for kind, _, _ in left:
        count[kind, "missed"] += 1
    return count, result


def is_about(one: Finding, topic: str) -> bool:
    said = f"{one.about} {one.evidence[0].text}".lower()
    return all(word in said for word in topic.split())


def share(
    count: Counter[tuple[Kind, str]], other: str, kinds: tuple[Kind, ...] = tuple(Kind)
) -> float:
    true, rest = (sum(count[kind, word] for kind in kinds) for word in ("true", other))
    return true / (true + rest)


@pytest.mark.parametrize("lost_packs", [0.0, 0.1])
def test_findings_are_true_and_few_are_missed(lost_packs: float) -> None:
    count: Counter[tuple[Kind, str]] = Counter()
    for seed in range(5):
        count += judged(Board(seed, lost=Lost(pack=lost_packs)))[0]
    assert share(count, "false") >= 0.98
    for kind in (Kind.NO_ACTION, Kind.LEFT_LOG, Kind.NEVER_CAME, Kind.RESTATED):
        assert share(count, "false", (kind,)) >= 0.95
    # What cannot be judged for want of a paper is missed, and said to be.
    assert share(count, "missed") >= (0.7 if lost_packs else 0.88)


def test_actions_and_papers_go_to_what_asked_for_them() -> None:
    board = Board(3, years=6)
    record = Record(board.history().of(board.history().bodies[0]))
    links = [link for link in link_actions(record) if link.entry.action and link.certain]
    right = [
        link
        for link in links
        if link.statement
        and record.terms(link.statement.text) & record.terms(link.entry.action)
        >= max(
            (
                record.terms(t) & record.terms(link.entry.action)
                for t in board.topics_asked(link.entry.on)
            ),
            key=len,
        )
    ]
    assert len(links) > 40
    assert len(right) / len(links) >= 0.95
    papers = [link for link in link_papers(record) if link.answer.plain and not link.doubt]
    true = [
        link
        for link in papers
        if any(
            set(topic.split()) <= set(link.request.statement.text.strip(".").split())
            for topic in board.tabled[link.answer.business.on]
        )
    ]
    assert len(papers) > 10
    assert len(true) / len(papers) >= 0.95


def test_the_same_history_is_accounted_the_same() -> None:
    assert judged(Board(1, years=3))[1] == judged(Board(1, years=3))[1]
