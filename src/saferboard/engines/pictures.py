"""Where the bytes of a document's pictures come from."""

from collections.abc import Callable

from saferboard.core.document.tree import Picture

Kept = Callable[[Picture], bytes]
"""Gives the bytes of a picture that is kept elsewhere."""


def none_kept(picture: Picture) -> bytes:
    """For documents that hold no pictures but charts."""
    raise LookupError(f"no file is kept for the picture {picture.sha}")


MOST_PIXELS = 40_000_000


def kind_of(data: bytes) -> str:
    """png, jpg or gif, by the first bytes; empty for any other kind, and for one too large."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        kind, width, height = "png", *(int.from_bytes(data[n : n + 4]) for n in (16, 20))
    elif data.startswith((b"GIF87a", b"GIF89a")) and len(data) > 10:
        kind, width, height = "gif", *(int.from_bytes(data[n : n + 2], "little") for n in (6, 8))
    elif data.startswith(b"\xff\xd8\xff"):
        kind, width, height = "jpg", *_jpeg_size(data)
    else:
        return ""
    return kind if 0 < width * height <= MOST_PIXELS else ""


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the frame header; 0 where there is none."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + length
    return 0, 0
