"""``saferboard demo``: everything once, with the bundled partnership and its real figures."""

import os
from datetime import date, time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from saferboard.cli import (
    example_casework,
    example_profiles,
    example_risk,
    example_year,
    pack,
    paper,
    release,
    serve,
)
from saferboard.cli.instance import COMPLAINED, SAID, Instance, instance_of, start_service
from saferboard.cli.load import publish_casework, texts_of
from saferboard.core.board.pack import Attached
from saferboard.core.evidence.charts import rolling_chart

QUARTER = "2021/22-Q4"
# The two quarters whose dashboards the Board printed, as they were known at its meetings.
PRINTED = (("2016/17-Q4", date(2017, 6, 2)), ("2018/19-Q4", date(2019, 6, 14)))
MEETING = example_year.JUNE  # made up for the demonstration, as are its hour and place
BY = "Demonstration"
# Which post of the bundled partnership shows what each role may do.
ACCOUNTS = {
    "csp-chair-blaby": "member",
    "opcc-chief-executive": "author",
    "community-safety-manager": "owner",
    "performance-analyst": "analyst",
    "community-safety-coordinator": "officer",
    "democratic-services": "clerk",
    "county-lead-member": "chair",
    "early-help-director": "administrator",
    **example_casework.ACCOUNTS,
}


def demo(
    ctx: typer.Context,
    partnership: Annotated[
        Path | None, typer.Option(help="Another partnership's folder.", show_default=False)
    ] = None,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Stop after printing the files.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535)] = serve.PORT,
) -> None:
    """Load the bundled partnership, release, write paper and pack, and serve the site."""
    instance = instance_of(ctx)
    # Whoever looks round should not have to set up an authenticator first; on loopback only.
    os.environ.setdefault("SAFERBOARD_SECOND_STEP", "no")
    shown = Progress(
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=COMPLAINED,
    )
    with shown:
        made = _make(ctx, instance, partnership or bundled(), shown)
    SAID.print("The performance paper and the agenda pack:")
    for path in made:
        SAID.print(f"  {escape(str(path))}")
    SAID.print(f"Accounts to sign in with: {escape(str(instance.home / 'demo-accounts.txt'))}")
    if not no_serve:
        serve.run(instance, port=port)


def bundled() -> Path:
    """The partnership that comes with Saferboard: in the checkout, or in the installed package."""
    here = Path(__file__).parents[1]
    for root in (here, here.parents[1]):
        if (folder := root / "partnerships" / "leicestershire").is_dir():
            return folder
    raise FileNotFoundError("partnerships/leicestershire")


def _make(
    ctx: typer.Context, instance: Instance, folder: Path, shown: Progress
) -> tuple[Path, ...]:
    def step(text: str) -> None:
        end()
        shown.add_task(text, total=1)

    def end() -> None:
        if shown.tasks:
            shown.update(shown.tasks[-1].id, completed=1)

    step("Loading the partnership")
    _load(instance, folder)
    for quarter, known_by in PRINTED:
        step(f"Releasing {quarter} as it was known on {known_by:%-d %B %Y}")
        release.freeze(ctx, quarter, known_by=known_by, by=BY)
    step(f"Releasing {QUARTER} for the meeting of {MEETING:%-d %B %Y}")
    release.freeze(ctx, QUARTER, known_by=MEETING, by=BY)
    step("Making accounts")
    _accounts(instance)
    step("Playing through a year of meetings")
    _year(instance)
    step("Scoring threats, describing districts")
    _evidence(instance, folder)
    step("Opening made-up cases under lock")
    _casework(instance, folder)
    step("Writing the performance paper")
    papers = paper.write(instance, QUARTER, MEETING, None)
    step("Binding the agenda pack")
    packs = pack.write(
        instance, QUARTER, MEETING, time(10), "County Hall", [_slides(instance)], None
    )
    end()
    return papers + packs


def _load(instance: Instance, folder: Path) -> None:
    from saferboard.engines.tables.returns import load_partnership
    from saferboard.engines.tables.store import Store

    load_partnership(Store(instance.home), texts_of(folder))


def _accounts(instance: Instance) -> None:
    start_service(instance)
    from saferboard.core.directory.permissions import Role
    from saferboard.web.directory.actions import create_demo_accounts

    roles = {post: Role(role) for post, role in ACCOUNTS.items()}
    create_demo_accounts(by=BY, home=instance.home, roles=roles)


def _year(instance: Instance) -> None:
    """A made-up year of the Board; only for the bundled one, and once."""
    start_service(instance)
    from django.db import transaction
    from django.utils.timezone import localdate

    from saferboard.web.evidence.making import partnership_of

    partnership = partnership_of(instance.home)
    if any(body.key == example_year.BODY for body in partnership.bodies):
        with transaction.atomic():
            example_year.make(partnership, QUARTER, localdate())


def _evidence(instance: Instance, folder: Path) -> None:
    """Made-up scores of threats, and the profile of every district."""
    start_service(instance)
    from django.utils.timezone import localdate

    from saferboard.web.evidence.risk import queries

    plan = queries.plan()
    if plan is not None:
        example_risk.make(plan, localdate())
    example_profiles.make(instance, folder, localdate())


def _casework(instance: Instance, folder: Path) -> None:
    """Purposes and procedures of cases; made-up cases for the bundled partnership alone."""
    publish_casework(instance, folder)
    from django.utils.timezone import localdate

    if folder == bundled():
        example_casework.make(localdate())


def _slides(instance: Instance) -> Attached:
    """A made-up partner's slides: PDF pages without tags, as slides mostly are."""
    start_service(instance)
    from saferboard.engines.charts.drawing import pdf
    from saferboard.web.evidence import queries

    found = queries.public(queries.named(QUARTER))
    place = found.place(found.area)
    charts = [
        chart
        for key in ("asb_police", "violence_and_sexual_offences")
        for measure in found.measures
        if measure.key == key
        and (a := found.of(key))
        and (chart := rolling_chart(measure, a, place))
    ]
    return Attached("Slides from a partner (demonstration)", "a partner", pdf(charts))
