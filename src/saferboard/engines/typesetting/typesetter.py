"""Typst as our typesetter: source and pictures in, an accessible PDF (PDF/UA-1) out.

The same input always gives the same bytes: only our own fonts are used, and the date of making
is handed in.
"""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Literal, cast

import font_source_sans_pro
import typst

from saferboard.core.document.tree import Chart, Document
from saferboard.core.document.typst import STYLE_FILE, to_typst
from saferboard.engines.charts.drawing import svg

FONTS = Path(font_source_sans_pro.__file__).parent / "files"
STANDARD: Literal["ua-1"] = "ua-1"
_PROBE = '#set document(title: "Probe")\n#set text(font: "Source Sans Pro")\n#"{}"\n'


class NotTypeset(Exception):
    """The source could not be made into an accessible PDF: our fault, not the reader's."""


class Pictures:
    """Draws charts as they are named in a source; a chart that is used twice is drawn once."""

    def __init__(self) -> None:
        self._names: dict[Chart, str] = {}

    def name(self, chart: Chart) -> str:
        """The file name under which the source may use the chart."""
        return self._names.setdefault(chart, f"chart-{len(self._names) + 1}.svg")

    def files(self) -> dict[str, bytes]:
        """Every named chart as an SVG file."""
        return {name: svg(chart).encode() for chart, name in self._names.items()}


def document_pdf(document: Document, *, made_on: date) -> bytes:
    """The document as PDF/UA-1, dated ``made_on``."""
    pictures = Pictures()
    source = to_typst(document, pictures.name)
    return pdf(source, pictures.files(), made_on=made_on)


def pdf(source: str, files: Mapping[str, bytes], *, made_on: date) -> bytes:
    """Compile Typst source, with the files it names and our style, to PDF/UA-1."""
    style = package_files(__package__).joinpath(STYLE_FILE).read_bytes()
    # The compiler takes several files as a mapping, which its own types do not say.
    given: Any = {"main.typ": spelled_out(source).encode(), STYLE_FILE: style, **files}
    made_at = datetime.combine(made_on, time(), UTC)
    try:
        made = _compiler().compile(input=given, pdf_standards=[STANDARD], timestamp=made_at)
    except typst.TypstError as error:
        raise NotTypeset(f"{error.message}\n{error.diagnostic}") from error
    return cast(bytes, made)  # one file of bytes, as no output is named and the format is PDF


def spelled_out(source: str) -> str:
    """The source with every character that no font of ours holds given by its Unicode name.

    PDF/UA forbids a character that cannot be shown; a name in brackets loses nothing. Characters
    beyond ASCII occur only inside strings of a source, where a name is plain text.
    """
    for character in sorted(set(source)):
        if not character.isascii() and not displayable(character):
            name = unicodedata.name(character, f"character {ord(character):04X}")
            source = source.replace(character, f"[{name.lower()}]")
    return source


@cache
def displayable(character: str) -> bool:
    """Whether our fonts hold the character, found by setting it."""
    try:
        _compiler().compile(input=_PROBE.format(character).encode(), pdf_standards=[STANDARD])
    except typst.TypstError:
        return False
    return True


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
