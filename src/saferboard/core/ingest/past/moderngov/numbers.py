"""The numbers of a saved page's items: which lines begin one, and which only look like it.

The numbers of a page are written alike and go up; a list within what was said may have numbers too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saferboard.core.ingest.past.moderngov.page import has_size, is_label
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.titles import is_title

_FARTHEST = 3  # a number or two may be lost
_LOOKS = 6  # a label stands so near under its title
_TAB = re.compile(r"^(?P<number>\d{1,4}(?:/\d{1,4})?)\s?(?P<letter>[a-z])?[.)]?\t+(?P<title>\S.*)$")
_DOT = re.compile(
    r"^(?P<number>\d{1,4}(?:/\d{1,4})?)\s?(?P<letter>[a-z])?[.)]\s{1,6}(?P<title>\S.*)$"
)
_ALONE = re.compile(r"^(?P<number>\d{1,4}(?:/\d{1,4})?)\s?(?P<letter>[a-z])?[.)]?$")


@dataclass(frozen=True, slots=True)
class Start:
    """A line on which an item begins."""

    number: str
    value: int
    title: str
    shape: re.Pattern[str]


def whole_cell(line: Line) -> Start:
    """The item that one cell holds without a number."""
    return Start("", 0, line.text, _ALONE)


def start_of(line: Line, following: Sequence[Line]) -> Start | None:
    """The item that a line may begin."""
    for shape in (_TAB, _DOT, _ALONE):
        found = shape.match(line.text)
        if found is None:
            continue
        title = found["title"] if shape is not _ALONE else ""
        if shape is _ALONE and not (following and _may_be_title(following[0].text)):
            return None
        number = f"{found['number']}{found['letter'] or ''}"
        return Start(number, int(found["number"].rpartition("/")[2]), title, shape)
    return None


def _may_be_title(text: str) -> bool:
    return text[:1].isupper() and len(text) < 250 and not is_label(text)


def counted(lines: Sequence[Line]) -> dict[int, Start]:
    """The items by their lines: the heaviest run of numbers that go up, all written alike."""
    full = [line for line in lines if line]
    weighed = list(_weighed(full))
    best: dict[tuple[re.Pattern[str], int], int] = {}
    totals: list[float] = []
    before: list[int] = []
    for place, (one, _, weight) in enumerate(weighed):
        options = [(0.0, -1)]  # it begins a run
        for step in range(_FARTHEST + 1):
            at = best.get((one.shape, one.value - step))
            if at is not None and (step or one.number > weighed[at][0].number):
                options.append((totals[at] - 0.3 * max(step - 1, 0), at))
        gain, last = max(options)
        totals.append(weight + gain)
        before.append(last)
        held = best.get((one.shape, one.value))
        if held is None or totals[place] > totals[held]:
            best[one.shape, one.value] = place
    run: dict[int, Start] = {}
    at = max(range(len(totals)), key=totals.__getitem__, default=-1)
    while at >= 0:
        run[weighed[at][1].number] = weighed[at][0]
        at = before[at]
    return run


def _weighed(lines: Sequence[Line]) -> Iterator[tuple[Start, Line, float]]:
    """Every line that may begin an item, with how much it looks like one."""
    found = [start_of(line, lines[at + 1 : at + 2]) for at, line in enumerate(lines)]
    for at, one in enumerate(found):
        if one is None:
            continue
        title = one.title or lines[at + 1].text
        weight = 1.0 if is_title(title.split("\t", 1)[0]) else 0.2
        near = lines[at : at + _LOOKS]
        end = next((on for on in range(1, len(near)) if found[at + on] is not None), len(near))
        if any(is_label(line.text) or has_size(line.text) for line in near[:end]):
            weight += 1.0
        yield one, lines[at], weight
