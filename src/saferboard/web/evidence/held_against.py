"""A measure's section on others: wider areas, the peers it is ranked within, and its funnel."""

from typing import Any

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.comparison import RULES, Verdict
from saferboard.core.evidence.comparison_words import sentences, verdict_words
from saferboard.core.evidence.funnel_chart import release_funnel
from saferboard.core.evidence.words import figure_words
from saferboard.web.evidence.drawing import drawn
from saferboard.web.evidence.subject import Part, Subject

CSS = {
    Verdict.BETTER: "govuk-tag--green",
    Verdict.SIMILAR: "govuk-tag--grey",
    Verdict.WORSE: "govuk-tag--red",
    Verdict.LOWER: "govuk-tag--blue",
    Verdict.HIGHER: "govuk-tag--blue",
    Verdict.UNTESTED: "govuk-tag--grey",
}


def part(subject: Subject) -> Part | None:
    """Comparison with wider areas, peers and funnel; None where there is none of them."""
    release, measure = subject.release, subject.measure
    peers = next((p for p in release.peer_sets if p.key == measure.peers), None)
    chart = drawn(release_funnel(release, measure, subject.said))
    compared = [a for a in subject.said if a.compared]
    if not (peers or chart or compared):
        return None
    names = {place.code: place.name for place in release.places}
    return Part(
        "evidence/parts/held_against.html",
        {
            "sentences": list(sentences(subject.headline.compared, names, measure)),
            "because": list(
                dict.fromkeys(
                    c.because
                    for c in subject.headline.compared
                    if c.because and c.verdict is not Verdict.UNTESTED
                )
            ),
            "rule": RULES[measure.compared_by] if compared else "",
            "wider": [names.get(code, code) for code in measure.compared_with],
            "rows": [_row(a, names, subject) for a in compared],
            "peers": peers,
            "members": [names.get(code, code) for code in peers.areas] if peers else [],
            "chart": chart,
        },
    )


def _row(a: Assessment, names: dict[str, str], subject: Subject) -> dict[str, Any]:
    return {
        "name": names.get(a.area, a.area),
        "figure": figure_words(a.figure, subject.measure),
        "cells": [
            {
                "figure": figure_words(one.figure, subject.measure),
                "word": verdict_words(one.verdict),
                "css": CSS[one.verdict],
                "because": one.because if one.verdict is Verdict.UNTESTED else "",
            }
            for one in a.compared
        ],
    }
