"""``saferboard audit``: is the trail still what was written, and where does it end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.markup import escape

from saferboard.cli.counting import counted
from saferboard.cli.instance import COMPLAINED, SAID, instance_of, start_service
from saferboard.core.audit.chain import Finding, read_head
from saferboard.core.faults import refuse

FAULT = 1
SHOWN = 20  # findings told in full

app = typer.Typer(no_args_is_help=True, help="Verify the audit trail, and print its head.")


@app.command()
def head(ctx: typer.Context) -> None:
    """Print the last link of the trail, as NUMBER:HASH. Keep it where nobody of here can write."""
    _begin(ctx)
    from saferboard.web.audit import verifying

    found = verifying.head()
    if found is None:
        raise refuse(
            "the audit trail is empty",
            where="head",
            expected="an event at least",
            remedy="ask again when something was done",
        )
    SAID.print(str(found))


@app.command()
def verify(
    ctx: typer.Context,
    known: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER:HASH",
            help="A head that was printed before, and must still be there. As often as you like.",
        ),
    ] = None,
) -> None:
    """Read the whole trail: was anything changed, taken out, put in, or cut off at the end?

    The heads that saferboard daily noted in the file audit-heads are held against it too. Exit
    code 1 if the trail is not what was written. The service may go on working.
    """
    _begin(ctx)
    from saferboard.web.audit import heads, verifying

    given = [read_head(text, where="--known") for text in known or ()]
    noted = heads.noted()
    wanted = [*given, *(one.head for one in noted)]
    broken, noticed = _Told("[bold red]Broken.[/]"), _Told("[yellow]Note.[/]")
    with _progress(verifying.length()) as step:
        for one in verifying.findings(wanted, step):
            (broken if one.breaks else noticed).add(one)
    noticed.end()
    broken.end()
    if broken.count:
        COMPLAINED.print(f"The audit trail is not what was written. Findings: {broken.count:,}.")
        raise typer.Exit(FAULT)
    last = verifying.head()
    SAID.print(f"{last.number if last else 0:,} events, each as it was written and in its place.")
    SAID.print(f"Head: {last}" if last else "There is no head yet.")
    if wanted:
        SAID.print(f"Known heads that are still there: {len(set(wanted)):,}.")
    else:
        SAID.print("No head was known: that nothing is cut off at the end cannot be told.")


def _begin(ctx: typer.Context) -> None:
    """Whoever verifies changes nothing: not even the tables are brought up to date."""
    start_service(instance_of(ctx), migrate=False)
    from django.db import connection

    from saferboard.web.audit.models import Link

    if Link._meta.db_table not in connection.introspection.table_names():
        raise refuse(
            "the audit trail is no chain yet",
            where=connection.display_name,
            expected="tables as this version wants them",
            remedy="run saferboard manage migrate, or start the service",
        )


class _Told:
    """Findings of one kind, told as they come: the first in full, of the others how many."""

    def __init__(self, title: str) -> None:
        self.title, self.count = title, 0

    def add(self, found: Finding) -> None:
        self.count += 1
        if self.count <= SHOWN:
            COMPLAINED.print(f"{self.title} {escape(str(found.fault))}")

    def end(self) -> None:
        if self.count > SHOWN:
            COMPLAINED.print(f"{self.title} And {self.count - SHOWN:,} more.")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    read = 0
    with counted("Verifying") as tell:

        def step(links: int) -> None:
            nonlocal read
            read += links
            tell(read, max(total, read), "")

        yield step
