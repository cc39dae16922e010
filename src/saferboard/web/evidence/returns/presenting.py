"""Returns as their pages show them."""

from collections.abc import Iterable
from typing import Any

from saferboard.core.evidence import words
from saferboard.core.evidence.assessment import Change
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.returns import Held
from saferboard.core.partnership import Partnership
from saferboard.web.evidence.returns.models import Sent
from saferboard.web.evidence.returns.queries import Due, State

COLOURS = {
    State.OWED: "",
    State.PART: "govuk-tag--yellow",
    State.REJECTED: "govuk-tag--red",
    State.WAITING: "govuk-tag--blue",
    State.DONE: "govuk-tag--green",
}


def due_row(due: Due) -> dict[str, Any]:
    """A line of what is owed."""
    return {
        "due": due,
        "colour": COLOURS[due.state],
        "late": f"{due.late} day{'' if due.late == 1 else 's'} late" if due.is_late else "",
    }


def state_of(sent: Sent) -> dict[str, str]:
    """Where a return stands, as a word and its colour."""
    settled = getattr(sent, "settled", None)
    if settled is None:
        return {"word": "Waiting", "colour": "govuk-tag--blue"}
    if settled.accepted:
        return {"word": "Accepted", "colour": "govuk-tag--green"}
    return {"word": "Rejected", "colour": "govuk-tag--red"}


def lines(found: Partnership, rows: Iterable[Held]) -> list[dict[str, Any]]:
    """The lines of a return beside what is held."""
    names = {area.code: area.name for area in found.areas}
    measures = {measure.key: measure for measure in found.measures}
    return [_line(row, names, measures[row.line.measure]) for row in rows]


def _line(row: Held, names: dict[str, str], measure: Measure) -> dict[str, Any]:
    line = row.line
    return {
        "measure": measure.name,
        "area": names.get(line.area, line.area),
        "period": line.period.words,
        "figure": figure(line.figure, measure),
        "flags": ", ".join(sorted(flag.value.replace("-", " ") for flag in line.flags)),
        "note": line.note,
        "last": f"{figure(row.last.figure, measure)} ({row.last.period.words})" if row.last else "",
        "moved": moved(row.moved),
        "restates": figure(row.restates.figure, measure) if row.restates else "",
        "doubts": row.doubts,
    }


def figure(said: Figure, measure: Measure) -> str:
    """A figure with its parts, or why there is none."""
    if not isinstance(said, Number):
        return f"{said.state.capitalize()}: {said.reason}"
    shown = words.figure_words(said, measure)
    if said.numerator is None:
        return shown
    return f"{shown} ({said.numerator:,} of {said.denominator:,})"


def moved(change: Change | None) -> str:
    """``+26.5%``, ``+8.0 points, +26.5%``; empty where there is nothing to compare."""
    if change is None:
        return ""
    told = [f"{change.points:+.1f} points"] if change.points is not None else []
    told += [f"{change.per_cent:+.1f}%"] if change.per_cent is not None else []
    return ", ".join(told) or f"{change.absolute:+g}"


def asks(measure: Measure) -> str:
    """What is asked for, in a sentence."""
    if measure.kind is Kind.PROPORTION:
        return (
            "Give the numerator and the denominator; the percentage is worked out from them. "
            "Where you have the percentage only, give that: 34 per cent is 34."
        )
    if measure.kind is Kind.AVERAGE:
        return (
            "Give the numerator and the denominator; the average is worked out from them. Where "
            "you have the average only, give that."
        )
    if measure.kind is Kind.RATE:
        return f"Give the rate {measure.unit}, or the events and the people it is worked out from."
    return f"Give the number of {measure.unit}." if measure.unit else "Give the number."
