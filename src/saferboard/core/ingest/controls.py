"""``control`` in measures.toml: how a measure's months are judged for significant change."""

from collections.abc import Iterator

from saferboard.core.evidence.control import Control, ControlChart, Step
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.faults import Fault
from saferboard.core.ingest.gathering import Faults

SHARES = frozenset({Kind.PROPORTION})
RATES = frozenset({Kind.RATE, Kind.AVERAGE})
FITS = {
    ControlChart.P: SHARES,
    ControlChart.LANEY_P: SHARES,
    ControlChart.U: RATES,
    ControlChart.LANEY_U: RATES,
    ControlChart.C: frozenset({Kind.COUNT}),
}
INSTEAD = {
    Kind.PROPORTION: "p, laney-p or xmr",
    Kind.RATE: "u, laney-u or xmr",
    Kind.AVERAGE: "u, laney-u or xmr",
    Kind.COUNT: "c or xmr",
}


def check_control(measure: Measure, place: str, faults: Faults) -> None:
    """Note every fault of a measure's control chart."""
    control = measure.control
    if control is not None:
        for fault in (
            *_chart(measure, control, f"{place}, control"),
            *_rebases(control, f"{place}, control, rebases"),
            *_annotations(control, f"{place}, control, annotations"),
        ):
            faults.add(fault.what, where=fault.where, expected=fault.expected, remedy=fault.remedy)


def _chart(measure: Measure, control: Control, where: str) -> Iterator[Fault]:
    chart, fits = control.chart, FITS.get(control.chart)
    if fits is not None and measure.kind not in fits:
        words = INSTEAD.get(measure.kind, "xmr")
        yield Fault(
            f"a {chart} chart does not fit a measure of kind '{measure.kind}'",
            f"{where}, chart",
            f"one of: {words}",
            f'write chart = "{words.split(",")[0].split(" ")[0]}"',
        )
    if control.screen and chart in (ControlChart.P, ControlChart.U, ControlChart.C):
        yield Fault(
            f"a {chart} chart has no moving ranges to screen",
            f"{where}, screen",
            "screen only beside xmr, laney-p or laney-u",
            "take screen out",
        )


def _rebases(control: Control, where: str) -> Iterator[Fault]:
    months = [rebase.on for rebase in control.rebases]
    if months != sorted(set(months)):
        yield Fault(
            "the rebases do not follow one another in time",
            where,
            "the oldest first, each month once",
            "put them in order of 'on'",
        )
    for number, rebase in enumerate(control.rebases, start=1):
        if not rebase.why.strip():
            yield Fault(
                "a rebase without a reason",
                f"{where}[{number}].why",
                "why the figures before and after do not belong together",
                "say what changed, or take the rebase out",
            )
        if control.step is Step.QUARTER and rebase.on.month not in (1, 4, 7, 10):
            yield Fault(
                f"{rebase.on.words} is not the first month of a quarter",
                f"{where}[{number}].on",
                "January, April, July or October, because the chart's step is a quarter",
                'name the first month of the quarter, or write step = "month"',
            )


def _annotations(control: Control, where: str) -> Iterator[Fault]:
    for number, note in enumerate(control.annotations, start=1):
        if not note.text.strip():
            yield Fault(
                "an annotation without words",
                f"{where}[{number}].text",
                "what happened in that month",
                "write it in a few words, or take the annotation out",
            )
