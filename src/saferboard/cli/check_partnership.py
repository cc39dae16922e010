"""``saferboard check-partnership``: every fault of a partnership's folder, or what it holds."""

from pathlib import Path
from typing import Annotated

import typer

from saferboard.cli.folder import read_folder
from saferboard.cli.instance import SAID
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.partnership import Partnership


def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A partnership's folder.")],
) -> None:
    """Check a partnership's folder. Every fault is told at once; nothing is stored."""
    SAID.print(summary(read_partnership(read_folder(folder))), markup=False)


def summary(partnership: Partnership) -> str:
    """What the folder holds, in a few lines."""
    months = sorted({count.month for count in partnership.monthly})
    counted = sum(1 for measure in partnership.measures if measure.is_counted)
    span = f", {months[0].words} to {months[-1].words}" if months else ""
    return "\n".join(
        (
            f"{partnership.name}: no faults.",
            f"  {len(partnership.areas)} areas, {len(partnership.populations.rows)} populations",
            f"  {len(partnership.organisations)} organisations, {len(partnership.bodies)} bodies, "
            f"{len(partnership.posts)} posts",
            f"  {len(partnership.outcomes)} outcomes, {len(partnership.measures)} measures "
            f"({counted} counted from source rows), {len(partnership.peer_sets)} peer sets",
            f"  {len(partnership.observations)} observations, "
            f"{len(partnership.printed)} rows of published dashboards",
            f"  {len(partnership.monthly):,} monthly counts{span}",
        )
    )
