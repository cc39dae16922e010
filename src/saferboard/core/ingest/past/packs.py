"""A whole pack: cover and agenda, the minutes of the meeting before, action log, papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from saferboard.core.ingest.past.minutes.minutes import read_minutes
from saferboard.core.ingest.past.pack.agenda import pages_in, read_agenda
from saferboard.core.ingest.past.pack.placing import by_pages, papered, place_papers, shift_of
from saferboard.core.ingest.past.pack.sections import Part, Section, cut_papers, sections_of
from saferboard.core.ingest.past.papers.action_logs import read_action_log
from saferboard.core.ingest.past.papers.dashboards import read_dashboard
from saferboard.core.ingest.past.papers.reports import read_report
from saferboard.core.ingest.past.text.furniture import without_furniture
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, lines_of
from saferboard.core.ingest.past.values import (
    NOWHERE,
    AgendaItem,
    Dashboard,
    LogAction,
    Meeting,
    Minutes,
    Reading,
    Report,
)

_NO_PART = "belongs to no part of a pack that is known"
_MINUTES = ("minutes",)
_LOG = ("action log", "action tracker", "actions")


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    meetings: list[Meeting] = field(default_factory=list)
    minutes: list[Minutes] = field(default_factory=list)
    log: list[LogAction] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    dashboards: list[Dashboard] = field(default_factory=list)


def read_pack(text: str) -> Reading:
    """All that a pack says. No text is refused: what cannot be read is among the rejects."""
    lines = lines_of(text)
    ledger = Ledger(lines)
    found = _Found()
    sections = sections_of(lines)
    groups = _meetings(sections)
    for group in groups:
        _read(lines, group, found, ledger)
    without_furniture([line for line in lines if line and not ledger.holder(line)], ledger)
    return Reading(
        tuple(_named(found)),
        tuple(found.minutes),
        tuple(found.log),
        tuple(found.reports),
        tuple(found.dashboards),
        ledger.doubts(),
        ledger.rejects(),
        ledger.coverage(),
    )


def _meetings(sections: Sequence[Section]) -> list[list[Section]]:
    """The parts of each meeting's pack: a source may hold several, each with its agenda."""
    groups: list[list[Section]] = [[]]
    for section in sections:
        if section.part is Part.AGENDA and any(one.part is Part.AGENDA for one in groups[-1]):
            groups.append([])
        groups[-1].append(section)
    return groups


def _read(
    lines: Sequence[Line], sections: Sequence[Section], found: _Found, ledger: Ledger
) -> None:
    items: tuple[AgendaItem, ...] = ()
    for section in sections:
        if section.part is Part.AGENDA:
            meeting = read_agenda(_cover(lines, section), ledger)
            if meeting:
                found.meetings.append(meeting)
                items = meeting.agenda
    shift = shift_of(lines)
    if lines[0].page:
        sections = by_pages(lines, sections, items, shift)
    for section in sections:
        if section.part is Part.MINUTES:
            part = _lines(lines, section, _pages(items, _MINUTES))
            found.minutes.append(read_minutes(part, ledger))
        elif section.part is Part.LOG:
            found.log.extend(read_action_log(_lines(lines, section, _pages(items, _LOG)), ledger))
        elif section.part is Part.UNKNOWN:
            part = lines[section.first : section.end]
            found.dashboards.extend(_dashboards(part, ledger))
            ledger.reject([line for line in part if line and not ledger.holder(line)], _NO_PART)
    _papers(lines, sections, items, shift, found, ledger)


def _cover(lines: Sequence[Line], section: Section) -> Sequence[Line]:
    """An agenda's lines, known to stand before the first page that it names."""
    part = lines[section.first : section.end]
    first = min((pages[0] for line in part if (pages := pages_in(line.text))), default=0)
    return _on(part, (1, first - 1) if first > 1 else None)


def _lines(
    lines: Sequence[Line], section: Section, pages: tuple[int, int] | None
) -> Sequence[Line]:
    return _on(lines[section.first : section.end], pages)


def _on(lines: Sequence[Line], pages: tuple[int, int] | None) -> Sequence[Line]:
    """Lines with the pages that the agenda gives, where the source has none of its own."""
    if pages is None or not lines or lines[0].page:
        return lines
    return [line.on(*pages) for line in lines]


def _pages(items: Sequence[AgendaItem], titles: Sequence[str]) -> tuple[int, int] | None:
    """The pages of a standing item."""
    for item in items:
        if item.pages and any(title in item.title.lower() for title in titles):
            return item.pages
    return None


def _papers(
    lines: Sequence[Line],
    sections: Sequence[Section],
    items: Sequence[AgendaItem],
    shift: int,
    found: _Found,
    ledger: Ledger,
) -> None:
    business = papered(items)
    titles = [item.title for item in business]
    papers = [
        paper
        for part in sections
        if part.part is Part.PAPER
        for cut in cut_papers(lines, part, titles)
        for paper in by_pages(lines, [cut], items, shift)
    ]
    numbers = place_papers(lines, papers, business)
    pages = {item.number: item.pages for item in items}
    for paper, number in _whole(papers, numbers):
        part = _lines(lines, paper, pages.get(number))
        found.dashboards.extend(_dashboards(part, ledger))
        report = read_report(part, ledger)
        if report.span != NOWHERE:
            found.reports.append(replace(report, item=number or report.item))
            if items and not (number or report.item):
                ledger.doubt(
                    "report", report.title, "no item of the agenda is its own", report.span
                )


def _dashboards(lines: Sequence[Line], ledger: Ledger) -> Iterator[Dashboard]:
    while (dashboard := read_dashboard(lines, ledger)) is not None:
        yield dashboard


def _whole(papers: Sequence[Section], numbers: Sequence[int]) -> list[tuple[Section, int]]:
    """Papers; what begins without a head of its own and answers no item is part of the last."""
    found: list[tuple[Section, int]] = []
    for paper, number in zip(papers, numbers, strict=True):
        last = found[-1] if found else None
        if last and last[0].end == paper.first and not number and not paper.sure:
            found[-1] = (replace(last[0], end=paper.end), last[1])
        else:
            found.append((paper, number))
    return found


def _named(found: _Found) -> list[Meeting]:
    """Meetings, their body as the minutes write it where the cover has it in capitals."""
    written = {one.body.lower(): one.body for one in found.minutes if one.body}
    return [
        replace(one, body=written.get(one.body.lower(), one.body)) if one.body.isupper() else one
        for one in found.meetings
    ]
