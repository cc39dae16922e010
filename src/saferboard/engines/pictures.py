"""Where the bytes of a document's pictures come from."""

from collections.abc import Callable

from saferboard.core.document.tree import Picture

Kept = Callable[[Picture], bytes]
"""Gives the bytes of a picture that is kept elsewhere."""


def none_kept(picture: Picture) -> bytes:
    """For documents that hold no pictures but charts."""
    raise LookupError(f"no file is kept for the picture {picture.sha}")
