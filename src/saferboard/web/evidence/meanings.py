"""What figures mean, kept: which measures share events, and what a retired one was."""

from typing import Any

from saferboard.core.evidence import words
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.overlaps import How, groups, of_measure, overlaps
from saferboard.core.evidence.release import Release
from saferboard.web.evidence import queries
from saferboard.web.evidence.addresses import Address
from saferboard.web.evidence.arcs import NARROW, WIDE, arcs


def overlaps_page(release: Release, address: Address) -> dict[str, Any]:
    """Every pair as a row, and each group that hangs together as a picture."""
    found = overlaps(release.measures)
    names = {m.key: m.name for m in release.measures}
    return {
        "rows": [
            {
                "one": o.one_name,
                "one_url": address.to("measure", key=o.one),
                "how": o.how.value,
                "other": o.other_name,
                "other_url": address.to("measure", key=o.other),
            }
            for o in found
        ],
        # One beside the text of a wide page, one for a narrow: a style sheet shows either.
        "pictures": [
            {
                kind: arcs(
                    [(key, names[key]) for key in names if key in group],
                    [(o.one, o.other, o.how.value) for o in found if o.one in group],
                    layout,
                )
                for kind, layout in (("wide", WIDE), ("narrow", NARROW))
            }
            for group in groups(found)
        ],
    }


def overlaps_of(release: Release, one: Measure, address: Address) -> list[tuple[str, str, str]]:
    """How a measure overlaps, with which, and that one's page."""
    said = []
    for o in of_measure(one, release.measures):
        if o.how is How.SHARES:
            said.append(("It shares events with", o.other_name, o.other))
        elif o.one == one.key:
            said.append(("It is a part of", o.other_name, o.other))
        else:
            said.append(("It takes in", o.one_name, o.one))
    return [(how, name, address.to("measure", key=key)) for how, name, key in said]


def retired_page(release: Release, gone: Measure, address: Address) -> dict[str, Any]:
    """Since when a measure is not reported, why, what it was, and where its last figures are."""
    outcome = next((o for o in release.outcomes if o.key == gone.outcome), None)
    last = queries.last_with(gone.key)
    kept = Address(last, pinned=True) if last is not None else None
    return {
        "measure": gone,
        "outcome": outcome,
        "better": [words.polarity_words(p.better) for p in gone.polarity[-1:]],
        "last": kept,
        "last_url": kept.to("measure", key=gone.key) if kept else "",
        "overlaps_url": address.to("overlaps"),
    }
