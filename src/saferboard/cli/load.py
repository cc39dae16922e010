"""``saferboard load``: take in police data, partners' returns, populations, a partnership."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from saferboard.cli.check_partnership import casework_files, read_casework
from saferboard.cli.counting import counted
from saferboard.cli.folder import bytes_of, read_folder
from saferboard.cli.instance import COMPLAINED, SAID, Instance, instance_of, start_service
from saferboard.core.directory.areas import Areas
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.police import Changed, Loaded, Report
from saferboard.core.ingest.survey_comments import Comment, parse_comments
from saferboard.core.ingest.text import decode
from saferboard.engines.tables import returns
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.returns import Taken
from saferboard.engines.tables.store import Store

# A load started by hand waits this long for another one before it gives up.
WAIT = 60.0
SHOWN = 10

app = typer.Typer(
    no_args_is_help=True, help="Take in police data, partners' returns, populations, a partnership."
)


@app.command(name="police-uk")
def police_uk(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Folders, .csv, .csv.gz or .zip files.")
    ],
) -> None:
    """Load street-level files of data.police.uk as downloaded. A month held is replaced."""
    store = Store(instance_of(ctx).home)
    with counted("Loading") as step:
        report = load_police(
            store,
            paths,
            areas=_areas(store),
            today=date.today(),  # noqa: DTZ011 as the user's calendar has it
            progress=step,
            wait=WAIT,
            waiting=_waiting,
        )
    for line in report_lines(report):
        SAID.print(escape(line))


@app.command()
def observations(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Partners' returns, as CSV.")],
) -> None:
    """Load values that partners returned. A file of the same name is replaced."""
    _take(ctx, file, returns.load_observations)


@app.command()
def populations(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Populations, as CSV.")],
) -> None:
    """Load populations by area, year and group. A file of the same name is replaced."""
    _take(ctx, file, returns.load_populations)


@app.command()
def csp(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Table C2, its sheet as CSV.")],
) -> None:
    """Load the Home Office's Table C2. One for the same year is replaced."""
    _take(ctx, file, returns.load_csp)


@app.command()
def survey(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Results of a survey, as CSV.")],
    comments: Annotated[
        Path | None, typer.Option(help="What people wrote, as CSV. All of it begins private.")
    ] = None,
    restate: Annotated[
        bool, typer.Option(help="Change results that are held, once you have looked at them.")
    ] = False,
) -> None:
    """Load a survey's results, and its comments. A file of the same name is replaced."""
    instance = instance_of(ctx)
    found = _comments(Store(instance.home), comments) if comments is not None else ()
    _take(ctx, file, partial(returns.load_survey, restate=restate))
    if comments is not None:
        start_service(instance)
        from saferboard.web.evidence.surveys import actions

        taken = actions.load_comments(by="console", name=comments.name, found=found)
        SAID.print(
            escape(f"{comments.name}: {_many(taken.added, 'comment')} to read, ")
            + f"{taken.held} held already"
        )


def _comments(store: Store, file: Path) -> tuple[Comment, ...]:
    partnership = returns.partnership_held(store.read())
    return parse_comments(
        decode(bytes_of(file), file.name),
        file.name,
        surveys=partnership.further.surveys,
        areas=partnership.areas,
    )


@app.command()
def youth(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Disposals that closed, or cohorts, as CSV.")
    ],
) -> None:
    """Load returns of the youth justice service. A file of the same name is replaced."""
    _take(ctx, file, returns.load_youth)


@app.command()
def boundaries(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Areas as GeoJSON (WGS84).")],
) -> None:
    """Load the boundaries of areas. A file of the same name is replaced."""
    _take(ctx, file, returns.load_boundaries)


@app.command()
def partnership(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A partnership's folder.")],
    over_rows: Annotated[
        bool, typer.Option(help="Let go of source rows where the folder has monthly counts.")
    ] = False,
) -> None:
    """Load a partnership's folder: areas, measures, returns, monthly counts."""
    instance = instance_of(ctx)
    store = Store(instance.home)
    with counted("Loading") as step:
        step(0, 1, "checking")
        taken = returns.load_partnership(store, texts_of(folder), over_rows=over_rows)
        step(1, 1, "stored")
    seats, plans = _take_in_directory(instance)
    procedures = publish_casework(instance, folder)
    for file in taken.files:
        SAID.print(escape(taken_line(file)))
    SAID.print(escape(f"Bodies and posts: {seats}. Forward plan: {plans} taken in."))
    if procedures:
        SAID.print(escape(f"Casework: {', '.join(procedures)} published."))
    for name in taken.removed:
        SAID.print(escape(f"{name}: removed"))
    SAID.print(f"Monthly counts in use: {_many(taken.placed, 'month')}.")
    if taken.skipped:
        SAID.print(
            f"Source rows kept over monthly counts: {_many(len(taken.skipped), 'month')}, "
            f"{taken.skipped[0].month} to {taken.skipped[-1].month}; --over-rows lets them go."
        )


