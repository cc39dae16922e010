"""How an item of business is taken, and who presents it, by what the agenda says of it."""

import re
from collections.abc import Sequence

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.text.titles import is_standing

_ORAL = re.compile(r"\b(?:oral|verbal|orally|verbally)\b", re.I)
_PRESENTATION = re.compile(r"\bpresentation\b|\bslides\b", re.I)
_BY = re.compile(
    r"\b(?:presented|given|provided|delivered|introduced|led|made|presentation|report|update)"
    r"(?:\s(?:at|to|during)\s(?:the|this)\s(?:meeting|board|committee))?\s(?:by|from|of)\s(?P<who>.+)$",
    re.I | re.S,
)
_WHO_WILL = re.compile(
    r"^(?P<who>[A-Z].+?)\s(?:will|to)\s(?:give|present|provide|deliver|introduce|lead|update|attend)\b",
    re.S,
)
_LABEL_WHO = re.compile(
    r"^(?:presenter|lead(?:\sofficer)?|officer|report\sauthor|presented\sby)\s?:\s?(?P<who>.+)$",
    re.I | re.S,
)
_PLANS = re.compile(r"^(?:forward\s(?:work\s)?|work\s)(?:plan|programme)\b", re.I)
_NO_PAPER = re.compile(r"^no\spapers?$", re.I | re.M)


def presenter_of(notes: Sequence[str]) -> str:
    """Who presents an item, where its notes say so."""
    for note in notes:
        for shape in (_LABEL_WHO, _WHO_WILL, _BY):
            found = shape.search(note)
            if found:
                who = re.sub(r"[\s.)]+$", "", re.sub(r"\s+", " ", found["who"]).strip())
                return who if who.count("(") == who.count(")") else f"{who})"
    return ""


def kind_of(title: str, note: str, *, paged: bool = False, told: bool = False) -> ItemKind:
    """How an item is taken: as its note says, else by its title and its pages."""
    for text in (note,) if told and paged else (note, title):
        if _ORAL.search(text):
            return ItemKind.ORAL
        if _PRESENTATION.search(text) and not re.search(r"\breport\swill\b", text, re.I):
            return ItemKind.PRESENTATION
    standing = is_standing(title) and not (paged and _PLANS.match(title))
    standing = standing or _NO_PAPER.search(note) is not None
    return ItemKind.STANDING if standing else ItemKind.REPORT
