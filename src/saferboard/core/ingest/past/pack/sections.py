"""Which lines of a pack are what: agenda, minutes, action log, papers.

A part begins at a mark: the word "Agenda" under a body and a date, "Minutes of a meeting", the
header of an action log, a paper's own head, the stamp of an item, the page that the agenda names.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from saferboard.core.ingest.past.minutes.attendance import Group, heading
from saferboard.core.ingest.past.minutes.minutes import is_signature, signed_off
from saferboard.core.ingest.past.pack.agenda import AGENDA, begins_item
from saferboard.core.ingest.past.papers.action_logs import is_log_header
from saferboard.core.ingest.past.text.dates import date_in
from saferboard.core.ingest.past.text.furniture import is_blank, is_stamp, stamped_item
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.titles import is_bold, is_sentence


class Part(Enum):
    """What a part of a pack is."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    LOG = "action log"
    PAPER = "paper"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Section:
    """Lines ``first`` up to ``end``. ``sure``: its own head says that it begins there."""

    part: Part
    first: int
    end: int
    sure: bool = True
    item: int = 0


_MINUTES = re.compile(
    r"^(?:draft\s|unconfirmed\s|confirmed\s|public\s|the\s){0,2}(?:minutes|notes|record)\s(?:of|from)\s"
    r"(?:(?:a|an|the)\s)?(?:[\w'’&,()-]+\s){0,14}?(?:meeting\b|held\b)",
    re.I,
)
_ALONE = re.compile(
    r"^(?:[\w'’&,()/-]+\s){0,10}?(?:draft\s|unconfirmed\s)?minutes(?:\sof\s(?:the\s)?(?:last\s|previous\s)?"
    r"meeting)?(?:\s(?:[-–—]|of|held)\s.{0,80})?$",
    re.I,
)
_MEETING = re.compile(r"^(?:at\s)?an?\smeeting\sof\s.{3,160}?\bheld\b|^at\sa\smeeting\sof\b", re.I)
_PARAGRAPH = re.compile(r"^1\.?\s{1,6}(?:\S+\s){6}")
_LOG = re.compile(r"\baction(?:s)?\s(?:log|tracker|list|register|sheet|points?)\b", re.I)
_DAY = re.compile(r"[A-Za-z]{3,}")
_LABEL = re.compile(
    r"^(?:report\s(?:to|of|by|title|author)|subject|title(?:\sof\sreport)?|author|date(?:\sof\smeeting)?"
    r"|meeting|committee|board|purpose\sof\s(?:this\s)?report|classification|wards?\saffected)\s?[:\t]",
    re.I,
)
_REPORT = re.compile(r"^(?:joint\s)?report\sof\sthe\s[A-Z]", re.I)
_CONTACT = re.compile(
    r"^(?:officers?\sto\scontact|contact\sofficers?|report\sauthor|contacts?)\b", re.I
)
APPENDED = re.compile(r"^(?:\W{0,3})(?:appendi(?:x|ces)|annexe?(?:s|ures?)?)\b", re.I)
_COVER = 4  # lines in which a cover may give its body and date a second time
_NEAR = 30  # lines with words in which minutes come to their attendance


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a part begins."""

    at: int
    part: Part


class _Places:
    """The lines with words of a source, and where each stands."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.full = [at for at, line in enumerate(lines) if line]
        self.order = {at: place for place, at in enumerate(self.full)}

    def after(self, at: int, count: int) -> Iterator[int]:
        """The next lines with words behind one of them."""
        start = self.order[at] + 1
        return iter(self.full[start : start + count])

    def before(self, at: int, count: int) -> Iterator[int]:
        """Those before it, the nearest first."""
        place = self.order[at]
        return reversed(self.full[max(place - count, 0) : place])


def sections_of(lines: Sequence[Line]) -> tuple[Section, ...]:
    """The parts of a pack in order, from its first line to its last."""
    places = _Places(lines)
    marks = _marks(places)
    if not marks:
        return (Section(Part.UNKNOWN, 0, len(lines)),)
    ends = [mark.at for mark in marks[1:]] + [len(lines)]
    found: list[Section] = []
    if marks[0].at:
        found.append(Section(Part.UNKNOWN, 0, marks[0].at))
    for mark, end in zip(marks, ends, strict=True):
        found.extend(_closed(places, Section(mark.part, mark.at, end)))
    return tuple(found)


def _marks(places: _Places) -> list[_Mark]:
    bodies = _bodies(places)
    marks: list[_Mark] = []
    for at in places.full:
        mark = _mark(places, at, bodies, marks[-1] if marks else _Mark(0, Part.UNKNOWN))
        if mark is None:
            continue
        if marks and mark.at <= marks[-1].at:
            mark = _Mark(marks.pop().at, mark.part)
        marks.append(mark)
    return marks


