"""Short ways of saying what a source says, for tests. All of it is invented."""

from datetime import date

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.history.history import History, Source, gather
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.sittings import Sittings
from saferboard.core.ingest.past.values import (
    AgendaItem,
    Confirmed,
    LogAction,
    LogEntry,
    Meeting,
    Minute,
    Minutes,
    Outcome,
    Reading,
    Span,
    Undertaking,
    Verb,
)

BODY = "Melby Safer Board"
MARCH, JUNE, SEPTEMBER, DECEMBER = (
    date(2015, 3, 20),
    date(2015, 6, 12),
    date(2015, 9, 18),
    date(2015, 12, 11),
)
SPRING = date(2016, 3, 18)
YEAR = (MARCH, JUNE, SEPTEMBER, DECEMBER, SPRING)


def resolved(letter: str, text: str, line: int = 5) -> Outcome:
    return Outcome(Verb.RESOLVED, letter, text, Span(line, line))


def minute(
    number: int | None,
    title: str,
    *outcomes: Outcome | str,
    text: str = "",
    promises: tuple[tuple[str, str], ...] = (),
    confirmed: date | None = None,
    amendment: str = "",
) -> Minute:
    given = tuple(resolved("", one) if isinstance(one, str) else one for one in outcomes)
    return Minute(
        number,
        title,
        text,
        given,
        tuple(Undertaking(who, said, Span(7, 7)) for who, said in promises),
        confirmed=Confirmed(confirmed, amendment) if confirmed else None,
        span=Span(3, 9),
    )


def minutes(on: date | None, *items: Minute, body: str = BODY) -> Minutes:
    return Minutes(body, on, items=items, span=Span(1, 20))


def meeting(on: date | None, *titles: str, future: tuple[date, ...] = ()) -> Meeting:
    agenda = tuple(
        AgendaItem(n, title, ItemKind.REPORT, span=Span(n, n)) for n, title in enumerate(titles, 1)
    )
    return Meeting(BODY, on, agenda=agenda, future=future, span=Span(1, 9))


def action(
    number: int | None,
    on: date | None,
    text: str,
    officer: str = "",
    comments: str = "",
    status: str = "",
) -> LogAction:
    return LogAction(number, (LogEntry(on, text, officer, comments, status, Span(30, 31)),), status)


def pack(
    on: date,
    *titles: str,
    of: Minutes | None = None,
    log: tuple[LogAction, ...] = (),
    future: tuple[date, ...] = (),
) -> Source:
    """A meeting's pack: its agenda, the minutes of the one before, the log."""
    titles = titles or ("Introductions",)
    reading = Reading((meeting(on, *titles, future=future),), (of,) if of else (), log)
    return Source(f"pack {on.isoformat()}", reading)


def history(*sources: Source) -> History:
    return gather(sources)


def record(*sources: Source) -> Record:
    return Record(gather(sources))


def both(*sources: Source) -> tuple[Record, Sittings]:
    gathered = gather(sources)
    return Record(gathered), Sittings(gathered)