def _take_in_directory(instance: Instance) -> tuple[str, int]:
    """Bodies, posts, seats and plan rules go into the service's tables; what was taken in."""
    start_service(instance)
    from django.utils.timezone import localdate

    from saferboard.web.board.plan import ruling
    from saferboard.web.directory.taking_in import take_in
    from saferboard.web.evidence.making import partnership_of

    partnership = partnership_of(instance.home)
    seats = take_in(partnership, by="console", on=localdate())
    return str(seats), ruling.take_in(partnership.plan, by="console")


def publish_casework(instance: Instance, folder: Path) -> tuple[str, ...]:
    """Purposes and procedures of cases go into the service's tables; the files that say more."""
    start_service(instance)
    from saferboard.web.casework.lock.declared import publish

    files = casework_files(folder)
    read_casework(files)
    return publish(by="console", files={name: str(text) for name, text in files.items()})


@app.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="As returns.csv, or observations/returns.csv.")],
) -> None:
    """Let go of a loaded file: of returns, of populations, of boundaries, Table C2."""
    SAID.print(escape(f"{returns.remove(Store(instance_of(ctx).home), name)}: removed"))


def report_lines(report: Report) -> Iterator[str]:
    """What a load of police data did, in plain lines: the sums, then what is odd."""
    for row in report.loaded:
        if row.changed is not Changed.UNCHANGED:
            was = f" (was {row.before:,})" if row.changed is Changed.REPLACED else ""
            yield f"{row.what}: {row.changed}, {_many(row.rows, 'row')}{was}{_oddities(row)}"
    unchanged = report.count(Changed.UNCHANGED)
    if unchanged:
        yield f"Held already with the same content, left as it is: {_many(unchanged, 'month')}."
    for row in report.loaded:
        for reject in row.rejects[:SHOWN]:
            yield f"{row.source}, line {reject.line}: rejected, {reject.reason}"
        if len(row.rejects) > SHOWN:
            yield f"{row.source}: rejected, {_many(len(row.rejects) - SHOWN, 'more row')}"
    for line in report.ignored[:SHOWN]:
        yield f"left alone: {line}"
    if len(report.ignored) > SHOWN:
        yield f"left alone: {_many(len(report.ignored) - SHOWN, 'more file')}"
    stored = sum(row.rows for row in report.loaded if row.changed is not Changed.UNCHANGED)
    rejected = sum(len(row.rejects) for row in report.loaded)
    yield (
        f"Months: {report.count(Changed.ADDED)} added, {report.count(Changed.REPLACED)} replaced, "
        f"{unchanged} unchanged. Rows: {stored + rejected:,} read = {stored:,} stored + "
        f"{rejected:,} rejected."
    )


def _oddities(row: Loaded) -> str:
    outside = sum(n for _, n in row.elsewhere)
    told = (
        (row.unassigned, "without a district"),
        (row.repeated, "with a repeated Crime ID"),
        (outside, "in districts of no known area"),
        (len(row.rejects), "rejected"),
        *((n, f"of a crime type not seen before, '{name}'") for name, n in row.strange),
    )
    return "".join(f", {n:,} {what}" for n, what in told if n)


def _many(number: int, noun: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def taken_line(taken: Taken) -> str:
    """What taking in one file did, in a line or more."""
    was = f" (was {taken.before:,})" if taken.changed is Changed.REPLACED else ""
    first = f"{taken.name}: {taken.changed}, {_many(taken.rows, 'row')}{was}"
    return "\n".join((first, *(f"  {note}" for note in taken.notes)))


def _take(ctx: typer.Context, file: Path, load: Callable[[Store, str, str], Taken]) -> None:
    store = Store(instance_of(ctx).home)
    with counted("Loading") as step:
        step(0, 1, file.name)
        taken = load(store, file.name, decode(bytes_of(file), file.name))
        step(1, 1, file.name)
    SAID.print(escape(taken_line(taken)))


def texts_of(folder: Path) -> dict[str, str]:
    """The texts of a partnership's folder; refused if a file cannot be read."""
    files = read_folder(folder)
    faults = [found for found in files.values() if isinstance(found, Fault)]
    if faults:
        raise Refused(*faults)
    return {name: found for name, found in files.items() if isinstance(found, str)}


def _areas(store: Store) -> Areas | None:
    """The areas whose districts are expected, once a partnership is loaded."""
    held = store.read()
    return returns.partnership_held(held).areas if held.of(returns.PARTNERSHIP) else None


def _waiting() -> None:
    COMPLAINED.print(f"Another load is under way: waiting for up to {WAIT:.0f} seconds.")
