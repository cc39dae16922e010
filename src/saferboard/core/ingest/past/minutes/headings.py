"""Where each minute begins: a number and a title, either of which may be damaged or lost.

The numbers of one meeting run on. The longest run of headings is taken as the frame; what is out
of it is a heading only if it looks like those that are in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from saferboard.core.ingest.past.minutes.attendance import heading as opens_group
from saferboard.core.ingest.past.minutes.names import is_name
from saferboard.core.ingest.past.minutes.outcomes import is_head
from saferboard.core.ingest.past.text.dates import date_in, digits
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.prose import joined, marked
from saferboard.core.ingest.past.text.titles import (
    is_bold,
    is_loud,
    is_sentence,
    is_standing,
    is_title,
    is_unfinished,
)

_NUMBERED = re.compile(
    r"^(?:[Mm]inute\s(?:[Nn]o\.?\s?)?)?(?P<prefix>[A-Z]{1,6}[/.-]?(?=\d))?(?P<number>[0-9lIOoSB|]{1,4})"
    r"(?P<year>/\d{2,4})?(?P<dot>\s?[.):]|\s[-–](?=\s)|\t)?\s{0,6}(?P<title>\S.*)?$"
)
_MONTH = re.compile(
    r"^(?:st|nd|rd|th)?\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\s?\d{0,4}",
    re.I,
)
_STARTS = "0123456789lIOoSB|m"
LOST = "its number is lost"
_FARTHEST = 30  # the farthest that numbers may jump and still be of one meeting


@dataclass(frozen=True, slots=True)
class Heading:
    """A minute's heading: lines ``first`` up to ``end`` of those looked at."""

    number: int | None
    title: str
    first: int
    end: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a heading, and how much it looks like one."""

    number: int
    title: str
    first: int
    end: int
    weight: float
    form: tuple[bool, bool, bool]


def find_headings(lines: Sequence[Line], ledger: Ledger) -> tuple[Heading, ...]:
    """The headings of a set of minutes, in their order."""
    every = (_candidate(lines, at, ledger) for at in range(len(lines)))
    candidates = [one for one in every if one]
    chain = _chain(candidates)
    if len(chain) < 2:
        return tuple(_unnumbered(lines, chain, ledger))
    found = sorted([*chain, *_strays(candidates, chain)], key=lambda one: one.first)
    return tuple(_settled(_with_lost(lines, found, chain[0].form, ledger)))


def _candidate(lines: Sequence[Line], at: int, ledger: Ledger) -> _Candidate | None:
    line = lines[at]
    if not line or not (line.text[0] in _STARTS or line.text[0].isupper()):
        return None
    found = _NUMBERED.match(line.text)
    if not found:
        return None
    number = digits(found["number"])
    if not number or not _is_number(found):
        return None
    title, end = (found["title"] or "").strip(), at + 1
    if not title:
        following = _next(lines, at)
        if following is None or not _names(lines[following].text):
            return None
        title, end = lines[following].text, following + 1
    if not is_title(title) or _MONTH.match(title) or not _opens(title, found):
        return None
    title, end = _whole(lines, title, end, line, ledger)
    form = (line.level > 0, is_bold(line), is_loud(title))
    return _Candidate(number, title, at, end, _weight(lines, at, end, found, title), form)


def _names(text: str) -> bool:
    """Whether a line may be the title under a number that stands alone."""
    if text[0].isdigit() and _NUMBERED.match(text):
        return False
    return len(text) < 120 and is_title(text) and not marked(text)[0] and not is_head(text)


def _is_number(found: re.Match[str]) -> bool:
    """Letters alone are a number only where they can be no word: "l2O.", "ll."."""
    token = found["number"]
    if any(sign.isdigit() for sign in token):
        return bool(found["dot"] or found["year"] or (not found["prefix"] and token.isdigit()))
    return bool(found["dot"]) and (
        token in ("l", "|") or (len(token) > 1 and set(token) <= set("lIO|"))
    )


def _opens(title: str, found: re.Match[str]) -> bool:
    """Without a dot behind the number, a title begins like one."""
    gap = found.string[found.end("number") : found.start("title")] if found["title"] else " "
    return bool(found["dot"]) or (title[0].isupper() and gap[:1].isspace())


def _weight(lines: Sequence[Line], at: int, end: int, found: re.Match[str], title: str) -> float:
    line = lines[at]
    weight = 1.0 if found["dot"] and found["title"] else 0.5
    weight += 0.5 if at == 0 or not lines[at - 1] else 0.0
    weight += 0.5 if end >= len(lines) or not lines[end] else 0.0
    weight += 0.5 if line.level or is_bold(line) else 0.0
    weight += 0.5 if is_standing(title) else 0.0
    return weight if not line.indent else weight - 0.4


def _next(lines: Sequence[Line], at: int) -> int | None:
    """The place of the next line with words, a few lines on at most."""
    return next((place for place in range(at + 1, min(at + 4, len(lines))) if lines[place]), None)


def _whole(
    lines: Sequence[Line], title: str, end: int, first: Line, ledger: Ledger
) -> tuple[str, int]:
    """A heading broken over lines, made whole."""
    last = lines[end - 1]
    for _ in range(3):
        following = _next(lines, end - 1)
        if following is None:
            break
        line = lines[following]
        apart = following > end
        if not _more(lines, title, last, line, following, apart):
            break
        title, end, last = joined(title, line.text, ledger), following + 1, line
    return title, end


def _more(lines: Sequence[Line], title: str, last: Line, line: Line, at: int, apart: bool) -> bool:
    """Whether a line is more of the heading before it."""
    text = line.text
    if len(text) > 90 or is_head(text) or is_sentence(text) or "\t" in text:
        return False
    if _NUMBERED.match(text) and text[0].isdigit():
        return title.endswith(("-", "–", "—", "/")) and not re.match(r"\d+[.)]\s", text)
    if marked(text)[0]:
        return False
    if last.level and line.level == last.level:
        return True
    if apart:
        return is_unfinished(title) and not title.endswith(")")
    if is_unfinished(title) or (is_bold(last) and is_bold(line)):
        return True
    if is_loud(title) and is_loud(text):
        return True
    ends = at + 1 >= len(lines) or not lines[at + 1]
    return ends and not title.endswith(".") and len(text.split()) <= 10 and not is_standing(title)


def _chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The heaviest run of candidates whose numbers go up, by one if they can."""
    best: dict[int, tuple[float, int]] = {}
    before: list[int | None] = []
    totals: list[float] = []
    for place, one in enumerate(candidates):
        options = [
            (best[one.number - step][0] - (0.0 if step == 1 else 0.6 if step < 6 else 1.2), step)
            for step in range(1, _FARTHEST + 1)
            if one.number - step in best
        ]
        gain, step = max(options, default=(0.0, 0), key=lambda option: (option[0], -option[1]))
        total = one.weight + max(gain, 0.0)
        before.append(best[one.number - step][1] if step and gain > 0 else None)
        totals.append(total)
        if one.number not in best or total > best[one.number][0]:
            best[one.number] = (total, place)
    if not totals:
        return []
    at: int | None = max(range(len(totals)), key=totals.__getitem__)
    chain: list[_Candidate] = []
    while at is not None:
        chain.append(candidates[at])
        at = before[at]
    return chain[::-1]


