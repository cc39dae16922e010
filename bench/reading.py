"""Past packs read: how many in a minute, in how much memory, and how truly.

Made-up packs as long as real ones, beside taking the plain text out of the same packs as PDFs,
which nothing that reads PDFs can beat. ``python -m bench.reading`` prints recall and precision.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from random import Random
from resource import getpagesize

import pypdfium2

from bench.country import Size
from bench.measured import Line, alone, by_turns
from saferboard.core.document.tree import Block, Column, Document, Paragraph, Table
from saferboard.core.ingest.past.packs import read_pack
from saferboard.engines.pdf.pages import pages_of
from saferboard.engines.typesetting.typesetter import document_pdf
from tests.generated import layouts
from tests.generated.lines import Made, text_of
from tests.generated.measuring import LAYOUTS, RATE, measured, table
from tests.generated.packs import make

PACKS = 1000
PRINTED = 25  # of them as PDF
ITEMS, LENGTH = 12, 10  # of business, and of its papers: as many characters as real packs have
LIMIT_SECONDS = 60.0
GROWN_LIMIT = 10.0  # megabytes
PAGES_LIMIT = 3.0
DAY = date(2030, 1, 1)


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """A thousand packs as text; then some of them as PDFs, three ways."""
    home = folder / "packs"
    _written(home)
    jobs = {
        name: lambda name=name: alone(f"bench.reading:{name}", home)
        for name in ("plain", "pages", "whole")
    }
    jobs["texts"] = lambda: alone("bench.reading:texts", home, PACKS)
    runs = by_turns(jobs, times)
    read = runs["texts"]
    plain = runs["plain"].seconds
    words = f"{PRINTED} packs as PDF"
    per_text = read.seconds / PACKS * PRINTED
    return [
        Line(f"{PACKS:,} packs, {read.value['characters']:,} characters each", read.seconds, "s",
             LIMIT_SECONDS),
        Line("memory grown meanwhile", read.value["grown"], "MB", GROWN_LIMIT),
        Line(f"{words}: pages in lines and cells", runs["pages"].seconds, "s", PAGES_LIMIT,
             "plain text by PDFium", plain),
        Line(f"{words}: read", runs["whole"].seconds, "s", None, "plain text by PDFium", plain),
        Line(f"{PRINTED} packs as text: read", per_text, "s", None, "plain text by PDFium", plain),
    ]  # fmt: skip


def texts(home: str, packs: str) -> Callable[[], dict[str, float]]:
    """Read so many packs one after another; the characters of a pack, and by how many megabytes
    the process grew after the first tenth of them.
    """

    def work() -> dict[str, float]:
        characters, before = 0, 0.0
        for n in range(int(packs)):
            text = (Path(home) / f"{n}.txt").read_text()
            assert read_pack(text).minutes
            characters += len(text)
            if n == int(packs) // 10:
                before = _megabytes()
        return {"characters": characters // int(packs), "grown": _megabytes() - before}

    return work


def _megabytes() -> float:
    """What the process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * getpagesize() / 2**20


def plain(home: str) -> Callable[[], int]:
    """The text of every page, as PDFium gives it."""

    def work() -> int:
        characters = 0
        for data in _printed(home):
            document = pypdfium2.PdfDocument(data)
            characters += sum(len(page.get_textpage().get_text_range()) for page in document)
            document.close()
        return characters

    return work


def pages(home: str) -> Callable[[], int]:
    """The same in lines and cells."""
    return lambda: sum(len(pages_of(data, name="pack")) for data in _printed(home))


def whole(home: str) -> Callable[[], int]:
    """And read."""
    return lambda: sum(
        len(read_pack(pages_of(data, name="pack")).reports) for data in _printed(home)
    )


def _printed(home: str) -> Iterator[bytes]:
    for n in range(PRINTED):
        yield (Path(home) / f"{n}.pdf").read_bytes()


def _written(home: Path) -> None:
    """The packs as files, if they are not there."""
    home.mkdir(parents=True, exist_ok=True)
    for n in range(PACKS):
        text, printed = home / f"{n}.txt", home / f"{n}.pdf"
        if text.exists() and (n >= PRINTED or printed.exists()):
            continue
        made = make(n, items=ITEMS, length=LENGTH)
        lines = layouts.plain(made, Random(n))
        text.write_text(text_of(lines))
        if n < PRINTED:
            blocks = tuple(_blocks(lines))
            document = Document("Agenda pack", made.voice.name, "", blocks)
            printed.write_bytes(document_pdf(document, made_on=DAY))


def _blocks(lines: list[Made]) -> Iterator[Block]:
    """Lines with cells as tables, others as paragraphs."""
    said = [line.text.strip("\f") for line in lines]
    for cells, run in groupby(filter(None, said), key=lambda text: text.count("\t")):
        if not cells:
            yield from (Paragraph(text, numbered=False) for text in run)
            continue
        rows = [tuple(text.split("\t")) for text in run]
        yield Table("Table", tuple(Column(name or "-") for name in rows[0]), tuple(rows[1:]))


def main() -> None:
    """Recall and precision by layout, with limits, clean and dirty."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=main.__doc__)
    parser.add_argument("layouts", nargs="*", help=", ".join(LAYOUTS))
    parser.add_argument("--packs", type=int, default=200, help="of every layout")
    parser.add_argument("--rate", type=float, default=RATE, help="share of lines with dirt")
    parser.add_argument("--failures", type=int, default=0, help="examples shown of each measure")
    given = parser.parse_args()
    for layout in given.layouts or LAYOUTS:
        for rate in (0.0, given.rate):
            found = measured(layout, range(given.packs), rate)
            print(f"\n{layout}, dirt on {rate:.0%} of lines\n{table(found)}")
            for name, tally in found.items():
                for line in (*tally.missed[: given.failures], *tally.invented[: given.failures]):
                    print(f"  {name}: {line}")


if __name__ == "__main__":
    main()
