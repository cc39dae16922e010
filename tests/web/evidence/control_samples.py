"""The factory's release with its burglary charted: counts by month, and what is declared."""

from dataclasses import replace

from saferboard.core.evidence import assessment as a
from saferboard.core.evidence.control import Annotation, Control, Rebase
from saferboard.core.evidence.control_verdict import verdict
from saferboard.core.evidence.measures import Kind, Line
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Release
from tests.web.factories import BLABY, COUNTY, MEASURES, MELTON, release

STEADY = [30, 31, 29, 30, 32, 28, 30, 29, 31, 30, 32, 29] * 2
FIRST = Month(2020, 4)
CONTROL = Control(
    rebases=(Rebase(Month(2020, 10), "A <new> system."),),
    annotations=(Annotation(Month(2020, 11), "Second lockdown"),),
)


def charted(control: Control = CONTROL, **counts: list[int | None]) -> Release:
    """The factory's release, its burglary counted by month and charted in these areas."""
    whole = release()
    crime = replace(
        MEASURES[0],
        kind=Kind.COUNT,
        unit="burglaries",
        places=0,
        trigger=Line(600, "agreed"),
        target=Line(360, "plan"),
        breaks=(),
        control=control,
        suppress_to=0,
        open_because="made up",
    )
    areas = {"county": COUNTY, "melton": MELTON, "blaby": BLABY}

    def charted_too(one: a.Assessment) -> a.Assessment:
        held = next((held for name, held in counts.items() if areas[name] == one.area), None)
        if one.measure != crime.key or held is None:
            return one
        series = tuple(
            a.Reading(FIRST.plus(n), count, None, suppressed=count is None)
            for n, count in enumerate(held)
        )
        one = replace(one, series=series)
        return replace(one, control=verdict(crime, one, whole.quarter))

    return replace(
        whole,
        measures=(crime, *whole.measures[1:]),
        assessments=tuple(charted_too(one) for one in whole.assessments),
    )
