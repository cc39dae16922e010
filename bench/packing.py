"""The agenda pack, as lines of the bench's table."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench.country import Size
from bench.measured import Line, alone
from bench.pack import LIMIT_SECONDS, run


def cold() -> Callable[[], dict[str, float]]:
    """The work of one pack; measured in a process of its own it finds nothing remembered."""
    return lambda: asdict(run())


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """A pack of 200 pages: seconds, and as a ratio to merging the same pages with pikepdf; and
    again when one of its papers changed.

    Every run is the first in its process, so no paper, chart or page is there already.
    """
    runs = [alone("bench.packing:cold").value for _ in range(times)]
    seconds = min(found["pack_seconds"] for found in runs)
    merge = min(found["merge_seconds"] for found in runs)
    changed = min(found["changed_seconds"] for found in runs)
    words = f"pack of {runs[0]['pages']} pages, cold"
    return [
        Line(words, seconds, "s", LIMIT_SECONDS),
        Line("the same after one change", changed, "s", None, "cold", seconds),
        Line(words, seconds, "s", None, "bare merge by pikepdf", merge),
    ]
