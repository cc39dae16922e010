"""Significant change on a measure's page, and on a page for each of its areas."""

from collections.abc import Mapping
from typing import Any

from saferboard.core.evidence.assessment import Assessment, Direction, Sign
from saferboard.core.evidence.control import Control
from saferboard.core.evidence.control_chart import control_chart
from saferboard.core.evidence.control_verdict import said_of, signs
from saferboard.core.evidence.control_words import (
    CHARTS,
    MEANINGS,
    RULES,
    STEP_WORDS,
    caution,
    limits_words,
    opening,
    value_words,
    way,
)
from saferboard.core.evidence.controlling import Chart, chart_of, starts, suggestions, undrawn
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Place, Release
from saferboard.core.evidence.spc import Rule
from saferboard.web.evidence.addresses import Address, place_slug
from saferboard.web.evidence.drawing import drawn
from saferboard.web.evidence.subject import Part, Subject

TEMPLATE = "evidence/parts/controlled.html"
BEGINNING = Month(1, 1)
GOOD_NEWS = {
    Direction.UP: ("Better", "govuk-tag--blue"),
    Direction.DOWN: ("Worse", "govuk-tag--orange"),
    Direction.UNKNOWN: ("Changed", "govuk-tag--purple"),
}


def part(subject: Subject) -> Part | None:
    """The section of a measure's page; None where no control chart is declared."""
    shown = section(subject.release, subject.measure, subject.headline, subject.address)
    if shown is None:
        return None
    rows = [
        _area(subject, a)
        for a in subject.said
        if a.area != subject.headline.area and (a.control or undrawn(subject.measure, a))
    ]
    return Part(TEMPLATE, {**shown, "areas": rows})


def section(
    release: Release, measure: Measure, assessment: Assessment, address: Address
) -> Mapping[str, Any] | None:
    """What the section says of one area; None where no chart is declared or nothing is known."""
    control, chart = measure.control, chart_of(measure, assessment)
    place = release.place(assessment.area)
    hidden = undrawn(measure, assessment)
    if hidden:
        return {"place": place, "hidden": hidden}
    if control is None or chart is None:
        return None
    said = said_of(measure, chart, release.quarter)
    earlier = [sign for sign in signs(measure, chart, BEGINNING) if sign not in said.signs]
    return {
        "place": place,
        "chart": drawn(control_chart(measure, assessment, place)),
        "finding": f"{opening(said)}{caution(said)}.",
        "signs": [_sign(sign) for sign in said.signs],
        "earlier": [_sign(sign) for sign in earlier],
        "meanings": _meanings(control, (*said.signs, *earlier)),
        "assured": [found.words for found in said.assured],
        "rules": RULES[control.rules],
        "kind": CHARTS[control.chart],
        "step": STEP_WORDS[control.step],
        "screen": control.screen,
        "rebases": _rebases(measure, control, chart),
        "suggested": [month.words for month in suggestions(chart)],
        "url": _url(place, measure, address),
    }


def _sign(sign: Sign) -> dict[str, str]:
    word, css = GOOD_NEWS[sign.direction]
    return {"words": sign.words[:1].upper() + sign.words[1:], "tag": word, "css": css}


def _meanings(control: Control, found: tuple[Sign, ...]) -> list[str]:
    """What each kind of signal on the chart means, each once."""
    held = {sign.rule for sign in found}
    return [MEANINGS[rule][:1].upper() + MEANINGS[rule][1:] for rule in Rule if rule in held]


def _rebases(measure: Measure, control: Control, chart: Chart) -> list[tuple[str, str]]:
    """Where the limits of this chart begin anew, and why."""
    begun = {stretch.begun for stretch in chart.stretches}
    return [(start.on.words, start.why) for start in starts(measure, control) if start in begun]


def _area(subject: Subject, a: Assessment) -> dict[str, str]:
    """One area's chart in a row: its mean and limits, and what it shows of the quarter."""
    place, said, measure = subject.release.place(a.area), a.control, subject.measure
    row = {
        "name": place.name,
        "kind": "" if place.kind == "district" else place.kind,
        "url": _url(place, measure, subject.address),
        "mean": "–",
        "limits": "Too few points are known",
        "tag": "",
        "words": "",
    }
    if undrawn(measure, a):
        return row | {"limits": "Not drawn", "words": "Months are suppressed"}
    if said is None or said.centre is None or said.lower is None or said.upper is None:
        return row
    shown = way(said)
    words = "; ".join(sign.words for sign in said.signs) or "No significant change"
    limits = limits_words(said.lower, said.upper, measure)
    row |= {
        "mean": value_words(said.centre, measure),
        "limits": limits + (" (on trial)" if said.trial else ""),
        "words": words[:1].upper() + words[1:] if said.seen else "No point in the quarter",
    }
    if shown is not None:
        row["tag"], row["css"] = GOOD_NEWS[shown]
    return row


def _url(place: Place, measure: Measure, address: Address) -> str:
    return address.to("control", key=measure.key, slug=place_slug(place))
