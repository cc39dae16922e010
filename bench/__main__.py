"""``python -m bench``: side-by-side measurements, as a table and as JSON."""

import argparse
import json
import os
import platform
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import identity, loading, measuring, packing, reading, releasing, search, service
from bench.country import Size
from bench.measured import Line

FOLDER = Path(__file__).parent / "data"
BENCHES: dict[str, Callable[[Path, Size, int], list[Line]]] = {
    "identity": identity.bench,
    "loading": loading.bench,
    "measuring": measuring.bench,
    "pack": packing.bench,
    "reading": reading.bench,
    "releasing": releasing.bench,
    "search": search.bench,
    "service": service.bench,
}
WITHOUT_SERVER = tuple(name for name in BENCHES if name not in ("service", "identity"))


def table(lines: list[Line]) -> Table:
    """A row a measurement: ours, the peer's, the ratio, the limit, whether it holds."""
    found = Table("What", "Ours", "Beside", "Theirs", "Ratio", "Limit", "", box=None)
    for column in found.columns[1::2]:
        column.justify = "right"
    for line in lines:
        peer = line.theirs is not None
        bound = "at least " if line.at_least else "at most "
        unit = "" if peer else f" {line.unit}"
        found.add_row(
            line.what,
            f"{line.ours:,.2f} {line.unit}",
            line.peer,
            f"{line.theirs:,.2f} {line.unit}" if peer else "",
            f"{line.judged:.2f}" if peer else "",
            f"{bound}{line.limit:,g}{unit}" if line.limit is not None else "none set",
            "" if line.limit is None else "within" if line.within else "[bold red]beyond[/]",
        )
    return found


def main() -> None:
    """Run the benches asked for. A wrong answer fails; a slow one is shown as beyond its limit."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=", ".join(BENCHES))
    parser.add_argument("--size", default="43x36x12900", help="forces x months x rows of each")
    parser.add_argument("--times", type=int, default=2, help="runs of each work; the best counts")
    parser.add_argument("--json", type=Path, default=FOLDER / "results.json")
    given = parser.parse_args()
    unknown = set(given.benches) - BENCHES.keys()
    if unknown:
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    size = Size.parse(given.size)
    console = Console(width=120)
    console.print(
        f"{size.total:,} rows ({size}), {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    FOLDER.mkdir(exist_ok=True)
    results = {}
    for name in given.benches or WITHOUT_SERVER:
        lines = BENCHES[name](FOLDER, size, given.times)
        console.print(table(lines))
        results[name] = [line.as_dict() for line in lines]
    given.json.write_text(json.dumps({"size": str(size), "results": results}, indent=1))


if __name__ == "__main__":
    main()
