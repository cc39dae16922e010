"""Typst as our typesetter: source and pictures in, an accessible PDF (PDF/UA-1) out.

The same input always gives the same bytes: only our own fonts are used, and the date of making
is handed in.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.metadata import version
from importlib.resources import files as package_files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, cast

import font_source_sans_pro
import typst
from pikepdf import Pdf

from saferboard.core.document.tree import Chart, Document, Drawn
from saferboard.core.document.typst import MAIN, STYLE_FILE, to_typst
from saferboard.engines.charts.drawing import svg
from saferboard.engines.pictures import Kept, none_kept
from saferboard.engines.typesetting.row_headers import tag_row_headers

FONTS = Path(font_source_sans_pro.__file__).parent / "files"
STANDARD: Literal["ua-1"] = "ua-1"
RECIPE = 1
"""Raised when what is done to Typst's pages after it has set them changes."""
NOWHERE = str(FONTS)  # a folder that must be there: nothing in it can be named by mistake
_TEXT = (".svg", ".typ")
_PROBE = '#set document(title: "Probe")\n#set text(font: "Source Sans Pro")\n#"{}"\n'


class NotTypeset(Exception):
    """The source could not be made into an accessible PDF: our fault, not the reader's."""


class Pictures:
    """Draws charts, and finds pictures, as they are named in a source: each of them once.

    ``kept`` gives the bytes of a picture.
    """

    def __init__(self, kept: Kept = none_kept) -> None:
        self._kept = kept
        self._names: dict[Drawn, str] = {}
        self._drawn: dict[str, bytes] = {}

    def name(self, drawn: Drawn) -> str:
        """The file name under which the source may use the chart or picture."""
        if drawn not in self._names:
            number = len(self._names) + 1
            if isinstance(drawn, Chart):
                name, data = f"chart-{number}.svg", svg(drawn).encode()
            else:
                name, data = f"picture-{number}.{drawn.kind}", self._kept(drawn)
            self._names[drawn], self._drawn[name] = name, data
        return self._names[drawn]

    def files(self) -> dict[str, bytes]:
        """Every named chart or picture as a file."""
        return dict(self._drawn)


def document_pdf(document: Document, *, made_on: date, kept: Kept = none_kept) -> bytes:
    """The document as PDF/UA-1, dated ``made_on``; ``kept`` gives the bytes of a picture."""
    pictures = Pictures(kept)
    source = to_typst(document, pictures.name)
    return pdf(source, pictures.files(), made_on=made_on)


def pdf(source: str, files: Mapping[str, bytes], *, made_on: date) -> bytes:
    """Compile Typst source, with the files it names and our style, to PDF/UA-1."""
    return Typesetting({MAIN: source}, files).pdf(made_on=made_on)


class Typesetting:
    """Typst sources with the files they name, ready to be made into a PDF.

    What one typesetting worked out is remembered for the next: to set sources again with a few
    changes costs little.
    """

    def __init__(self, sources: Mapping[str, str], files: Mapping[str, bytes]) -> None:
        texts = {name: spelled_out(source).encode() for name, source in sources.items()}
        # The compiler takes several files as a mapping, which its own types do not say.
        self._given: Any = {STYLE_FILE: _style(), **texts}
        self._given |= {name: data for name, data in files.items() if name.endswith(_TEXT)}
        self._pictures = {name: data for name, data in files.items() if name not in self._given}

    def fingerprint(self, *, made_on: date) -> str:
        """SHA-256 of all that ``pdf`` depends on: the same gives the same bytes."""
        said = hashlib.sha256(f"{RECIPE} {_typst()} {made_on}".encode())
        for name, data in sorted((self._given | self._pictures).items()):
            said.update(f"\n{name} {len(data)}\n".encode())
            said.update(data)
        return said.hexdigest()

    def pdf(self, *, made_on: date) -> bytes:
        """PDF/UA-1, dated ``made_on``."""
        made_at = datetime.combine(made_on, time(), UTC)
        with _faults_told(), _folder_of(self._pictures) as root:
            made = _compiler(self._given, root).compile(
                input=self._given, pdf_standards=[STANDARD], timestamp=made_at
            )
        # One file of bytes, as no output is named and the format is PDF.
        with Pdf.open(BytesIO(cast(bytes, made))) as tagged:
            tag_row_headers(tagged)
            finished = BytesIO()
            tagged.save(finished, deterministic_id=True)
        return finished.getvalue()

    def overlay(self) -> bytes:
        """A PDF without tags, to be laid over pages of another."""
        with _faults_told():
            made = _compiler(self._given).compile(input=self._given, pdf_tags=False, timestamp=0)
        return cast(bytes, made)


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
        probe = _PROBE.format(character).encode()
        _compiler(probe).compile(input=probe, pdf_standards=[STANDARD])
    except typst.TypstError:
        return False
    return True


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except typst.TypstError as error:
        raise NotTypeset(f"{error.message}\n{error.diagnostic}") from error


@contextmanager
def _folder_of(pictures: Mapping[str, bytes]) -> Iterator[str]:
    """A folder with the pictures, for as long as they are needed; the compiler reads no other.

    Only text can be handed to it from memory.
    """
    if not pictures:
        yield NOWHERE
        return
    with TemporaryDirectory(prefix="saferboard-pictures-") as folder:
        for name, data in pictures.items():
            Path(folder, name).write_bytes(data)
        yield folder


def _compiler(given: Any, root: str = NOWHERE) -> typst.Compiler:
    return typst.Compiler(given, root=root, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _typst() -> str:
    """Which version sets our pages."""
    return version("typst")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


@cache
def _style() -> bytes:
    return package_files(__package__).joinpath(STYLE_FILE).read_bytes()
