"""Words out of pandoc's inlines: plain text, and what stood in it beside words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from saferboard.core.document.text import plain

Node = dict[str, Any]

_BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
_WRAPPERS = ("Emph", "Underline", "Strong", "Strikeout", "SmallCaps")
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_CHANGES = {
    "insertion": "inserted",
    "deletion": "deleted",
    "paragraph-insertion": "inserted",
    "paragraph-deletion": "deleted",
}


@dataclass(slots=True)
class Words:
    """What a stretch of inlines holds: pictures and notes are kept in order."""

    text: str = ""
    images: list[Node] = field(default_factory=list)
    notes: list[list[Node]] = field(default_factory=list)
    change: str = ""
    comments: int = 0


def words(inlines: Iterable[Node], first_note: int) -> Words:
    """The words; footnotes are marked [n], counted on from ``first_note``."""
    said = Words()
    said.text = plain("".join(_said(node, said, first_note) for node in inlines))
    return said


def _said(node: Node, said: Words, first: int) -> str:
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in _BREAKS:
        return _BREAKS[kind]
    if kind in _WRAPPERS:
        return _all(content, said, first)
    special = _SPECIAL.get(kind)
    return special(content, said, first) if special else ""


def _all(inlines: Any, said: Words, first: int) -> str:
    return "".join(_said(node, said, first) for node in inlines)


def _link(content: Any, said: Words, first: int) -> str:
    text = _all(content[1], said, first)
    address = str(content[2][0])
    bare = address.removeprefix("mailto:")
    if address.startswith("#") or not address or bare.rstrip("/") == text.rstrip("/"):
        return text
    return f"{text} ({bare})" if text.strip() else bare


def _span(content: Any, said: Words, first: int) -> str:
    for name in content[0][1]:
        if name == "comment-start":
            said.comments += 1
            return ""
        if name in _CHANGES:
            inside = _all(content[1], said, first)
            said.change = said.change or f"{_CHANGES[name]} “{plain(inside)[:60]}”"
            return inside
    return _all(content[1], said, first)


def _note(content: Any, said: Words, first: int) -> str:
    said.notes.append(content)
    return f" [{first + len(said.notes) - 1}]"


def _image(content: Any, said: Words, first: int) -> str:
    said.images.append({"alt": plain(_all(content[1], Words(), 0)), "target": content[2][0]})
    return " "


def _raised(content: Any, said: Words, first: int) -> str:
    return _shifted(_all(content, said, first), _RAISED)


def _lowered(content: Any, said: Words, first: int) -> str:
    return _shifted(_all(content, said, first), _LOWERED)


def _shifted(text: str, table: dict[int, int]) -> str:
    """Raised or lowered figures where there are such; other words stay on the line."""
    return text.translate(table) if text and all(ord(c) in table for c in text) else text


def _quoted(content: Any, said: Words, first: int) -> str:
    opening, closing = _QUOTES[str(content[0]["t"])]
    return opening + _all(content[1], said, first) + closing


_SPECIAL: dict[str, Callable[[Any, Words, int], str]] = {
    "Link": _link,
    "Span": _span,
    "Note": _note,
    "Image": _image,
    "Superscript": _raised,
    "Subscript": _lowered,
    "Quoted": _quoted,
    "Cite": lambda content, said, first: _all(content[1], said, first),
    "Code": lambda content, said, first: str(content[1]),
    "Math": lambda content, said, first: str(content[1]),
}
