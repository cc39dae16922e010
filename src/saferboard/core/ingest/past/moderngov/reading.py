"""Modern.Gov, whichever way it comes: a page, a page saved as text, or the web service's XML."""

import re

from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.past.moderngov.html import (
    Shown,
    is_committee_page,
    read_html,
    shown,
)
from saferboard.core.ingest.past.moderngov.markup import Start, measured, tokens
from saferboard.core.ingest.past.moderngov.saved import is_saved_page, read_saved
from saferboard.core.ingest.past.moderngov.xml import (
    is_answer,
    meeting_numbers,
    parsed,
    read_xml,
    refused,
)
from saferboard.core.ingest.past.values import Reading

_XML = re.compile(
    r"\s*(?:\ufeff\s*)?<(?:\?xml\b|[\w:]{0,20}(?:meetings?|committees?|string)\b)", re.I
)
_PAGE = re.compile(r"\s*<|[^<]{0,2000}<(?:!doctype\s+html|html|head|body)\b", re.I)
_PLACES = re.compile(r"\bclass\s?=\s?[\"']?mg", re.I)
_LINK = re.compile(r"\bieListDocuments\.aspx\?[^#]*?\bM(?:eeting)?Id=(?P<number>\d{1,9})\b", re.I)


def read_any(text: str) -> Reading:
    """All that a source says; its spans are lines of ``text_of`` the same source."""
    return _read(text)[1]


def text_of(text: str) -> str:
    """The source as plain text, a line for a line of the page: what is kept beside the reading."""
    return _read(text)[0]


def text_and_reading(text: str) -> tuple[str, Reading]:
    """Both at once, for one who needs both."""
    return _read(text)


def _read(text: str) -> tuple[str, Reading]:
    if _XML.match(text) and not _is_xhtml(text):
        root = parsed(text)
        if not is_answer(root):
            raise refused(root)
        return read_xml(root)
    if _PAGE.match(text) or _PLACES.search(text):
        return _page(text)
    measured(text.count("\n"), len(text))
    if not is_saved_page(text):
        raise _unknown()
    return text, read_saved(text)


def _is_xhtml(text: str) -> bool:
    return re.search(r"<html\b|<!doctype\s+html", text[:2000], re.I) is not None


def _page(text: str) -> tuple[str, Reading]:
    lines = shown(text)
    plain = "\n".join(line.text for line in lines)
    measured(len(lines), len(plain))
    if is_committee_page(lines):
        return plain, read_html(lines)
    if not is_saved_page(plain):
        raise _unknown(lines)
    return plain, read_saved(plain)  # a page without the marks of its places


def _unknown(lines: tuple[Shown, ...] = ()) -> Refused:
    return refuse(
        "it is not a meeting's page as Modern.Gov has it",
        where="the page" if lines else "the text",
        expected="a meeting's agenda or minutes, the page of one item, or its attendance, "
        "with the body and the date over it; or the web service's XML",
        remedy="open the meeting in the council's committee pages and save that page; a pack of "
        "papers is imported as a pack",
    )


def is_service_answer(text: str) -> bool:
    """Whether the web service gave an answer about meetings, and not an error's page."""
    if not _XML.match(text) or _is_xhtml(text):
        return False
    try:
        return is_answer(parsed(text))
    except Refused:
        return False


def meetings_listed(text: str) -> tuple[str, ...]:
    """The numbers of the meetings that a committee's page or the web service lists."""
    if _XML.match(text) and not _is_xhtml(text):
        return meeting_numbers(parsed(text))
    links = (
        _LINK.search(token.attributes.get("href", ""))
        for token in tokens(text)
        if isinstance(token, Start) and token.name == "a"
    )
    return tuple(dict.fromkeys(link["number"] for link in links if link))
