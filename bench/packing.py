"""The agenda pack, as lines of the bench's table."""

from pathlib import Path

from bench.country import Size
from bench.measured import Line
from bench.pack import LIMIT_SECONDS, run


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """A pack of 120 pages: seconds, and as a ratio to merging the same pages with pikepdf."""
    results = [run() for _ in range(times)]
    cold, quickest = results[0], min(results, key=lambda result: result.pack_seconds)
    merge = min(result.merge_seconds for result in results)
    return [
        Line(f"pack of {cold.pages} pages, cold", cold.pack_seconds, "s", LIMIT_SECONDS),
        Line("pack, again", quickest.pack_seconds, "s", None, "bare merge by pikepdf", merge),
    ]
