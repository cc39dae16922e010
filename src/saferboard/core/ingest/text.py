"""Bytes become text in one place: strict UTF-8 without a byte-order mark, or a refusal."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from saferboard.core.faults import Fault, Refused

EXPECTED = "text saved as UTF-8 without a byte-order mark"


def mark_fault(start: bytes, where: str) -> Fault | None:
    """The fault of a file whose first bytes are a byte-order mark; None if they are not."""
    if start.startswith(BOM_UTF8):
        return Fault(
            "the file starts with a byte-order mark (three hidden bytes that Excel adds)",
            where,
            EXPECTED,
            "open it in Notepad, choose Save as, and for Encoding choose 'UTF-8', not 'UTF-8 with "
            "BOM'; Excel's own 'CSV UTF-8' always adds the mark",
        )
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return Fault(
            "the file is UTF-16 (what Excel calls 'Unicode text')",
            where,
            EXPECTED,
            "open it in Notepad, choose Save as, and for Encoding choose 'UTF-8'",
        )
    return None


def binary_fault(where: str) -> Fault:
    """The fault of a file with NUL bytes, which no text has."""
    return Fault(
        "the file is damaged or is not text: it holds NUL bytes",
        where,
        EXPECTED,
        "fetch the file again from where it came, or save it again as CSV",
    )


def encoding_fault(line: int, where: str) -> Fault:
    """The fault of a file with bytes that are not UTF-8, first met on this line."""
    return Fault(
        f"line {line} holds a character that is not UTF-8 (often an accent, a dash or a pound "
        "sign saved by Excel as 'CSV (comma delimited)')",
        where,
        EXPECTED,
        "open it in Notepad, choose Save as, and for Encoding choose 'UTF-8'; in LibreOffice "
        "choose Save as, tick 'Edit filter settings' and choose 'Unicode (UTF-8)'",
    )


def decode(data: bytes, where: str) -> str:
    """The text of a file. Refused if it has a byte-order mark, holds NUL or is not UTF-8."""
    fault = mark_fault(data, where)
    if fault is not None:
        raise Refused(fault)
    if b"\0" in data:
        raise Refused(binary_fault(where))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(encoding_fault(line, where)) from None
