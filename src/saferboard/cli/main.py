"""The console command. Exit codes: 0 done, 1 a fault in what was given, 2 usage, 3 our fault."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from saferboard import __version__
from saferboard.cli import (
    account,
    actions,
    audit,
    backup,
    casework,
    check_paper,
    check_partnership,
    daily,
    demo,
    doctor,
    importing,
    load,
    manage,
    measure,
    pack,
    paper,
    profile,
    release,
    restore,
    send,
    serve,
)
from saferboard.cli.instance import COMPLAINED, SAID, Instance
from saferboard.core.faults import Refused

DONE, FAULT, USAGE, OURS = 0, 1, 2, 3

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def instance(
    ctx: typer.Context,
    home: Annotated[
        Path, typer.Option(envvar="SAFERBOARD_HOME", help="Where this instance lives.")
    ] = Path("instance"),
) -> None:
    """Saferboard runs a community safety partnership's Board."""
    ctx.obj = Instance(home.absolute())


@app.command()
def version() -> None:
    """Print the version."""
    SAID.print(__version__)


app.add_typer(load.app, name="load")
app.add_typer(importing.app, name="import")
app.add_typer(release.app, name="release")
app.add_typer(account.app, name="account")
app.add_typer(actions.app, name="actions")
app.add_typer(casework.app, name="casework")
app.add_typer(audit.app, name="audit")
app.command("measure")(measure.measure)
app.command("paper")(paper.paper)
app.command("profile")(profile.profile)
app.command("pack")(pack.pack)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("backup")(backup.backup)
app.command("restore")(restore.restore)
app.command("doctor")(doctor.doctor)
app.command("send")(send.send)
app.command("daily")(daily.daily)
app.command("check-paper")(check_paper.check_paper)
app.command("check-partnership")(check_partnership.check)
app.command("manage", context_settings={"ignore_unknown_options": True})(manage.manage)


def home_first(words: list[str]) -> list[str]:
    """``--home DIR`` may stand anywhere on the line; Typer wants it before the command."""
    for index, word in enumerate(words):
        if word == "--home" and index + 1 < len(words):
            return [*words[index : index + 2], *words[:index], *words[index + 2 :]]
        if word.startswith("--home="):
            return [word, *words[:index], *words[index + 1 :]]
    return words


def run() -> None:
    """Run the command line and exit with the code that tells whose turn it is.

    What a command writes, database, lake, papers and outbox, is for its owner alone.
    """
    os.umask(0o077)
    try:
        app(home_first(sys.argv[1:]))
    except Refused as refused:
        for fault in refused.faults:
            COMPLAINED.print(f"[bold red]Refused.[/] {_plain(str(fault))}")
        sys.exit(FAULT)
    except Exception as error:
        from saferboard.web.logs import trace  # a timer's words end in a log

        COMPLAINED.print(_plain(trace(error)))
        COMPLAINED.print("Saferboard failed. This is our fault: please report the lines above.")
        sys.exit(OURS)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


if __name__ == "__main__":
    run()
