"""What loading some files would do, as plain values that are kept with them and shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.returns import Line, hold_against
from saferboard.core.ingest.police import Changed, ForceMonth, Loaded, Report
from saferboard.core.partnership import Partnership
from saferboard.web.evidence.returns import presenting
from saferboard.web.evidence.returns.queries import people_of

# So many rejected lines, and files left alone, are listed; the rest is counted.
SHOWN = 50
# Months that differ by more are marked: from what was counted of the same month, which police.uk
# restates by little, and from the month before, which season alone moves by less.
RESTATED, JUMP = 0.05, 0.25


def of_police(report: Report, events: Mapping[ForceMonth, int]) -> dict[str, Any]:
    """Months read, with what changes against what is counted now, and rows that are rejected."""
    fresh = {row.what: row.rows for row in report.loaded}
    rejects = [
        f"{row.source}, line {reject.line}: {reject.reason}"
        for row in report.loaded
        for reject in row.rejects
    ]
    return {
        "months": [_month(row, {**events, **fresh}, events) for row in report.loaded],
        "rejects": rejects[:SHOWN],
        "rejected": len(rejects),
        "ignored": list(report.ignored[:SHOWN]),
        "left_alone": len(report.ignored),
        "read": sum(row.rows + len(row.rejects) for row in report.loaded),
        "rule": f"Marked: more than {RESTATED:.0%} from what is counted now of the same month, or "
        f"more than {JUMP:.0%} from the month before.",
        "changes": sum(row.changed is not Changed.UNCHANGED for row in report.loaded),
    }


def _month(
    row: Loaded, counted: Mapping[ForceMonth, int], before: Mapping[ForceMonth, int]
) -> dict[str, Any]:
    outside = sum(number for _, number in row.elsewhere)
    odd = (
        (row.unassigned, "without a district"),
        (row.repeated, "with a repeated Crime ID"),
        (outside, "in districts of no known area"),
        (len(row.rejects), "rejected"),
        *((number, f"of a crime type not seen before, '{name}'") for name, number in row.strange),
    )
    return {
        "month": row.what.month.words,
        "force": row.what.force,
        "changed": row.changed.value,
        "before": before.get(row.what),
        "rows": row.rows,
        "doubts": list(_doubts(row, counted, before)),
        "odd": [f"{number:,} {what}" for number, what in odd if number],
    }


def _doubts(
    row: Loaded, counted: Mapping[ForceMonth, int], before: Mapping[ForceMonth, int]
) -> Iterator[str]:
    """Months far from what was counted of them, or from the month before: a file cut short, say."""
    held = before.get(row.what)
    if held and abs(row.rows - held) / held > RESTATED:
        yield f"{row.rows / held - 1:+.1%} against what is counted now"
    last = counted.get(ForceMonth(row.what.month.plus(-1), row.what.force))
    if last and abs(row.rows - last) / last > JUMP:
        yield f"{row.rows / last - 1:+.1%} against the month before"


def of_observations(
    found: Partnership, rows: Sequence[Observation], before: Iterable[Observation]
) -> dict[str, Any]:
    """Each value beside what is held, and what a file of the same name had and this one lacks."""
    by_place: dict[tuple[str, str], list[Observation]] = {}
    for o in found.observations:
        by_place.setdefault((o.measure, o.area), []).append(o)
    measures = {measure.key: measure for measure in found.measures}
    held = [
        hold_against(
            Line(o.measure, o.area, o.period, o.figure, o.flags, o.note),
            measures[o.measure],
            by_place.get((o.measure, o.area), ()),
            people_of(found, o.area, o.period),
        )
        for o in rows
    ]
    shown = presenting.lines(found, held)
    for line, row in zip(shown, held, strict=True):
        same = row.restates is not None and row.restates.figure == row.line.figure
        line["changed"] = "same" if same else "restated" if row.restates else "new"
        line["doubts"] = list(line["doubts"])
    given = {(o.measure, o.area, o.period, o.known) for o in rows}
    gone = [o for o in before if (o.measure, o.area, o.period, o.known) not in given]
    return {
        "values": [line for line in shown if line["changed"] != "same" or line["doubts"]],
        "same": sum(line["changed"] == "same" for line in shown),
        "gone": [f"{measures[o.measure].name}, {o.area}, {o.period.words}" for o in gone[:SHOWN]],
        "lost": len(gone),
        "read": len(rows),
        "changes": len(gone) + sum(line["changed"] != "same" for line in shown),
    }
