"""What was promised in the plan against what came to the meetings, year by year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.board.plan import in_words, months_between, year_of

UNSAID = "no reason recorded"
WITHIN = 12  # months in which a late item still answers a promise


class Fate(StrEnum):
    """What became of a promise."""

    CAME = "came as promised"
    MOVED = "moved"
    NEVER = "never came"
    TO_COME = "still to come"
    EXTRA = "came without being promised"


@dataclass(frozen=True, slots=True)
class Promise:
    """A topic that an agreed plan put in the meeting of a month; any day in it stands for it."""

    topic: str
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Tabled:
    """An item on an agenda. Not ``came``: withdrawn, deferred or on a cancelled meeting's agenda.

    ``because`` is the reason that was recorded, if one was.
    """

    topic: str
    title: str
    on: date
    came: bool = True
    because: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason recorded when the plan was changed after it had been agreed."""

    topic: str
    year: int
    because: str


@dataclass(frozen=True, slots=True)
class Row:
    """One promise and what came of it, or one item that nobody had promised."""

    year: int
    topic: str
    title: str
    fate: Fate
    promised: date | None
    came: date | None
    because: str = ""

    @property
    def is_kept(self) -> bool | None:
        """Whether the promise was kept; None while it may be, and where there was none."""
        kept = {Fate.CAME: True, Fate.MOVED: False, Fate.NEVER: False}
        return kept.get(self.fate)

    @property
    def is_unexplained(self) -> bool:
        """Whether a promise was broken and nobody recorded why."""
        return self.is_kept is False and self.because == UNSAID

    @property
    def words(self) -> str:
        """``promised in March 2021, never came: no reason recorded``."""
        promised = f"promised in {in_words([self.promised])}, " if self.promised else ""
        came = ""
        if self.came and self.fate is not Fate.CAME:
            came = f" {'to' if self.promised else 'in'} {in_words([self.came])}"
        because = f": {self.because}" if self.because else ""
        return f"{promised}{self.fate}{came}{because}"


def planned_against_tabled(
    promises: Iterable[Promise],
    agendas: Iterable[Tabled],
    today: date,
    explained: Sequence[Explained] = (),
) -> tuple[Row, ...]:
    """Every promise and every item of a promised year, by year, month and title.

    A promise is kept by an item of its topic in its month; a month in which nobody has yet met is
    still to come until the month is over.
    """
    promised = sorted(promises, key=lambda promise: (promise.on, promise.title))
    tabled = sorted(agendas, key=lambda item: (item.on, item.title))
    years = {year_of(promise.on) for promise in promised}
    rows: list[Row] = []
    for topic in dict.fromkeys(promise.topic for promise in promised):
        about = [item for item in tabled if item.topic == topic]
        rows += _of_topic([p for p in promised if p.topic == topic], about, today, explained)
    spoken_for = {(row.topic, row.came) for row in rows}
    rows += [
        Row(year_of(item.on), item.topic, item.title, Fate.EXTRA, None, item.on)
        for item in tabled
        if item.came and year_of(item.on) in years and (item.topic, item.on) not in spoken_for
    ]
    return tuple(sorted(rows, key=_in_order))


def _in_order(row: Row) -> tuple[int, date, str]:
    return (row.year, row.promised or row.came or date.min, row.title)


def _of_topic(
    promises: list[Promise], items: list[Tabled], today: date, explained: Sequence[Explained]
) -> list[Row]:
    """The promises of one topic, each given the item that answers it best: first that of its own
    month, then the next that follows it, then one earlier in its year."""
    free = [item for item in items if item.came]
    answers: dict[Promise, Tabled] = {}
    for fits in (_same_month, _later, _earlier):
        for promise in promises:
            found = next((item for item in free if fits(promise.on, item.on)), None)
            if found is not None and promise not in answers:
                answers[promise] = found
                free.remove(found)
    return [_row(promise, answers.get(promise), items, today, explained) for promise in promises]


def _same_month(promised: date, came: date) -> bool:
    return months_between(promised, came) == 0


def _later(promised: date, came: date) -> bool:
    return 0 < months_between(promised, came) < WITHIN


def _earlier(promised: date, came: date) -> bool:
    return came < promised and year_of(came) == year_of(promised)


def _row(
    promise: Promise,
    answer: Tabled | None,
    items: Sequence[Tabled],
    today: date,
    explained: Sequence[Explained],
) -> Row:
    year = year_of(promise.on)
    came = answer.on if answer else None
    if came and _same_month(promise.on, came):
        return Row(year, promise.topic, promise.title, Fate.CAME, promise.on, came)
    if came:
        fate = Fate.MOVED
    elif months_between(promise.on, today) > 0 or any(_same_month(promise.on, i.on) for i in items):
        fate = Fate.NEVER
    else:
        return Row(year, promise.topic, promise.title, Fate.TO_COME, promise.on, None)
    because = _reason(promise, items, explained)
    return Row(year, promise.topic, promise.title, fate, promise.on, came, because)


def _reason(promise: Promise, items: Sequence[Tabled], explained: Sequence[Explained]) -> str:
    """The reason recorded on the agenda of the promised month, else in the plan."""
    told = [item.because for item in items if not item.came and _same_month(promise.on, item.on)]
    told += [
        change.because
        for change in reversed(explained)
        if change.topic == promise.topic and change.year == year_of(promise.on)
    ]
    return next((because for because in told if because), UNSAID)
