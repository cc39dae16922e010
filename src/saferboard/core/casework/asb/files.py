"""Which files may be kept as evidence: known by their first bytes, whatever their name says.

Pictures, sound, film, PDF and plain text. What a browser or an office program would run is none of
them: save it as PDF.
"""

from collections.abc import Callable
from dataclasses import dataclass

from saferboard.core.faults import refuse

MB = 1024 * 1024
HEAD = 512
"""So many bytes tell the kind."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: how its name may end (the first is how it is given out), how large it is."""

    name: str
    endings: tuple[str, ...]
    most: int
    known: Callable[[bytes], bool]

    def __str__(self) -> str:
        return self.name


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _holds(at: int, *marks: bytes, start: bytes = b"") -> Callable[[bytes], bool]:
    return lambda head: head.startswith(start) and head[at:].startswith(marks)


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters, and nothing that a browser would take for a page."""
    try:
        said = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3 or len(head) < HEAD:  # a letter cut off at the end is none
            return False
        said = head[: error.start].decode("utf-8")
    controls = any(ord(one) < 32 and one not in "\t\r\n" for one in said)
    return bool(said.strip()) and not controls and not said.lstrip("\ufeff \t\r\n").startswith("<")


KINDS = (
    FileKind("PDF", ("pdf",), 25 * MB, _begins(b"%PDF-")),
    FileKind("JPEG picture", ("jpg", "jpeg"), 25 * MB, _begins(b"\xff\xd8\xff")),
    FileKind("PNG picture", ("png",), 25 * MB, _begins(b"\x89PNG\r\n\x1a\n")),
    FileKind("HEIC picture", ("heic", "heif"), 25 * MB, _holds(4, b"ftyphei", b"ftypmif1")),
    FileKind("sound (M4A)", ("m4a",), 50 * MB, _holds(4, b"ftypM4A")),
    FileKind("film (MP4)", ("mp4", "mov", "m4v"), 100 * MB, _holds(4, b"ftyp")),
    FileKind("sound (MP3)", ("mp3",), 50 * MB, _begins(b"ID3", b"\xff\xfb", b"\xff\xf3")),
    FileKind("sound (WAV)", ("wav",), 50 * MB, _holds(8, b"WAVE", start=b"RIFF")),
    FileKind("plain text", ("txt",), 1 * MB, _is_text),
)
"""The first that knows the bytes is the kind: film is whatever other kind of its box is not."""
MOST = max(kind.most for kind in KINDS)


def kind_of(name: str) -> FileKind | None:
    """A kind by what it is called."""
    return next((kind for kind in KINDS if kind.name == name), None)


def recognise(head: bytes, name: str, size: int) -> FileKind:
    """The kind of a file, from its first bytes. Refused if there is none, or its name says another.

    The refusal does not repeat the name: it may be somebody's.
    """
    kind = next((one for one in KINDS if one.known(head[:HEAD])), None)
    if size == 0 or kind is None:
        raise refuse(
            "the file is empty" if size == 0 else "this kind of file is not kept",
            where="file",
            expected=", ".join(str(one) for one in KINDS),
            remedy="save or print it as PDF, and add that",
        )
    if name.rpartition(".")[2].casefold() not in kind.endings:
        raise refuse(
            f"the file is a {kind}, and its name says something else",
            where="file",
            expected="a name that ends in ." + " or .".join(kind.endings),
            remedy="look at the file; if it is what it should be, rename it",
        )
    if size > kind.most:
        raise refuse(
            f"the file has {size // MB} MB",
            where="file",
            expected=f"at most {kind.most // MB} MB for a {kind}",
            remedy="make it smaller, or cut it into parts",
        )
    return kind
