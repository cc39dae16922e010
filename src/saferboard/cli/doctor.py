"""``saferboard doctor``: is this instance well, and if not, what is to be done."""

import typer
from rich.markup import escape

from saferboard.cli.instance import SAID, instance_of, start_service

FAULT = 1
COLOURS = {"ok": "green", "warning": "yellow", "fault": "bold red"}


def doctor(ctx: typer.Context) -> None:
    """Look the instance over: a line for each thing, with what to do. Exit code 1 on a fault."""
    start_service(instance_of(ctx), migrate=False)
    from saferboard.web.directory import health

    faults = 0
    for found in health.findings():
        colour = COLOURS[found.state]
        head = f"[{colour}]{found.state:<8}[/]{found.what}: "
        SAID.print(head + escape(found.told))
        if found.remedy:
            SAID.print(f"        what to do: {escape(found.remedy)}")
        faults += found.state is health.State.FAULT
    if faults:
        SAID.print(f"{faults} fault{'' if faults == 1 else 's'}.")
        raise typer.Exit(FAULT)
