"""Which item of the agenda a paper answers, and on which pages of the pack it stands."""

from collections.abc import Sequence

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.pack.sections import Part, Section, cut_at, is_day, telling
from saferboard.core.ingest.past.papers.action_logs import is_log_header
from saferboard.core.ingest.past.text.furniture import bare_number, is_stamp, stamped_item
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.titles import is_standing
from saferboard.core.ingest.past.values import AgendaItem

_HEAD = 8  # lines with words at a paper's top in which its title stands
_TOP = 40  # lines at a paper's top in which the number of its first page stands
_MOST = 150  # papers and items that are compared with one another


def papered(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items that a paper may answer, in order."""
    business = [
        one
        for one in items
        if one.number and (one.kind is ItemKind.REPORT or not is_standing(one.title))
    ]
    paged = [one for one in business if one.pages]
    return paged or [one for one in business if one.kind is not ItemKind.ORAL] or business


def place_papers(
    lines: Sequence[Line], papers: Sequence[Section], items: Sequence[AgendaItem]
) -> list[int]:
    """The item of each paper, 0 for none; the order of both is kept.

    A stamp decides. Else the words of the titles do, and where they say nothing, the order.
    """
    if len(papers) > _MOST or len(items) > _MOST:
        return [paper.item for paper in papers]
    scores = [
        [_score(lines, paper, item, len(papers) == len(items)) for item in items]
        for paper in papers
    ]
    best = [[0.0] * (len(items) + 1) for _ in range(len(papers) + 1)]
    for row in range(len(papers) - 1, -1, -1):
        for column in range(len(items) - 1, -1, -1):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                best[row + 1][column + 1] + scores[row][column],
            )
    found = [paper.item for paper in papers]
    row = column = 0
    while row < len(papers) and column < len(items):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            found[row] = found[row] or items[column].number or 0
            row, column = row + 1, column + 1
    return found


def _score(lines: Sequence[Line], paper: Section, item: AgendaItem, even: bool) -> float:
    """How well a paper answers an item: by its stamp, by words in common."""
    if paper.item:
        return 10.0 if paper.item == item.number else 0.0
    head, title = telling(_head(lines, paper)), telling(item.title)
    common = len(head & title)
    likeness = common / max(min(len(head), len(title)), 1)
    if not paper.sure:
        return likeness if common > 1 or likeness == 1.0 else 0.0
    return 0.1 + 2.0 * likeness + (0.2 if even else 0.0)


def _head(lines: Sequence[Line], paper: Section) -> str:
    """The words at a paper's top, without body and date where it has them."""
    full = [
        line
        for line in lines[paper.first : min(paper.first + 60, paper.end)]
        if line and not is_stamp(line)
    ][:_HEAD]
    dated = next((at for at, line in enumerate(full[:3]) if is_day(line)), None)
    below = full[dated + 1 :] if dated is not None else full
    title: list[str] = []
    for line in below:
        if title and (len(line.text) > 120 or line.text[:2] == "1."):
            break
        title.append(line.text)
        if dated is not None and len(title) == 2:
            break
    return " ".join(title)


def by_pages(
    lines: Sequence[Line],
    sections: Sequence[Section],
    items: Sequence[AgendaItem],
    shift: int,
) -> list[Section]:
    """Parts cut where the agenda says that an item's papers begin: on its page, or at its stamp.

    A stamp is believed if it stands on the page that the agenda names.
    """
    believed = _agree(lines, sections, items, shift)
    first = {one.pages[0]: one.number or 0 for one in papered(items) if one.pages}
    paged = {one.pages[0] + shift: one.number or 0 for one in papered(items) if one.pages}
    found: list[Section] = []
    for section in sections:
        starts: list[tuple[int, int]] = []
        for at in range(section.first, section.end):
            line = lines[at]
            if line.page:
                if not believed:
                    break
                fresh = at > section.first and lines[at - 1].page != line.page
                if fresh and line.page in paged and not _goes_on(lines, section, at):
                    starts.append((at, paged[line.page]))
            elif line and section.part is Part.PAPER:
                item = stamped_item(line)
                if item and item == first.get(_number_beside(lines, at)):
                    near = not starts and not section.sure and at - section.first < _TOP
                    starts.append((section.first if near else at, item))
        found.extend(cut_at(section, starts))
    return found


def _goes_on(lines: Sequence[Line], section: Section, at: int) -> bool:
    """Whether a page is one more of an action log, whatever the agenda says."""
    return section.part is Part.LOG and any(map(is_log_header, lines[at : section.end]))


def _agree(
    lines: Sequence[Line], sections: Sequence[Section], items: Sequence[AgendaItem], shift: int
) -> bool:
    """Whether most parts begin on pages that the agenda names."""
    named = {one.pages[0] + shift for one in items if one.pages}
    parts = [one for one in sections if one.sure and one.part not in (Part.AGENDA, Part.UNKNOWN)]
    return 2 * sum(lines[one.first].page in named for one in parts) > len(parts)


def _number_beside(lines: Sequence[Line], at: int) -> int:
    """The page's number that stands beside a stamp; 0 for none."""
    near = [line for line in lines[max(at - 3, 0) : at + 4] if line]
    return next((number for line in near if (number := bare_number(line))), 0)


def shift_of(lines: Sequence[Line]) -> int:
    """How far the source's pages are from those printed on them; most stamps decide."""
    if not lines[0].page:
        return 0
    counts: dict[int, int] = {}
    for line in lines:
        number = bare_number(line) if line else 0
        if number:
            counts[line.page - number] = counts.get(line.page - number, 0) + 1
    most = max(counts, key=lambda one: (counts[one], -abs(one)), default=0)
    return most if counts.get(most, 0) >= 3 else 0
