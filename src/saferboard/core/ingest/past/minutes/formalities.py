"""What minutes say of themselves: earlier ones confirmed, interests declared, papers' marks."""

import re
from collections.abc import Iterator, Sequence

from saferboard.core.ingest.past.text.dates import date_in, digits
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.prose import Block, sentences
from saferboard.core.ingest.past.values import Confirmed, Declared

_MARKED = re.compile(
    r"marked\s{1,2}[‘'’\"“”]{0,2}\s?(?:agenda\s)?item\s(?:no\.?\s?)?(?P<item>[0-9lIO]{1,2})\b", re.I
)
_CONFIRMED = re.compile(
    r"\bminutes\b.{0,300}?\b(?:confirmed|agreed|approved|accepted|signed|received)\b", re.I | re.S
)
_SUBJECT_TO = re.compile(r"\bsubject\sto\s(?P<what>.+)$", re.I | re.S)
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{2,2000})[”\"]")
_DECLARES = re.compile(
    r"^(?P<who>.{2,120}?)\s(?:also\s)?(?:declared|disclosed|registered)\s(?:an?|his|her|their|the)\s"
    r"(?P<interest>(?:[\w’'-]+\s){0,6}?interests?\b.*)$",
    re.I | re.S,
)
_POINT = re.compile(
    r"^(?P<who>[A-Z][^:;]{2,80}?)\s?(?:[:\t]|\s[-–—]\s)\s?(?P<interest>.*\b(?:interest|member|"
    r"trustee|governor|employ|director)\w*\b.*)$",
    re.S,
)
_ONLY_ASKED = re.compile(r"^(?:the\schair\w*|members?|there|no\b|none\b|it)\b", re.I)
_INTERESTS = re.compile(r"\b(?:declar|disclos)\w*\b.{0,40}\binterest", re.I)


def item_mark(parts: Sequence[Block]) -> int:
    """The number of an item in "marked 'Agenda Item 4'"; 0 if the text has none."""
    for part in parts:
        found = _MARKED.search(part.text)
        if found:
            return digits(found["item"]) or 0
    return 0


def read_confirmed(title: str, parts: Sequence[Block]) -> Confirmed | None:
    """Which earlier minutes were confirmed, with what amendment; None in any other minute."""
    if not re.search(r"\bminutes\b", title, re.I):
        return None
    for place, part in enumerate(parts):
        if _CONFIRMED.search(part.text):
            return _confirmed(part, parts[place + 1 :])
    return None


def _confirmed(part: Block, following: Sequence[Block]) -> Confirmed:
    subject = _SUBJECT_TO.search(part.text)
    on = date_in(part.text)
    if not subject:
        return Confirmed(on, span=span_of(part.lines))
    what, lines = subject["what"].strip(), list(part.lines)
    texts = [what]
    if what.endswith(":"):
        for block in _amending(following):
            texts.append(block.text)
            lines.extend(block.lines)
    replacement = tuple(
        found["words"].strip() for text in texts for found in _QUOTED.finditer(text)
    )
    if what.endswith(":") and not replacement:
        replacement = tuple(texts[1:])
    return Confirmed(on, what.rstrip(": "), replacement, span_of(_ordered(lines)))


def _amending(following: Sequence[Block]) -> Iterator[Block]:
    """The paragraphs of an amendment: those in quotation marks, else the one that follows."""
    quoted = following and following[0].text[:1] in "“\"‘'"
    for place, block in enumerate(following):
        belongs = block.text[:1] in "“\"‘'" if quoted else bool(block.mark) or not place
        if not belongs:
            return
        yield block


def _ordered(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.number)


def read_declared(title: str, parts: Sequence[Block]) -> tuple[Declared, ...]:
    """Interests that were declared, in this minute's narrative."""
    about = _INTERESTS.search(title) is not None
    return tuple(_declared(parts, about))


def _declared(parts: Sequence[Block], about: bool) -> Iterator[Declared]:
    for part in parts:
        if not about and "interest" not in part.text:
            continue
        spoken = [found for found in map(_DECLARES.match, sentences(part.text)) if found]
        if about and part.mark and not spoken:
            point = _POINT.match(part.text)
            spoken = [point] if point else []
        for found in spoken:
            who = found["who"].strip(" ,")
            if not _ONLY_ASKED.match(who):
                yield Declared(who, found["interest"].strip(), span_of(part.lines))
