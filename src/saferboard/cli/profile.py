"""``saferboard profile``: the problem profile of a district, made from a release."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from saferboard.cli.instance import SAID, Instance, instance_of, start_service
from saferboard.cli.paper import folder_of
from saferboard.core.faults import refuse

if TYPE_CHECKING:  # models cannot be imported before the service is started
    from saferboard.web.evidence.profiles.models import MadeProfile

EVERY = "all"
BY = "command line"


def profile(
    ctx: typer.Context,
    district: Annotated[str, typer.Argument(help="A name or a code, as Melton; or all.")],
    release: Annotated[
        str, typer.Option(help="As 2021/22-Q4 (default: the newest).", show_default=False)
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="Write the PDF and the tables there too.")
    ] = None,
) -> None:
    """Make the problem profile of a district, and keep it for its page."""
    instance = instance_of(ctx)
    folder = folder_of(instance, out) if out else None
    for row in make(instance, district, release, by=BY):
        said = "made" if row.is_new else "says the same as before, so nothing was kept"
        SAID.print(f"{escape(str(row))}: {said}")
        for path in write(row, folder) if folder else ():
            SAID.print(f"  {escape(str(path))}")


def make(instance: Instance, district: str, release: str = "", *, by: str) -> list["MadeProfile"]:
    """Make and keep the profile of one district, or of ``all``, from a release (the newest).

    Refused where there is no such release or district.
    """
    start_service(instance)
    from saferboard.web.evidence import queries as releases
    from saferboard.web.evidence.profiles import making, queries

    row = releases.named(release) if release else releases.latest()
    if row is None:
        raise refuse(
            "there is no release yet",
            where="profile",
            expected="a release to make it from",
            remedy="make one with `saferboard release QUARTER`",
        )
    held = queries.districts(releases.public(row))
    wanted = [
        p for p in held if district.casefold() in (EVERY, p.code.casefold(), p.name.casefold())
    ]
    if not wanted:
        raise refuse(
            f"the release has no district called '{district}'",
            where="district",
            expected=f"'{EVERY}' or one of " + ", ".join(p.name for p in held),
            remedy="name one of these",
        )
    of = making.sources(instance.home)
    today = date.today()  # noqa: DTZ011 the day as the user's calendar has it
    return [making.make(by=by, of=of, row=row, place=place, today=today) for place in wanted]


def write(row: "MadeProfile", folder: Path) -> Iterable[Path]:
    """The PDF and both tables as files."""
    from saferboard.web.evidence.profiles import downloads, queries
    from saferboard.web.look.sheets import csv_file
    from saferboard.web.publish.files import write as write_file

    read = queries.read(row).profile
    yield write_file(folder / f"{row.file_name}.pdf", downloads.pdf_of(row))
    for name, rows in (
        (f"{row.file_name}.csv", downloads.figure_rows(read)),
        (f"{row.file_name}-hexagons.csv", downloads.hexagon_rows(read)),
    ):
        yield write_file(folder / name, csv_file(rows, name).content)
