"""One pass over the bytes of a police.uk file: its fingerprint, its size, and its plain faults."""

import codecs
import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest import police
from saferboard.core.ingest.police import ForceMonth, Reject
from saferboard.core.ingest.text import binary_fault, encoding_fault, mark_fault
from saferboard.engines.tables.archive import Found, Limits, chunks

# A file with the same thing wrong on every line says so often enough.
FAULTS_A_FILE = 5
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be scanned: ``path`` holds it unpacked.

    ``rows`` is the number of lines below the header. ``even`` says that the file has just as many
    commas as that many whole rows, and no quotation mark that could hide one; where it has not,
    some row may be ragged.
    """

    what: ForceMonth
    where: str
    name: str
    path: Path
    sha256: str
    rows: int
    even: bool


class _Reader:
    """Adds up a file's bytes as they go by."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.digest = hashlib.sha256()
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.pending = False
        self.lines = 0
        self.commas = 0
        self.quoted = False
        self.last = b""
        self.head = b""

    def take(self, chunk: bytes) -> None:
        """Refused at a byte-order mark, at a NUL and at the first byte that is not UTF-8."""
        if not self.head:
            fault = mark_fault(chunk, self.where)
            if fault is not None:
                raise Refused(fault)
            self.head = chunk[:HEAD]
        if b"\0" in chunk:
            raise Refused(binary_fault(self.where))
        self.digest.update(chunk)
        if self.pending or not chunk.isascii():
            self._decode(chunk)
        cells = np.frombuffer(chunk, dtype=np.uint8)
        self.lines += int(np.count_nonzero(cells == ord("\n")))
        self.commas += int(np.count_nonzero(cells == ord(",")))
        self.quoted = self.quoted or b'"' in chunk
        self.last = chunk[-1:]

    def _decode(self, chunk: bytes) -> None:
        try:
            self.decoder.decode(chunk)
        except UnicodeDecodeError as error:
            line = self.lines + error.object.count(b"\n", 0, error.start) + 1
            raise Refused(encoding_fault(line, self.where)) from None
        self.pending = bool(self.decoder.getstate()[0])

    @property
    def header(self) -> str:
        """The first line (or the start of it, if it is absurdly long)."""
        return self.head.split(b"\n", 1)[0].decode("utf-8", "replace")

    def close(self) -> None:
        """Count a last line that has no line end. Refused if a character is cut in two."""
        if self.pending:
            raise Refused(encoding_fault(self.lines + 1, self.where))
        if self.last not in (b"", b"\n"):
            self.lines += 1


def inspect(found: Found, what: ForceMonth, unpacked: Path, limits: Limits) -> Inspected:
    """Read a file once, into ``unpacked`` if it is packed. Refused at its first plain fault."""
    reader = _Reader(found.where)
    path = found.plain
    if path is not None:
        for chunk in chunks(found, limits):
            reader.take(chunk)
    else:
        path = unpacked
        with path.open("wb") as out:
            for chunk in chunks(found, limits):
                out.write(chunk)
                reader.take(chunk)
    reader.close()
    fault = police.header_fault(reader.header, found.where)
    if fault is None and reader.lines < 2:
        fault = Fault(
            "the file holds no rows",
            found.where,
            "at least one row below the header",
            "leave the file out, or " + police.AS_DOWNLOADED,
        )
    if fault is not None:
        raise Refused(fault)
    even = not reader.quoted and reader.commas == reader.lines * (len(police.HEADER) - 1)
    sha256 = reader.digest.hexdigest()
    return Inspected(what, found.where, found.name, path, sha256, reader.lines - 1, even)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A file read slowly, row by row: rows read, rows that must be rejected, faults."""

    rows: int
    rejects: tuple[Reject, ...]
    faults: tuple[Fault, ...]


def stray_quote(inspected: Inspected) -> Fault | None:
    """Where the quotation marks of a file first stand in odd number; None if it has none such."""
    with inspected.path.open("rb") as file:
        for line, text in enumerate(file, start=1):
            if text.count(b'"') % 2:
                return police.quote_fault(line, inspected.where)
    return None


def diagnose(inspected: Inspected) -> Diagnosis:
    """Say line by line what is odd in a file whose rows do not add up."""
    rows = 0
    rejects: list[Reject] = []
    faults: list[Fault] = []
    for line, row in _rows(inspected, faults):
        rows += 1
        where = f"{inspected.where}, line {line}"
        fault = police.row_fault(row, inspected.what.month, where)
        if fault is not None:
            faults.append(fault)
        elif not row[9]:
            rejects.append(Reject(line, police.NO_CRIME_TYPE))
    more = len(faults) - FAULTS_A_FILE
    if more > 0:
        last = faults[FAULTS_A_FILE - 1]
        what = f"{last.what}; {more} more rows of this file are at fault"
        faults[FAULTS_A_FILE - 1 :] = [Fault(what, last.where, last.expected, last.remedy)]
    return Diagnosis(rows, tuple(rejects), tuple(faults))


def _rows(inspected: Inspected, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Rows below the header with the line each starts on."""
    with inspected.path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        line = reader.line_num + 1
        try:
            for row in reader:
                if line > 1:
                    yield line, row
                line = reader.line_num + 1
        except csv.Error:
            faults.append(
                Fault(
                    "a quotation mark is not closed, or stands in the middle of a field",
                    f"{inspected.where}, line {line}",
                    "fields in whole quotation marks or none",
                    police.AS_DOWNLOADED,
                )
            )
