"""``saferboard actions``: take in an action log that was kept as a table before."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from saferboard.cli.folder import bytes_of
from saferboard.cli.instance import SAID, instance_of, start_service
from saferboard.core.ingest.text import decode

app = typer.Typer(no_args_is_help=True, help="Take in an older action log.")


@app.command(name="import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The log, as CSV.")],
    body: Annotated[str, typer.Option(help="The key of a body, as safer-communities-board.")],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day the log is of; today if left out."),
    ] = None,
    by: Annotated[str, typer.Option(help="The post that takes it in.")] = "Administrator",
) -> None:
    """Take in a log with number, date, action, owner, comments, status. Numbers are kept."""
    start_service(instance_of(ctx))
    from saferboard.web.board.decisions import actions, importing

    taken = actions.import_log(
        by=by,
        body=importing.body_of(body),
        text=decode(bytes_of(file), file.name),
        name=file.name,
        on=on.date() if on else date.today(),  # noqa: DTZ011 as the user's calendar has it
    )
    SAID.print(f"Actions added: {taken.actions}. Entries added: {taken.entries}.")
    for reject in taken.rejects:
        SAID.print(escape(f"{file.name}, line {reject.line}: rejected, {reject.reason}"))