def _strays(candidates: Sequence[_Candidate], chain: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Headings whose number is wrong: they look like the others, and stand among them."""
    held = {one.first for one in chain}
    taken = {place for one in chain for place in range(one.first, one.end)}
    numbers = {one.number for one in chain}
    low, high = chain[0].number, chain[-1].number
    form = chain[0].form
    least = sorted(one.weight for one in chain)[len(chain) // 2]
    gaps = [(one.first, two.first) for one, two in pairwise(chain) if two.number - one.number > 1]
    for one in candidates:
        if one.first in held or one.first in taken or one.first < chain[0].first:
            continue
        if one.form != form or one.weight < min(least, 2.0):
            continue
        missing = any(start < one.first < end for start, end in gaps)
        among = low <= one.number <= high + 3 and (
            one.number not in numbers or any(form[:2]) or is_standing(one.title) or one.number > 12
        )
        if missing or among or any(form[:2]):
            yield one


def _with_lost(
    lines: Sequence[Line],
    found: Sequence[_Candidate],
    form: tuple[bool, bool, bool],
    ledger: Ledger,
) -> Iterator[Heading]:
    """The headings, and between them those whose number is lost."""
    early = _plain(
        lines, _attended(lines, found[0].first), found[0].first, form, ledger, 0, early=True
    )
    for back, one in enumerate(early):
        yield replace(one, number=max(found[0].number - len(early) + back, 0) or None)
    for place, at in enumerate(found):
        yield Heading(at.number, at.title, at.first, at.end)
        two = found[place + 1] if place + 1 < len(found) else None
        gap = max(two.number - at.number - 1, 0) if two else 0
        closed = two is not None and two.number == at.number + 1
        end = two.first if two else len(lines)
        lost = _plain(lines, at.end, end, form, ledger, gap, closed=closed)
        for on, heading in enumerate(lost, start=1):
            counted = two is None or len(lost) == gap
            yield replace(heading, number=at.number + on if counted else None)


def _settled(found: Iterable[Heading]) -> Iterator[Heading]:
    """Headings with what is doubtful in their numbers."""
    seen: set[int] = set()
    before: int | None = None
    for one in found:
        why = one.why
        if one.number is not None:
            if one.number in seen:
                why = why or "the number stands over another minute too"
            elif before is not None and one.number < before:
                why = why or f"the number is lower than the one before it, {before}"
            elif before is not None and one.number > before + 1:
                why = why or f"the number does not follow {before}"
            seen.add(one.number)
            before = one.number
        yield replace(one, why=why)


def _plain(
    lines: Sequence[Line],
    start: int,
    end: int,
    form: tuple[bool, bool, bool],
    ledger: Ledger,
    gap: int,
    *,
    early: bool = False,
    closed: bool = False,
) -> list[Heading]:
    """Headings without a number between two places: standing titles, and as many as are missing.

    Between numbers that follow one another (``closed``) a title is of business within the minute.
    """
    sure: list[Heading] = []
    maybe: list[tuple[int, Heading]] = []
    at = start
    while at < end:
        heading = _bare(lines, at, end, early, ledger)
        if heading is None:
            at += 1
            continue
        line = lines[at]
        like = (line.level > 0 and form[0]) or (form[1] and is_bold(line))
        if (is_standing(heading.title) and not closed) or (like and (gap or form[0])):
            sure.append(heading)
        elif gap:
            maybe.append(
                (
                    -2 if is_bold(line) or line.level else -1 if _says(lines, heading.end) else 0,
                    heading,
                )
            )
        at = heading.end
    chosen = [one for _, one in sorted(maybe, key=lambda pair: pair[0])[: max(gap - len(sure), 0)]]
    return sorted([*sure, *chosen], key=lambda one: one.first)


def _bare(lines: Sequence[Line], at: int, end: int, early: bool, ledger: Ledger) -> Heading | None:
    """A line that may be a heading without its number: alone, short, and it says nothing.

    Before the first minute (``early``) it may open a group of the attendance instead.
    """
    line = lines[at]
    if not line or (at and lines[at - 1]) or not (line.text[0].isupper() or line.level):
        return None
    text = line.text
    if (
        len(text) > 120
        or marked(text)[0]
        or is_head(text)
        or not is_title(text)
        or text[-1] in ":”"
    ):
        return None
    if (
        (early and (is_name(text) or date_in(text)))
        or "\t" in text
        or (early and _opens_list(lines, at))
        or _MONTH.search(text.lstrip("0123456789"))
    ):
        return None
    if re.match(r"(?:chair(?:man|woman|person)?|signed|agenda)\b\W*$", text, re.I):
        return None
    title, until = _whole(lines, text, at + 1, line, ledger)
    if (
        until > end
        or is_unfinished(title)
        or _is_part(lines, until, title)
        or not (is_standing(text) or until >= len(lines) or not lines[until] or _says(lines, until))
    ):
        return None
    return Heading(None, title, at, until, LOST)


def _is_part(lines: Sequence[Line], until: int, title: str) -> bool:
    """Whether lines that might be a heading are a broken paragraph, or the rest of one."""
    following = lines[until].text if until < len(lines) else ""
    ends_other = title.count(")") > title.count("(") or title[-1] in ":”"
    return ends_other or not is_title(title) or following[:1].islower()


def _attended(lines: Sequence[Line], end: int) -> int:
    """Where the attendance opens, behind the minutes' own heading; the start if nothing does."""
    return next((at for at in range(end) if lines[at] and opens_group(lines[at].text)), 0)


def _opens_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a line opens a group of the attendance, and no minute tells of it."""
    if not opens_group(lines[at].text):
        return False
    following = _next(lines, at)
    text = lines[following].text if following is not None else ""
    return not is_sentence(text) or opens_group(text) is not None


def _says(lines: Sequence[Line], at: int) -> bool:
    """Whether what follows is a sentence or an outcome, as under a heading; it may be broken."""
    following = _next(lines, at - 1)
    if following is None:
        return False
    text = lines[following].text
    for line in lines[following + 1 : following + 4]:
        if is_sentence(text) or is_head(text) or len(text) > 120 or not line:
            break
        text = f"{text} {line.text}"
    return is_sentence(text) or is_head(text) or len(text) > 120


def _unnumbered(
    lines: Sequence[Line], chain: Sequence[_Candidate], ledger: Ledger
) -> Iterator[Heading]:
    """Headings where hardly any has a number."""
    known = {one.first: one for one in chain}
    at, begun = min([_attended(lines, len(lines)), *known]), False
    while at < len(lines):
        if at in known:
            one = known[at]
            yield Heading(one.number, one.title, one.first, one.end)
            at, begun = one.end, True
            continue
        heading = _bare(lines, at, len(lines), not begun, ledger)
        standing = heading is not None and is_standing(heading.title)
        if heading and (
            standing
            or ((begun or lines[at].level or is_bold(lines[at])) and _says(lines, heading.end))
        ):
            yield heading
            at, begun = heading.end, True
        else:
            at += 1
