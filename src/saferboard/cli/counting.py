"""The bar of long work that counts what it has done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from saferboard.cli.instance import COMPLAINED


@contextmanager
def counted(title: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on the error stream (none where that is no terminal)."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    disable = not COMPLAINED.is_terminal
    with Progress(*columns, console=COMPLAINED, transient=True, disable=disable) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total, last: progress.update(
            task,
            completed=done,
            total=total or None,
            description=escape(f"{title} {last}".rstrip()),
        )
