"""Profiles of every district of the bundled partnership: for the demo.

The figures, places and boundaries are real; what the analyst says of Charnwood is made up.
"""

from datetime import date
from pathlib import Path

from saferboard.cli import profile
from saferboard.cli.instance import Instance
from saferboard.core.evidence.periods import Period

BY = "performance-analyst"
BOUNDARIES = "boundaries.geojson"
DISTRICT = "E07000130"
CHOSEN = (
    ("burglary", "Residents name it first in the surveys; made up for the demonstration"),
    ("violence_and_sexual_offences", "The Board asked for it; made up for the demonstration"),
    ("asb_police", "Most complaints to the council concern it; made up for the demonstration"),
)
COMMENTARY = """\
Made up for the demonstration: patrols of the town centre were doubled at weekends from February.

The cluster in the town centre lies where shops, the station and most pubs are; much of what \
happens there happens to people who do not live there."""


def make(instance: Instance, folder: Path, on: date) -> None:
    """Load the boundaries, choose priorities for one district, and make every profile. Once."""
    from saferboard.engines.tables.returns import load_boundaries
    from saferboard.engines.tables.store import Store
    from saferboard.web.directory.models import Post
    from saferboard.web.evidence import queries as releases
    from saferboard.web.evidence.profiles import actions, queries

    bounds = folder / BOUNDARIES
    if bounds.exists():
        load_boundaries(Store(instance.home), BOUNDARIES, bounds.read_text("utf-8"))
    row = releases.latest()
    if row is None or queries.chosen(DISTRICT) is not None:
        return
    held = {m.key for m in releases.public(row).measures}
    items = [(key, because) for key, because in CHOSEN if key in held]
    analyst = Post.objects.select_related("organisation").filter(key=BY).first()
    quarter = Period.parse(row.quarter)
    if items:
        actions.choose(by=BY, post=analyst, area=DISTRICT, items=items, on=on)
        actions.comment(by=BY, post=analyst, area=DISTRICT, quarter=quarter, text=COMMENTARY)
    profile.make(instance, profile.EVERY, by=BY)
