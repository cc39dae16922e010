"""``saferboard release``: freeze a quarter, list and compare releases, override a RAG."""

import re
from datetime import date, datetime
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table
from typer.core import TyperGroup

from saferboard.cli.instance import SAID, instance_of, start_service
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.words import figure_words
from saferboard.core.faults import refuse
from saferboard.engines.tables.engine import Engine

QUARTER = re.compile(r"\d{4}/\d{2}")


class QuarterOrCommand(TyperGroup):
    """``release 2021/22-Q4`` is short for ``release make 2021/22-Q4``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Read a quarter where a command is expected as a wish to make it."""
        if args and QUARTER.match(args[0]):
            args = ["make", *args]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=QuarterOrCommand,
    no_args_is_help=True,
    help="Freeze a quarter; list, show and compare releases; override a RAG.",
)


@app.command()
def make(
    ctx: typer.Context,
    quarter: Annotated[str, typer.Argument(help="As 2021/22-Q4.")],
    known_by: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Use nothing learned after this day."),
    ] = None,
    by: Annotated[str, typer.Option(help="The post that makes the release.")] = "Analyst",
    engine: Annotated[
        Engine, typer.Option(help="What counts: every engine gives the same release.")
    ] = Engine.POLARS,
) -> None:
    """Compute a quarter from what is loaded and freeze it as a release."""
    known = known_by.date() if known_by else None
    freeze(ctx, quarter, known_by=known, by=by, engine=engine)


def freeze(
    ctx: typer.Context,
    quarter: str,
    *,
    known_by: date | None,
    by: str,
    engine: Engine = Engine.POLARS,
) -> None:
    """Make and store one release, and say what came of it."""
    instance = instance_of(ctx)
    start_service(instance)
    from saferboard.web.evidence import actions
    from saferboard.web.evidence.making import make_release

    today = date.today()  # noqa: DTZ011 the day as the user's calendar has it
    period = _quarter(quarter)
    known = known_by or today
    made = make_release(instance.home, period, known_by=known, made_on=today, engine=engine)
    stored = actions.freeze(made, by=by)
    said = "frozen" if stored.is_new else "says the same as before, so nothing was stored"
    place = made.place(made.area).name
    held = [a for m in made.measures if (a := made.of(m.key)) and isinstance(a.figure, Number)]
    SAID.print(
        f"Release {stored.name} {said}: {len(held)} of {len(made.measures)} measures have a figure "
        f"for {place}; {len(made.assessments)} assessments in all, "
        f"fingerprint {stored.fingerprint[:16]}"
    )


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List every release, newest first."""
    start_service(instance_of(ctx))
    from saferboard.web.evidence import queries

    table = Table("Release", "Made on", "Made by", "Fingerprint", box=None)
    for row in queries.releases():
        table.add_row(row.name, f"{row.made_at:%Y-%m-%d}", row.made_by, row.fingerprint[:16])
    SAID.print(table)


@app.command()
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="As 2021/22-Q4 (the newest) or 2021/22-Q4.1.")],
) -> None:
    """Show a release: what it says of the Board's own area, and what it was made from."""
    start_service(instance_of(ctx))
    from saferboard.web.evidence import queries

    found = queries.named(name)
    release = queries.shown(found).release
    place = release.place(release.area).name
    table = Table("Measure", "Before", "Current", "Direction", "RAG", box=None, title=place)
    for measure in release.measures:
        a = release.of(measure.key)
        if a is not None:
            table.add_row(
                escape(measure.name),
                figure_words(a.previous, measure),
                figure_words(a.figure, measure),
                a.direction.value,
                a.rag.value,
            )
    SAID.print(table)
    SAID.print(f"Known by {release.known_by}; code {release.code_version}")
    SAID.print(f"Fingerprint {found.fingerprint}")
    for source in release.inputs:
        SAID.print(f"  {source.sha256[:16]}  {escape(source.name)}")


@app.command()
def override(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="As 2021/22-Q4 (the newest) or 2021/22-Q4.1.")],
    measure: Annotated[str, typer.Argument(help="The measure's key, as burglary.")],
    rag: Annotated[Rag, typer.Option(case_sensitive=False, help="The RAG to stand instead.")],
    reason: Annotated[str, typer.Option(help="Why the computed RAG should not stand.")],
    by: Annotated[str, typer.Option(help="The post that sets it.")],
    area: Annotated[
        str | None, typer.Option(help="A place's name or code (default: the Board's own area).")
    ] = None,
) -> None:
    """Set a person's RAG beside the computed one, which stays to be seen."""
    start_service(instance_of(ctx))
    from saferboard.web.evidence import actions, queries

    found = queries.named(name)
    release = queries.header(found)
    place = queries.place_named(release, area or release.area)
    today = date.today()  # noqa: DTZ011 the day as the user's calendar has it
    actions.override_rag(
        by=by, release=found, measure=measure, area=place.code, rag=rag, reason=reason, on=today
    )
    SAID.print(f"Release {found.name}, {escape(measure)} in {escape(place.name)}: {rag.value}")


@app.command()
def diff(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(help="As 2021/22-Q4.1.")],
    new: Annotated[str, typer.Argument(help="As 2021/22-Q4.2.")],
) -> None:
    """Name every figure and declaration that the newer of two releases gives differently."""
    from saferboard.core.evidence.redefining import redefinitions
    from saferboard.core.evidence.restating import restatements

    start_service(instance_of(ctx))
    from saferboard.web.evidence import queries

    before, after = (queries.whole(queries.named(name)) for name in (old, new))
    found = restatements(before, after)
    for row in found:
        SAID.print(escape(row.words))
    SAID.print(f"{len(found)} differences" if len(found) != 1 else "1 difference")
    redefined = redefinitions(before, after)
    if redefined:
        SAID.print("Declared differently:")
    for change in redefined:
        SAID.print(escape(f"  {change.words}"))


def _quarter(text: str) -> Period:
    period = Period.parse(text)
    if not period.is_quarter:
        raise refuse(
            f"'{text}' is not a quarter",
            where="release",
            expected="a quarter of a financial year, as 2021/22-Q4",
            remedy="name the quarter to freeze",
        )
    return period
