"""What a council's site puts around a meeting's page, and a browser around a printed one."""

import re
from collections.abc import Callable, Sequence, Set

from saferboard.core.ingest.past.minutes.outcomes import is_head
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.prose import OPEN_END, marked
from saferboard.core.ingest.past.text.titles import is_sentence

_SITE = re.compile(
    r"^(?:[*•-]\s?)?(?:skip\sto|home$|you\sare\shere|search\b.{0,40}$|browse\b.{0,60}$|meetings?$|media$"
    r"|committee\sdetails|attendance\sdetails|agenda\s(?:frontsheet|reports?\spack)|printed\s"
    r"(?:draft\s)?(?:minutes|decisions)|public\sreports?\spack|view\s(?:directions|the\s)|share\sthis"
    r"|webcast|calendar|your\scouncillors|what.s\snew|help$|login|sign\sin|menu$|supplement\b)",
    re.I,
)
_FOOT = re.compile(
    r"^(?:back\sto\stop|top\sof\spage|©|\(c\)\s(?:copyright\b|\d{4}\b)|copyright\b|all\srights\sreserved"
    r"|share\sthis\spage|(?:website\s)?accessibility(?:\sstatement)?$|privacy(?:\s(?:notice|policy))?$"
    r"|cookies?\b.{0,20}$|powered\sby\b|follow\sus|site\s?map$|terms\s(?:and|&)\sconditions"
    r"|publication\sdate:)",
    re.I,
)
_ADDRESS = re.compile(
    r"^(?:https?://|www\.)[^\s\t]{4,500}(?:[\s\t]{1,9}(?:page\s)?\d{1,4}(?:\s?/\s?|\sof\s)\d{1,4})?$",
    re.I,
)
_PRINTED = re.compile(
    r"^\d{1,2}/\d{1,2}/\d{2,4},?\s\d{1,2}[:.]\d{2}(?:\s?[ap]m)?[\s\t]{1,9}\S", re.I
)
_CLOSED = re.compile(
    r"restricted\senclosure|\breasons\swhy\s.{0,60}\srestricted"
    r"|^this\s(?:item|report|document|paper)\sis\s(?:restricted|exempt|confidential)\b",
    re.I,
)
_LONGEST = 120
_STOPS = ".:;?!)]”\"’'"


def is_site(text: str) -> bool:
    """Whether a line over the items is the site's own."""
    return _SITE.match(text) is not None


def is_closed(text: str) -> bool:
    """Whether the site says in place of a paper that it is kept from the public."""
    return len(text) < 200 and _CLOSED.search(text) is not None


def is_foots(text: str) -> bool:
    """Whether a line under the items may be the site's: short, or what sites have there."""
    return _FOOT.match(text) is not None or (len(text) < _LONGEST and not is_sentence(text))


def is_printed(line: Line) -> bool:
    """Whether a browser printed a line over or under each page: its address, or the day."""
    return len(line.text) < 600 and bool(_ADDRESS.match(line.text) or _PRINTED.match(line.text))


def without_breaks(lines: Sequence[Line], printed: Set[int]) -> list[Line]:
    """The lines without those that a browser ``printed``, which are empty by now.

    Where a page ended within a paragraph, the empty lines about it go too.
    """
    kept: list[Line] = []
    held: list[Line] = []  # empty lines that may part a paragraph
    broken = False
    for line in lines:
        if line.number in printed:
            broken = True
        elif not line:
            held.append(line)
        else:
            if not (broken and kept and _goes_on(kept[-1].text, line.text)):
                kept += held
            kept.append(line)
            held, broken = [], False
    return kept + held


def _goes_on(text: str, more: str) -> bool:
    """Whether a paragraph that a page ended in goes on."""
    opened = text.count("(") > text.count(")") or OPEN_END.search(text[-40:]) is not None
    says = marked(text)[0] or is_sentence(f"{text}.")
    return bool(opened or more[:1].islower() or (says and text[-1] not in _STOPS))


def foot_at(lines: Sequence[Line], is_business: Callable[[Line], bool]) -> int:
    """Where the site's own lines begin under the items: none of the meeting's stand below."""
    last = next((at for at in range(len(lines), 0, -1) if _is_said(lines[at - 1], is_business)), 0)
    for at in range(last, len(lines)):
        if _FOOT.match(lines[at].text) and len(lines[at].text) < _LONGEST:
            return at
    return len(lines)


def _is_said(line: Line, is_business: Callable[[Line], bool]) -> bool:
    return len(line.text) > 4 and (is_head(line.text) or is_business(line))
