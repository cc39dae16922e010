"""An instance for the service to be killed on: the example year, and desks for four writers."""

import json
import sys
from datetime import date, time
from pathlib import Path
from typing import Any

from saferboard.cli import example_year
from saferboard.cli.demo import bundled
from saferboard.cli.example_year import BODY
from saferboard.cli.instance import Instance, start_service
from saferboard.cli.load import texts_of

PASSWORD = "a long enough sentence"
QUARTER = "2021/22-Q4"
BY = "tests"
PACK_DAY = date(2022, 5, 13)  # before all other meetings, so that nothing is left open before it
WRITERS = {
    "democratic-services": "clerk",
    "community-safety-coordinator": "officer",
    "community-safety-manager": "officer",
    "opcc-chief-executive": "clerk",
}
WORLD = "world.json"


def main(home: Path) -> None:
    """Play through the example year, and make what the writers need; tell where it is."""
    instance = Instance(home)
    start_service(instance)
    from django.db import transaction
    from django.utils.timezone import localdate

    from saferboard.core.directory.permissions import Role
    from saferboard.core.evidence.periods import Period
    from saferboard.engines.tables.returns import load_partnership
    from saferboard.engines.tables.store import Store
    from saferboard.web.directory.actions import create_account
    from saferboard.web.evidence.actions import freeze
    from saferboard.web.evidence.making import make_release, partnership_of

    load_partnership(Store(home), texts_of(bundled()))
    day = example_year.JUNE
    freeze(make_release(home, Period.parse(QUARTER), known_by=day, made_on=day), by=BY)
    with transaction.atomic():
        example_year.make(partnership_of(home), QUARTER, localdate())
        for post, role in WRITERS.items():
            create_account(
                by=BY,
                post=post,
                email=f"{post}@example.org",
                password=PASSWORD,
                roles=[Role(role)],
            )
        world = _desks()
    (home / WORLD).write_text(json.dumps(world))


def _desks() -> dict[str, Any]:
    """For each writer a minute of a draft, a paper and an action; one pack that all may publish."""
    from saferboard.web.board.decisions.models import Action
    from saferboard.web.board.meetings.models import Meeting
    from saferboard.web.board.minutes import drafting
    from saferboard.web.board.papers.drafting import begin
    from saferboard.web.directory.models import Body

    body = Body.objects.get(key=BODY)
    ahead = Meeting.objects.filter(body=body, state=Meeting.State.PLANNED).order_by("date")[0]
    minutes = drafting.draft(by=BY, meeting=ahead)
    item = next(one for one in ahead.items.filter(state="on") if not one.standing)
    papers = [begin(by=BY, item=item, post=None, title=f"Slides of {post}") for post in WRITERS]
    _pack(body)
    return {
        "ahead": ahead.date.isoformat(),
        "meeting": ahead.pk,
        "minutes": list(minutes.minutes.values("pk", "text", "revision"))[: len(WRITERS)],
        "papers": [paper.pk for paper in papers],
        "actions": list(Action.objects.filter(body=body).values_list("number", flat=True)),
    }


def _pack(body: Any) -> None:
    """A meeting with a public paper and a private one, and the log of actions; not published."""
    from saferboard.core.document.tree import Document, Heading, Paragraph
    from saferboard.web.board.meetings import actions
    from saferboard.web.board.papers.actions import submit_document

    meeting = actions.arrange(by=BY, body=body, date=PACK_DAY, starts=time(10), place="County Hall")
    actions.standard_items(meeting, by=BY, annual=False)
    private = {"restricted": True, "paragraph": 3, "public_interest": "It names a contractor."}
    for title, kept in (("Public business", {}), ("Private business", private)):
        item = actions.add_item(by=BY, meeting=meeting, title=title, **kept)
        words = tuple(Paragraph(f"{title}, made up. " * 40) for _ in range(4))
        document = Document(title, body.name, meeting.day, (Heading("Background"), *words))
        submit_document(by=BY, item=item, document=document)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
