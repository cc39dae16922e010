"""The bundled partnership's forward plan on a made-up board."""

from pathlib import Path

from saferboard.core.board.plan_declared import ForwardPlan
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.plan import PLAN, Known, read_plan
from saferboard.web.directory.models import Body, Organisation, Post

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
ANY = Names("", "", None)
KEY = "safer-communities-board"


def declared() -> ForwardPlan:
    """The bundled partnership's plan."""
    text = (FOLDER / PLAN).read_text("utf-8")
    return read_plan(text, PLAN, Known(ANY, ANY, ANY), Faults())


def board() -> Body:
    """The Board, the partners that have slots, and the posts that present."""
    body = Body.objects.create(key=KEY, name="Testshire Strategy Board")
    plan = declared()
    for key in {key for one in plan.rules for key in one.rule.organisations} | {"council"}:
        Organisation.objects.get_or_create(key=key, defaults={"name": key.capitalize()})
    council = Organisation.objects.get(key="council")
    for key in {one.rule.presenter for one in plan.rules} - {""}:
        about = {"title": key.capitalize(), "organisation": council}
        Post.objects.get_or_create(key=key, defaults=about)
    return body


def planned(*years: int) -> Body:
    """The Board with its rules, and these years filled from them."""
    from saferboard.web.board.plan import actions, ruling

    body = board()
    ruling.take_in(declared(), by="tests")
    for year in years:
        actions.arrange_meetings(by="tests", body=body, year=year)
        actions.fill(by="tests", body=body, year=year)
    return body
