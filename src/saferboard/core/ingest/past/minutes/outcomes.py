"""What minutes ended in: RESOLVED, AGREED or NOTED, under a heading or in a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.prose import BULLET, Block, joined, sentences
from saferboard.core.ingest.past.values import Outcome, Verb

BODY = (
    r"(?:board|committee|sub-?committee|panel|partnership|executive|members|group|forum|cabinet"
    r"|council|commission|meeting|scrutiny|authority|trustees|governors|chair(?:man|woman)?)"
)
_HOW = r"(?:(?:unanimously|therefore|then|also|accordingly|subsequently|duly|further),?\s)?"
_BODIES = rf"(?:the\s(?:[\w&'’-]+\s){{0,5}}?{BODY}\s|(?:board\s)?members\s)"
_WHO = rf"(?:it\swas\s|{_BODIES})"
# The word over an outcome, in capitals or at the head of a paragraph; zeros may stand for O.
_CAPITALS = r"(?:RES[O0][LI1]VED|AGREED|N[O0]TED|REC[O0]MMENDED|DECISI[O0]NS?|DECIDED)"
_HEAD = re.compile(
    rf"""^(?:
        (?:(?i:{_WHO}{_HOW})|UNANIMOUSLY\s)?(?P<loud>{_CAPITALS})(?:\s(?i:unanimously))?
      | (?:(?i:{_WHO}{_HOW}))(?P<said>resolved|Resolved|decided)
      | (?P<quiet>Resolved|Agreed|Noted|Decisions?|Recommended|Resolution)
        (?=\s?[:;.–—-]|,?\s(?:that|to)\b|\s*$)
      | (?:(?i:{_WHO}{_HOW}))(?P<list>agreed|noted)(?=(?:\s(?:that|to))?:$)
    )(?:,?\s(?=(?i:that|to)\b)|\s?(?:[:;.–—-]\s{{0,2}}){{1,3}}|\s(?=\()|\s*$|\s(?=the\b))(?P<rest>.*)$""",
    re.X | re.S,
)
_RUN_ON = re.compile(
    rf"(?<=[.;:?!”\"’)])\s(?=(?:(?i:{_WHO}{_HOW}))?{_CAPITALS}(?:\s(?i:unanimously))?"
    rf",?\s?(?:[:;–—-]|[Tt]hat\b|[Tt]o\b|\()"
    rf"|(?:It\swas\s(?i:{_HOW})resolved|Resolved),?\s?(?:[:–—-]|that\b|to\b))"
)
_SOFT = re.compile(
    rf"^(?:[Ff]ollowing\s[\w\s]{{1,40}},\s|[Aa]fter\s[\w\s]{{1,40}},\s)?(?:"
    rf"(?i:it\swas\s{_HOW})(?P<it>agreed)\s(?P<that>that\b|to\b)"
    rf"|(?i:{_BODIES}{_HOW})(?P<body>agreed|noted|approved|endorsed)\s(?!with\b)(?P<what>\w+))"
)
_TO_BE = re.compile(r"\bbe\s(?:\w+ly\s)?\w+(?:ed|en|ought|eld)\b")
_PAST = re.compile(r"\b(?:was|were|had|has|have|would|is|are)\b")
_MODAL = re.compile(r"\b(?:would|should|will|could|can|may|might|must|to|not|was|were|had)\s*$")
_INLINE = re.compile(r"(?:^|(?<=[\s;:.,]))\(?(?P<letter>[a-z]|[ivx]{1,5}|\d{1,2})\)\s+(?=\S)")
# Numbers in brackets are also named in sentences ("paragraphs (1) and (2)"): a point stands here.
_BEFORE_POINT = re.compile(r"(?:^|[;:.,–—-]|\b(?:and|that|to))\s*$", re.I)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_VERB = {"RES": Verb.RESOLVED, "AGR": Verb.AGREED, "NOT": Verb.NOTED}


@dataclass(slots=True)
class _Entry:
    """An outcome while it is read."""

    verb: Verb
    letter: str
    text: str
    lines: list[Line] = field(default_factory=list)

    def take(self, text: str, block: Block) -> None:
        self.text = f"{self.text}\n{text}" if self.text else text
        self.lines.extend(block.lines)

    def outcome(self) -> Outcome:
        return Outcome(self.verb, self.letter, self.text.strip(), span_of(self.lines))


def is_head(text: str) -> bool:
    """Whether a line begins an outcome."""
    return len(text) > 4 and _HEAD.match(text) is not None


def read_outcomes(
    parts: Sequence[Block], ledger: Ledger, about: str
) -> tuple[tuple[Block, ...], tuple[Outcome, ...]]:
    """The narrative, and the outcomes of a minute."""
    whole = list(_apart(parts))
    narrative: list[Block] = []
    entries: list[_Entry] = []
    at = 0
    while at < len(whole):
        head = _HEAD.match(whole[at].text) if not whole[at].mark or whole[at].name == "" else None
        if head is None:
            narrative.append(whole[at])
            at += 1
        else:
            found, at = _collected(whole, at, head, ledger)
            entries.extend(found)
    if not entries:
        entries = _headless(narrative, ledger, about) or _soft(narrative, ledger, about)
    return tuple(narrative), tuple(entry.outcome() for entry in entries)


def _apart(parts: Sequence[Block]) -> Iterator[Block]:
    """An outcome that runs on behind the narrative becomes a paragraph of its own."""
    for part in parts:
        cut = _RUN_ON.search(part.text)
        if cut:
            yield replace(part, text=part.text[: cut.start()])
            yield Block("", part.text[cut.end() :], part.lines[-1:], part.indent)
        else:
            yield part


def _verb(head: re.Match[str]) -> Verb:
    word = head["loud"] or head["said"] or head["quiet"] or head["list"]
    return _VERB.get(word[:3].upper().replace("0", "O"), Verb.RESOLVED)


def _collected(
    parts: Sequence[Block], at: int, head: re.Match[str], ledger: Ledger
) -> tuple[list[_Entry], int]:
    """The outcomes under a heading, and the place of what follows them."""
    verb, first = _verb(head), parts[at]
    rest = head["rest"].strip()
    stem = rest.rstrip(":–—- ") if rest.endswith((":", "–", "—")) or rest in ("that", "to") else ""
    entries: list[_Entry] = []
    if rest and not stem:
        lettered = _lettered(rest)
        entries = [_Entry(verb, letter, text, list(first.lines)) for letter, text in lettered]
    at += 1
    under = [first]
    style = _style(entries[-1].letter) if entries and entries[-1].letter else ""
    while at < len(parts) and not _HEAD.match(parts[at].text):
        block = parts[at]
        if not _goes_on(entries, style, block):
            break
        style = _take(entries, style, block, verb, ledger)
        under.append(block)
        at += 1
    if not entries:  # nothing under it: the heading itself is all there is
        entries = [_Entry(verb, "", rest or first.text, list(first.lines))]
    elif stem:
        for entry in entries:
            entry.text = _stemmed(stem, entry.text)
    entries[0].lines[:0] = [] if entries[0].lines[0] in first.lines else first.lines
    return entries, at


def _lettered(text: str) -> list[tuple[str, str]]:
    """A paragraph cut where (a) and (b), (i) and (ii), or (1) and (2) stand in it; else whole."""
    places: list[re.Match[str]] = []
    style = ""
    for found in _INLINE.finditer(text):
        counted = style or (_style(found["letter"]) if found["letter"] in "ai1" else "")
        if not counted or _place(found["letter"], counted) != len(places) + 1:
            continue
        loose = counted == "a" and found[0].startswith("(")  # "be noted (b) be circulated"
        if loose or _BEFORE_POINT.search(text[max(found.start() - 8, 0) : found.start()]):
            places.append(found)
            style = counted
    if len(places) < 2 and not (places and places[0].start() == 0):
        return [("", text)]
    ends = [place.start() for place in places[1:]] + [len(text)]
    stem = text[: places[0].start()].strip().rstrip(":–—- ")
    return [
        (place["letter"], _stemmed(stem, text[place.end() : end].strip()))
        for place, end in zip(places, ends, strict=True)
    ]


def _stemmed(stem: str, text: str) -> str:
    """An outcome with the words that stand before the list: "That the Board" and "notes it"."""
    if not stem or text[:5].lower() == "that ":
        return text
    whole = f"{stem} {text}"
    return whole[0].upper() + whole[1:]


def _goes_on(entries: Sequence[_Entry], style: str, block: Block) -> bool:
    """Whether a paragraph still belongs to the outcomes before it."""
    if not entries or block.mark:
        return True
    last = entries[-1].text
    if last.endswith(":") or block.text[:1].islower() or block.text[:1] in '“"‘':
        return True
    return not style and re.match(r"(?:That|To)\s", block.text) is not None


def _take(entries: list[_Entry], style: str, block: Block, verb: Verb, ledger: Ledger) -> str:
    """Put a paragraph where it belongs: a new outcome, or more of the last. Gives the style."""
    if not entries:
        for letter, text in _lettered(block.text) if not block.mark else [(block.name, block.text)]:
            entries.append(_Entry(verb, letter, text, list(block.lines)))
        return BULLET if block.mark == BULLET else _style(entries[-1].letter)
    last = entries[-1]
    if block.mark == BULLET:
        if style == BULLET:
            entries.append(_Entry(verb, "", block.text, list(block.lines)))
        else:
            last.take(f"- {block.text}", block)
    elif block.mark:
        if not (style or last.letter) or _follows(last.letter, block.name, style):
            entries.append(_Entry(verb, block.name, block.text, list(block.lines)))
            return style or _style(block.name)
        last.take(f"{block.mark} {block.text}", block)
    elif block.text[:1].islower():
        last.text = joined(last.text, block.text, ledger)
        last.lines.extend(block.lines)
    elif last.text.endswith(":") or block.text[:1] in '“"‘':
        last.take(block.text, block)
    else:
        entries.append(_Entry(verb, "", block.text, list(block.lines)))
    return style


def _style(name: str) -> str:
    """How a list is counted: by letters, Roman numerals or numbers."""
    if not name:
        return ""
    if name.isdigit():
        return "1"
    return "i" if name[0] in "ivx" and set(name) <= set(_ROMAN) else "a"


def _follows(last: str, name: str, style: str) -> bool:
    """Whether a mark is the next of its list; one or two may have been lost."""
    before, now = _place(last, style), _place(name, style)
    if not before or not now:
        return False
    return now - before == 1 or (now - before == 2 and not (style == "a" and name == "i"))


def _place(name: str, style: str) -> int:
    if style == "1":
        return int(name) if name.isdigit() else 0
    if style == "a":
        return ord(name) - ord("a") + 1 if len(name) == 1 and name.isalpha() else 0
    if not name or not set(name) <= set(_ROMAN):
        return 0
    values = [_ROMAN[letter] for letter in name]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def _headless(narrative: list[Block], ledger: Ledger, about: str) -> list[_Entry]:
    """The list at the end of a minute whose heading is lost: each point says what is to be."""
    start = len(narrative)
    while start and narrative[start - 1].mark:
        start -= 1
        if narrative[start].name in ("a", "i", "1"):
            break
    if start == len(narrative) and start and narrative[-1].text.startswith("That "):
        start -= 1
    points = narrative[start:]
    told = [block.text for block in points if block.mark != BULLET]
    asking = sum(map(_asks, told))
    if not told or 2 * asking < len(told) or any(map(_PAST.search, told)):
        return []
    entries: list[_Entry] = []
    style = ""
    for block in points:
        style = _take(entries, style, block, Verb.RESOLVED, ledger)
    del narrative[start:]
    ledger.doubt(about, points[0].text, "outcomes whose heading is lost", span_of(points[0].lines))
    return entries


def _asks(text: str) -> bool:
    """Whether a point is an outcome: "That ...", or "the report be noted"."""
    if text.startswith(("That ", "that ")):
        return True
    found = _TO_BE.search(text)
    return found is not None and not _MODAL.search(text[: found.start()])


def _soft(narrative: Sequence[Block], ledger: Ledger, about: str) -> list[_Entry]:
    """The last sentence of a minute without an outcome, if it says what was agreed or noted."""
    if not narrative:
        return []
    last = narrative[-1]
    said = sentences(last.text)
    found = _SOFT.match(said[-1]) if said and not last.mark else None
    if not found:
        return []
    text, verb = said[-1], Verb.NOTED if found["body"] == "noted" else Verb.AGREED
    word, start = (found["that"], "that") if found["it"] else (found["what"], "what")
    if word in ("that", "to"):
        text = text[found.start(start) :]
        text = text[0].upper() + text[1:]
    ledger.doubt(
        about, said[-1], "an outcome without a heading: it is a sentence", span_of(last.lines)
    )
    return [_Entry(verb, "", text, list(last.lines))]