def _mark(places: _Places, at: int, bodies: dict[int, bool], last: _Mark) -> _Mark | None:
    """The mark that a line is, if it is one."""
    line, within = places.lines[at], last.part
    text = line.text
    if len(text) > 260 and "\t" not in text:
        return None
    if at in bodies:
        if _is_agenda(places, at, bodies):
            return _Mark(at, Part.AGENDA)
        if not _has_attendance(places, at, 10):
            alone = within is Part.UNKNOWN and bodies[at]
            return None if alone and not _is_numbered(places, at) else _Mark(at, Part.PAPER)
    if AGENDA.match(text) and within in (Part.UNKNOWN, Part.PAPER):
        return _agenda_mark(places, at)
    if _is_minutes(places, at, last):
        return _Mark(_headed(places, at, bodies), Part.MINUTES)
    if _is_log(places, at) and within is not Part.LOG:
        return _Mark(_below(places, at, last), Part.LOG)
    return _Mark(at, Part.PAPER) if _is_report(places, at, within) else None


def _bodies(places: _Places) -> dict[int, bool]:
    """Lines with a date under them, as papers are headed; whether the line stands so only once."""
    found: dict[int, str] = {}
    for at in places.full:
        text = places.lines[at].text
        if (
            len(text) > 120
            or "\t" in text
            or text[-1] in ":;,"
            or text[0].isdigit()
            or date_in(text)
        ):
            continue
        below = next(places.after(at, 1), None)
        if below is None or not is_day(places.lines[below]) or is_signature(places.lines[at]):
            continue
        found[at] = " ".join(text.lower().split())
    counts = Counter(found.values())
    return {
        at: counts[text] == 1
        for at, text in found.items()
        if counts[text] > 1 or places.lines[at].text.isupper() or places.lines[at].level
    }


def is_day(line: Line) -> bool:
    """Whether a line is a date and little else."""
    text = line.text
    return len(text) < 60 and date_in(text) is not None and len(_DAY.findall(text)) <= 4


def _is_agenda(places: _Places, at: int, bodies: dict[int, bool]) -> bool:
    """Whether "Agenda", or numbered business with pages, follows a body and its date."""
    items = 0
    for place in places.after(at, 25):
        line = places.lines[place]
        if AGENDA.match(line.text):
            return True
        if place in bodies and items == 0 and place - at > _COVER:
            return False
        items += begins_item(line) and re.search(r"\(pages?\s\d", line.text, re.I) is not None
        if is_sentence(line.text) and not items:
            return False
    return items > 1


def _is_numbered(places: _Places, at: int) -> bool:
    """Whether numbered paragraphs follow, as in a report that stands alone."""
    near = (places.lines[place].text for place in places.after(at, 20))
    return any(_PARAGRAPH.match(text) for text in near)


def _agenda_mark(places: _Places, at: int) -> _Mark:
    """An agenda begins at its first line above the word that is neither stamp nor sentence."""
    first = at
    for place in places.before(at, 12):
        line = places.lines[place]
        if is_blank(line) or line.page != places.lines[at].page:
            break
        first = place
    return _Mark(first, Part.AGENDA)


def _has_attendance(places: _Places, at: int, count: int) -> bool:
    """Whether those present follow, before business is numbered."""
    for place in places.after(at, count):
        line = places.lines[place]
        opened = heading(line.text) if len(line.text) < 200 else None
        if opened and opened[0] in (Group.PRESENT, Group.APOLOGIES, Group.OTHERS):
            return not begins_item(line)
        if AGENDA.match(line.text):
            return False
    return False


def _is_minutes(places: _Places, at: int, last: _Mark) -> bool:
    """Whether minutes begin; behind others only where those are signed."""
    signed = (
        place > last.at and (is_signature(places.lines[place]) or is_day(places.lines[place]))
        for place in places.before(at, 4)
    )
    if last.part is Part.MINUTES and not any(signed):
        return False
    line = places.lines[at]
    text = line.text
    if begins_item(line) or "(page" in text.lower() or "\t" in text:
        return False
    named = _MINUTES.match(text) or _MEETING.match(text)
    if named:
        below = next(places.after(at, 1), None)
        business = below is not None and begins_item(places.lines[below])
        whole = date_in(text) and not business and re.search(r"\bheld\b", text, re.I)
        return bool(whole) or _has_attendance(places, at, _NEAR)
    short = len(text) < 90 and not is_sentence(text)
    if short and "minutes" in text.lower() and _ALONE.match(text):
        return _has_attendance(places, at, 20)
    present = heading(text) if len(text) < 40 else None
    if not present or present[0] is not Group.PRESENT or present[1]:
        return False
    return bool(text.isupper() or line.level or is_bold(line) or text.endswith(":"))


