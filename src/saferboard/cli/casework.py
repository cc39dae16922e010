"""``saferboard casework``: what is done to cases by command: moving them, comparing people."""

from typing import Annotated

import typer
from rich.markup import escape

from saferboard.cli.counting import counted
from saferboard.cli.instance import SAID, instance_of, start_service
from saferboard.core.faults import refuse

app = typer.Typer(no_args_is_help=True, help="Care for cases. No command shows what they say.")


@app.callback()
def casework() -> None:
    """Care for cases. No command shows what they say."""


@app.command()
def migrate(
    ctx: typer.Context,
    process: Annotated[str, typer.Argument(metavar="PROCESS", help="The procedure, as asb.")],
    old: Annotated[int, typer.Argument(metavar="OLD", help="The version that cases go by now.")],
    new: Annotated[int, typer.Argument(metavar="NEW", help="The version they are to go by.")],
    states: Annotated[
        str, typer.Option(help="Each state of the old version to one of the new: a=b,c=d.")
    ],
    because: Annotated[str, typer.Option(help="Why. It is kept with each case. Name nobody.")],
    commit: Annotated[
        bool, typer.Option("--commit", help="Move them. Without it nothing is changed.")
    ] = False,
    by: Annotated[str, typer.Option(help="The post that moves them.")] = "Administrator",
) -> None:
    """Move the open cases of one version of a procedure to another, all or none."""
    start_service(instance_of(ctx))
    # Nothing but this command and casework itself knows of cases.
    from saferboard.core.casework.process.pinning import Migration, Pin
    from saferboard.web.casework.running.migrating import migrate as move

    migration = Migration(Pin(process, old), Pin(process, new), _pairs(states), because)
    moves = move(by=by, migration=migration, commit=commit)
    for one in moves:
        SAID.print(escape(f"{one.out_of} to {one.into}: {one.cases}"))
    total = sum(one.cases for one in moves)
    SAID.print(f"Cases {'moved' if commit else 'that would be moved'}: {total}.")
    if not commit:
        SAID.print("Nothing was changed. Add --commit to move them.")


@app.command()
def link(ctx: typer.Context) -> None:
    """Compare all records of people, and propose to co-ordinators who may be one person.

    For the night: it reads every record. No record is joined to another.
    """
    start_service(instance_of(ctx))
    from django.utils.timezone import now

    from saferboard.web.casework.people.overnight import link_all

    with counted("Linking") as bar:
        standing = link_all(by="linkage", on=now(), told=lambda what, done: bar(done, 0, what))
    SAID.print(f"Proposals that stand: {standing}. Co-ordinators find them under /cases/links/.")


@app.command()
def train(ctx: typer.Context) -> None:
    """Train the model of linkage on the records of this instance, and keep it."""
    start_service(instance_of(ctx))
    from saferboard.web.casework.people.overnight import FEWEST, train_model

    records = train_model(by="linkage")
    if records:
        SAID.print(f"Trained on {records} records. The next linking goes by it.")
    else:
        SAID.print(f"Fewer than {FEWEST} records teach nothing: the model that is shipped stays.")


def _pairs(text: str) -> dict[str, str]:
    """``a=b,c=d`` as a table. Refused if a pair is no pair, or a state is named twice."""
    found: dict[str, str] = {}
    for pair in text.split(","):
        old, equals, new = (part.strip() for part in pair.partition("="))
        if not (old and equals and new) or old in found:
            raise refuse(
                f"'{pair.strip()}' is not one state to one state",
                where="--states",
                expected="pairs like reported=reported,open=working, each old state once",
                remedy="correct the pair; no case was moved",
            )
        found[old] = new
    return found
