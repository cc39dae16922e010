"""``saferboard check-partnership``: every fault of a partnership's folder, or what it holds."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from saferboard.cli.folder import read_folder
from saferboard.cli.instance import SAID
from saferboard.core.casework import declaring
from saferboard.core.casework.declaring import Casework
from saferboard.core.casework.process.process import Process
from saferboard.core.casework.process.reading import FOLDER
from saferboard.core.casework.purposes import TABLES
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.partnership import Partnership

T = TypeVar("T")


def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A partnership's folder.")],
) -> None:
    """Check a partnership's folder. Every fault is told at once; nothing is stored."""
    partnership, casework = read(folder)
    SAID.print(summary(partnership), markup=False)
    for line in (*map(told, casework.processes), *casework.tables):
        SAID.print(f"  {line}", markup=False)


def read(folder: Path) -> tuple[Partnership, Casework]:
    """What the folder declares, with its casework. Refused with all faults of both.

    Casework is read here: nothing else may know of it, so it is no part of what the Board's side
    of the house loads.
    """
    faults: list[Fault] = []
    partnership = _gathering(faults, lambda: read_partnership(read_folder(folder)))
    casework = _gathering(faults, lambda: read_casework(casework_files(folder)))
    if partnership is None or casework is None:
        raise Refused(*faults)
    return partnership, casework


def casework_files(folder: Path) -> dict[str, str | Fault]:
    """The texts of what a partnership declares of its casework; it may declare nothing."""
    return {
        f"{own}/{name}": text
        for own in (TABLES, FOLDER)
        if (folder / own).is_dir()
        for name, text in read_folder(folder / own).items()
        if name.endswith(".toml")
    }


def read_casework(files: Mapping[str, str | Fault]) -> Casework:
    """What the files declare. Refused with every fault of all of them."""
    faults = Faults([text for text in files.values() if isinstance(text, Fault)])
    texts = {name: text for name, text in files.items() if isinstance(text, str)}
    casework = declaring.check(texts, faults)
    faults.refuse()
    return casework


def _gathering(faults: list[Fault], reading: Callable[[], T]) -> T | None:
    try:
        return reading()
    except Refused as refused:
        faults += refused.faults
        return None


def told(process: Process) -> str:
    """``procedure 'asb' version 1: 9 states, 9 steps, 3 of them statutory``."""
    statutory = sum(1 for step in process.steps if step.statute)
    return (
        f"procedure '{process.key}' version {process.version}: {len(process.states)} states, "
        f"{len(process.steps)} steps, {statutory} of them statutory"
    )


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