def _headed(places: _Places, at: int, bodies: dict[int, bool]) -> int:
    """Back over the body and the date above the word "Minutes"."""
    first = at
    for place in places.before(at, 6):
        line = places.lines[place]
        text = line.text
        if text[-1] == ":" and stamped_item(line):
            continue  # it stands over the word as part of the head
        if (
            len(text) > 120
            or begins_item(line)
            or is_stamp(line)
            or text[-1] in ";"
            or "\t" in text
        ):
            break
        if not (
            place in bodies
            or text.isupper()
            or line.level
            or is_bold(line)
            or is_day(line)
            or _ALONE.match(text)
        ):
            break
        if is_signature(line):
            break
        first = place
    return first


def _is_log(places: _Places, at: int) -> bool:
    line = places.lines[at]
    if is_log_header(line):
        return True
    text = line.text
    titled = len(text) < 120 and _LOG.search(text) and not begins_item(line)
    if not titled or is_sentence(text) or "(page" in text.lower():
        return False
    return any(is_log_header(places.lines[place]) for place in places.after(at, 6))


def _below(places: _Places, at: int, last: _Mark) -> int:
    """Where a log begins: at the head of body and date that stands over its title."""
    for place in places.before(at, _COVER):
        if place == last.at and last.part is Part.PAPER:
            return place
        if not (is_day(places.lines[place]) or is_stamp(places.lines[place])):
            break
    return at


def _is_report(places: _Places, at: int, within: Part) -> bool:
    """Whether a paper's own labels begin here, as "Report to:" and "Subject:"."""
    text = places.lines[at].text
    if within in (Part.UNKNOWN, Part.AGENDA, Part.MINUTES) and not _LABEL.match(text):
        return False
    if not _LABEL.match(text) or not _starts_part(places, at):
        return False
    return sum(bool(_LABEL.match(places.lines[place].text)) for place in places.after(at, 5)) >= 2


def _starts_part(places: _Places, at: int) -> bool:
    return at == 0 or not places.lines[at - 1] or places.lines[at - 1].page != places.lines[at].page


def _closed(places: _Places, section: Section) -> Iterator[Section]:
    """A part, and what stands behind its own end: the chair's signature, the log's last row."""
    end = section.end
    if section.part is Part.MINUTES:
        end = signed_off(places.lines, section.first, section.end) or section.end
    elif section.part is Part.LOG:
        end = _log_end(places, section)
    yield replace(section, end=end)
    rest = places.lines[end : section.end]
    if any(line and not is_stamp(line) for line in rest):
        yield Section(Part.PAPER, end, section.end, sure=False)
    elif any(rest):
        yield Section(Part.UNKNOWN, end, section.end)


def _log_end(places: _Places, section: Section) -> int:
    """Behind the blank page or the heading that follows the last header of the log."""
    last = max(
        (at for at in range(section.first, section.end) if is_log_header(places.lines[at])),
        default=section.first,
    )
    for at in range(last + 1, section.end):
        line = places.lines[at]
        if is_blank(line):
            return at
        if line and line.level and "\t" not in line.text:
            return at
    return section.end


def cut_papers(lines: Sequence[Line], section: Section, titles: Sequence[str]) -> list[Section]:
    """A run of papers cut where one ends and another begins without a head of its own.

    A paper may end with its officers to contact and a blank back, an appendix apart; or a heading
    has the words of an item of the agenda.
    """
    starts = [section.first]
    contact = blank = False
    for at in range(section.first, section.end):
        line = lines[at]
        if not line:
            continue
        if is_stamp(line):
            blank = blank or is_blank(line)
            continue
        contact = contact or _CONTACT.match(line.text) is not None
        fresh = contact and ((blank and not APPENDED.match(line.text)) or _is_named(line, titles))
        if fresh and at > starts[-1]:
            starts.append(at)
            contact = False
        blank = False
    return cut_at(section, [(start, 0) for start in starts[1:]])


def cut_at(section: Section, starts: Sequence[tuple[int, int]]) -> list[Section]:
    """A section cut at these places into papers, each with the item that begins there if known."""
    found = [section]
    for start, item in starts:
        if start == found[-1].first:
            found[-1] = replace(found[-1], item=item or found[-1].item)
            continue
        found[-1] = replace(found[-1], end=start)
        found.append(Section(Part.PAPER, start, section.end, sure=bool(item), item=item))
    return found


def _is_named(line: Line, titles: Sequence[str]) -> bool:
    """Whether a heading has all the words of an item's title that say something."""
    if not (line.level == 1 or is_bold(line)) or APPENDED.match(line.text):
        return False
    words = telling(line.text)
    return any(len(told) > 1 and told <= words for told in map(telling, titles))


_PLAIN = (
    "a an and at by for from in of on or the to update updates report reports partner quarter q1 q2"
    " q3 q4 item board committee panel with end year presentation paper"
)
_SILENT = frozenset(_PLAIN.split())
_TELLS = re.compile(r"[a-z0-9][a-z0-9'’]*")


def telling(text: str) -> frozenset[str]:
    """The words of a title that say what it is about."""
    return frozenset(word.replace("’", "'") for word in _TELLS.findall(text.lower())) - _SILENT
