"""A report of a pack: its head, numbered paragraphs, recommendations, tables, whom to ask."""

import re
from collections.abc import Sequence

from saferboard.core.ingest.past.papers.report_contacts import (
    HEADING,
    is_label,
    is_reachable,
    read_contacts,
)
from saferboard.core.ingest.past.papers.report_head import Head, read_head
from saferboard.core.ingest.past.papers.report_lines import Kind, Mark, read_marks
from saferboard.core.ingest.past.papers.report_text import Text, is_recommended, recommendations
from saferboard.core.ingest.past.text.flow import ended, furniture
from saferboard.core.ingest.past.text.furniture import stamped_item
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.tables import blocks_of, table_of
from saferboard.core.ingest.past.values import NOWHERE, Report, between

REPORT = "report"
TABLE = "table"
CONTACT = "contact"
PAGE = "page"
_RULE = re.compile(r"[-–—_=*~]{3,300}")
_LONGEST_TITLE = 200
_CARD_LINES = 5  # lines of a name, post and organisation over a telephone number
_CARD_LENGTH = 110
_APPENDED = re.compile(
    r"(?:appendi(?:x|ces)|annexe?s?|background (?:paper|document)s?|further reading)\b", re.I
)


def read_report(lines: Sequence[Line], ledger: Ledger) -> Report:
    """A report, whatever its lines are. Lines that something holds already are passed over.

    Lines without a letter or figure are left to be rejected; all others belong to the report.
    """
    item = next(filter(None, map(stamped_item, lines)), 0)
    free = _free(lines, ledger)
    blocks = blocks_of(free)
    tabled = {line.number for block in blocks for line in (*block.lines, *block.marks)}
    for block in blocks:
        ledger.claim((*block.lines, *block.marks), TABLE)
    marks = read_marks([line for line in free if line.number not in tabled])
    if not marks and not blocks:
        return Report("", item=item)
    head, first = _head(marks, tabled, ledger)
    rest = marks[first:]
    cards, inside = _cards(rest)
    text = _text(head, rest, inside, ledger)
    contacts = tuple(one for first, card in cards for one in read_contacts(card, first))
    _claim(marks, inside, ledger)
    passages = sorted([*text.passages, *text.notes], key=lambda one: one.lines[0].number)
    full = [line for line in free if line and ledger.holder(line)]
    return Report(
        head.title,
        head.body,
        head.on,
        item,
        tuple(passage.paragraph() for passage in passages),
        recommendations(text.passages),
        contacts,
        tuple(map(table_of, blocks)),
        between(full[0].span, full[-1].span) if full else NOWHERE,
    )


def _free(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Lines that nothing holds, without the furniture of pages."""
    free: list[Line] = []
    for line in lines:
        if line and ledger.holder(line):
            continue
        if line and furniture(line):
            ledger.claim([line], PAGE)
        else:
            free.append(line)
    return free


def _claim(marks: Sequence[Mark], inside: set[int], ledger: Ledger) -> None:
    ledger.claim([mark.line for mark in marks if _RULE.fullmatch(mark.line.text)], PAGE)
    told = [mark.line for mark in marks if mark.kind is not Kind.NOTHING]
    ledger.claim([line for line in told if line.number in inside], CONTACT)
    ledger.claim(told, REPORT)


def _head(marks: Sequence[Mark], tabled: set[int], ledger: Ledger) -> tuple[Head, int]:
    """The head, and where the text begins: at a numbered paragraph, a point or a sentence."""
    table = min(tabled, default=0)
    end = 0
    for mark in marks:
        if not _is_head(mark) or (table and mark.line.number > table):
            break
        end += 1
    return read_head(_groups(marks[:end]), ledger), end


def _is_head(mark: Mark) -> bool:
    text = mark.line.text
    contact = HEADING.fullmatch(text)
    if is_reachable(text) or (contact and not contact["rest"].strip()):
        return False
    if mark.kind is Kind.HEADING or mark.kind is Kind.NOTHING:
        return contact is None and not is_recommended(text)
    sentence = text.endswith((".", ";")) or len(text) > _LONGEST_TITLE
    dated = mark.kind is Kind.NUMBERED and len(text) < 30 and text[-4:].isdigit()
    return dated or (mark.kind is Kind.TEXT and not sentence)


def _groups(marks: Sequence[Mark]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for mark in marks:
        if mark.kind is Kind.NOTHING:
            continue
        new = not groups or mark.apart or mark.line.level != groups[-1][-1].level
        if new:
            groups.append([])
        groups[-1].append(mark.line)
    return groups


def _text(head: Head, marks: Sequence[Mark], inside: set[int], ledger: Ledger) -> Text:
    text = Text(ledger, head.headings[-1] if head.headings else "")
    for mark in marks:
        if mark.line.number not in inside:
            text.take(mark)
        else:
            text.close()
    return text


Card = tuple[str, list[Line]]


def _cards(marks: Sequence[Mark]) -> tuple[list[Card], set[int]]:
    """The blocks of officers to contact, and every line that belongs to one, headings too."""
    cards: list[Card] = []
    inside: set[int] = set()
    place = 0
    while place < len(marks):
        heading = HEADING.fullmatch(marks[place].text)
        if heading:
            end = _end_of_card(marks, place + 1)
            held = marks[place:end]
            card = held if heading["rest"].strip() else held[1:]
            cards.append((heading["rest"].strip(), _told(card)))
        elif is_reachable(marks[place].text) and not marks[place].number:
            start = _start_of_card(marks, place, inside)
            end = _end_of_card(marks, place + 1)
            held = marks[start:end]
            cards.append(("", _told(held)))
        else:
            place += 1
            continue
        inside |= {mark.line.number for mark in held}
        place = end
    return cards, inside


def _told(marks: Sequence[Mark]) -> list[Line]:
    return [mark.line for mark in marks if mark.kind is not Kind.NOTHING]


def _start_of_card(marks: Sequence[Mark], place: int, inside: set[int]) -> int:
    """Back over the lines of name, post and organisation above a telephone number."""
    start = place
    while start and place - start < _CARD_LINES:
        above = marks[start - 1]
        if above.line.number in inside or above.line.level or not _is_of_card(above):
            break
        start -= 1
    return start


def _end_of_card(marks: Sequence[Mark], first: int) -> int:
    """On over the lines of a card and of the cards under it, to the last telephone or e-mail."""
    end = place = first
    while place < len(marks) and place - end < _CARD_LINES and _is_of_card(marks[place]):
        beyond = marks[place].line.level or _APPENDED.match(marks[place].text)
        if beyond or HEADING.fullmatch(marks[place].text):
            break
        place += 1
        if is_reachable(marks[place - 1].line.text):
            end = place
    return end if end > first or is_reachable(marks[first - 1].line.text) else place


def _is_of_card(mark: Mark) -> bool:
    text = mark.line.text
    if is_reachable(text) or is_label(text):
        return True
    plain = mark.kind in (Kind.TEXT, Kind.HEADING, Kind.NOTHING)
    return plain and len(text) <= _CARD_LENGTH and not ended(text)
