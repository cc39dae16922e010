"""``saferboard pack``: the agenda pack of a meeting that takes a performance paper."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from saferboard.cli.instance import SAID, Instance, instance_of
from saferboard.cli.paper import Folder, Meeting, file_name, folder_of, paper_for
from saferboard.core.board import pack as core
from saferboard.core.faults import refuse


def pack(
    ctx: typer.Context,
    quarter: Annotated[str, typer.Argument(help="As 2021/22-Q4, or 2021/22-Q4.1.")],
    meeting: Meeting = None,
    at: Annotated[
        datetime | None, typer.Option(formats=["%H:%M"], help="When it starts (default 10:00).")
    ] = None,
    venue: Annotated[str, typer.Option(help="Where it is held.")] = "County Hall",
    attach: Annotated[
        list[Path] | None, typer.Option(help="Somebody else's PDF, as slides. May be repeated.")
    ] = None,
    odd_pages: Annotated[
        bool, typer.Option("--odd-pages", help="Start every paper on a right-hand page.")
    ] = False,
    to: Folder = None,
) -> None:
    """Make the agenda pack with the performance paper of a release."""
    day = meeting.date() if meeting else None
    slides = [attached(path) for path in attach or []]
    start = at.time() if at else time(10)
    made = write(instance_of(ctx), quarter, day, start, venue, slides, to, odd_pages=odd_pages)
    for path in made:
        SAID.print(escape(str(path)))


def attached(path: Path) -> core.Attached:
    """A partner's file, by its name."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refuse(
            f"the file cannot be read: {error.strerror}",
            where=str(path),
            expected="a PDF",
            remedy="check the path and its permissions",
        ) from None
    return core.Attached(path.stem.replace("-", " ").replace("_", " ").capitalize(), "", data)


def write(
    instance: Instance,
    name: str,
    day: date | None,
    at: time,
    venue: str,
    slides: Sequence[core.Attached],
    to: Path | None,
    *,
    odd_pages: bool = False,
) -> tuple[Path, ...]:
    """Write the pack and say where its files are."""
    shown, paper = paper_for(instance, name, day)
    from saferboard.web.publish.packs import performance_pack, write_pack

    meeting = core.Meeting(shown.release.board, day or shown.release.made_on, at, venue)
    made = performance_pack(paper, paper.author, meeting, slides, core.Options(odd_pages))
    folder = folder_of(instance, to)
    file = file_name("agenda-pack", shown.row.name)
    return write_pack(made, file, folder, made_on=shown.release.made_on)
