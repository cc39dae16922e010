"""A document as plain values that JSON can hold, and back again without loss.

Every part is an object that says what it is: ``{"is": "Heading", "text": ..., "level": 1}``.
"""

from dataclasses import fields, is_dataclass
from typing import Any

from saferboard.core.document import tree
from saferboard.core.document.tree import Document, Mark
from saferboard.core.faults import refuse

_PARTS = {
    part.__name__: part
    for part in (
        tree.Document,
        tree.Heading,
        tree.Paragraph,
        tree.Nested,
        tree.Column,
        tree.Table,
        tree.Point,
        tree.Series,
        tree.Level,
        tree.Guide,
        tree.Moment,
        tree.Chart,
        tree.Picture,
        tree.Recommendations,
        tree.Contact,
    )
}
_MARK = "mark"


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain values."""
    return {"is": "Document", **_fields(document)}


def from_json(stored: dict[str, Any]) -> Document:
    """The document that was stored. Refused if it is of a shape this version does not know."""
    try:
        document = _part(stored)
    except (KeyError, TypeError, ValueError):
        document = None
    if not isinstance(document, Document):
        raise refuse(
            "what is stored is not a document that this version can read",
            where="stored document",
            expected="a document as this version, or an older one, stored it",
            remedy="use the version that stored it, or a newer one",
        )
    return document


def _fields(part: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {"is": type(value).__name__, **_fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _part(stored: Any) -> Any:
    if isinstance(stored, dict):
        said = {key: _part(value) for key, value in stored.items() if key != "is"}
        if _MARK in said:
            said[_MARK] = Mark(said[_MARK])
        return _PARTS[stored["is"]](**said)
    if isinstance(stored, list):
        return tuple(_part(item) for item in stored)
    return stored
