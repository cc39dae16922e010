"""Spans of lines."""

from saferboard.core.ingest.past.values import NOWHERE, LogAction, Span, between


def test_spans() -> None:
    span = between(Span(2, 3, 1, 1), Span(5, 6, 2, 2))
    assert span == Span(2, 6, 1, 2)
    assert list(span.lines()) == [2, 3, 4, 5, 6]
    assert 4 in span
    assert 7 not in span


def test_an_action_without_rows_stands_nowhere() -> None:
    assert LogAction(1, ()).span == NOWHERE
