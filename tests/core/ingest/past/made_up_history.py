"""Histories with known truth: a board that meets four times a year, forgets and restates.

Every name, topic and figure is invented. What the board lost is told beside what it wrote.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.account.findings import Kind
from saferboard.core.ingest.past.history.history import History, Source, gather
from saferboard.core.ingest.past.values import (
    AgendaItem,
    Confirmed,
    Dashboard,
    DashboardRow,
    LogAction,
    LogEntry,
    Meeting,
    Minute,
    Minutes,
    Outcome,
    Person,
    Reading,
    Report,
    Span,
    Undertaking,
    Verb,
)
from tests.core.ingest.past.made_up_words import BODY, FILLER, MEASURES, MONTHS, OF_IT, PEOPLE, WHAT

Truth = set[tuple[Kind, date, str]]


@dataclass(slots=True)
class Lost:
    """How often things go wrong: shares from 0 to 1."""

    action: float = 0.2
    report: float = 0.25
    dropped: float = 0.1
    confirmation: float = 0.1
    jump: float = 0.1
    restated: float = 0.15
    pack: float = 0.0


@dataclass(slots=True)
class Open:
    """An action as it goes from log to log."""

    topic: str
    on: date
    text: str
    officer: str
    number: int
    rows: list[LogEntry] = field(default_factory=list)
    closed: bool = False
    last_open: date | None = None


@dataclass(slots=True)
class Asked:
    """A request as it was made, and whether it is to come to a meeting and when."""

    topic: str
    on: date
    due: date | None
    text: str
    promise: bool
    logged: bool = False


class Board:
    """Makes one history. ``truth`` says what a person would find in it."""

    def __init__(self, seed: int, years: int = 10, lost: Lost | None = None) -> None:
        self.random = Random(seed)
        self.lost = lost or Lost()
        self.days = [
            date(2010 + y + (m == 3), m, self.random.randint(4, 20))
            for y in range(years)
            for m in (6, 9, 12, 3)
        ]
        self.topics = [f"{a} {b}" for a in WHAT for b in OF_IT]
        self.random.shuffle(self.topics)
        self.tabled: dict[date, list[str]] = {}
        self.asked: list[Asked] = []
        self.truth: Truth = set()
        self.done: set[tuple[str, date]] = set()
        self._line = 0
        self._number = 1
        self._made = self._make()

    def history(self) -> History:
        """What can be read of it."""
        return gather(self._made)

    def _span(self) -> Span:
        self._line += 3
        return Span(self._line, self._line + 2, self._line // 40 + 1, self._line // 40 + 1)

    def _happens(self, share: float) -> bool:
        return self.random.random() < share

    def _make(self) -> list[Source]:
        before: Minutes | None = None
        log: list[Open] = []
        logs: dict[date, list[Open]] = {}
        sources = []
        wanted: dict[date, list[str]] = {}
        for n, on in enumerate(self.days):
            topics = [*wanted.get(on, ()), *(self.topics.pop() for _ in range(3))]
            self.tabled[on] = topics
            log = self._log(log, on, before)
            logs[on] = log
            if not self._happens(self.lost.pack):
                sources.append(Source(f"pack-{on.isoformat()}", self._pack(n, topics, log, before)))
            before = self._minutes(n, topics, wanted)
        if before is not None:
            sources.append(Source("minutes-last", Reading(minutes=(before,))))
        self._judge()
        return sources

    def _pack(self, n: int, topics: list[str], log: list[Open], before: Minutes | None) -> Reading:
        on = self.days[n]
        titles = ["Introductions", "Minutes of previous meeting", "Action Log", "Performance"]
        agenda = [
            AgendaItem(k, title, ItemKind.STANDING, span=self._span())
            for k, title in enumerate(titles, start=1)
        ]
        agenda += [
            AgendaItem(k, self._titled(topic), ItemKind.REPORT, span=self._span())
            for k, topic in enumerate(topics, start=len(titles) + 1)
        ]
        future = tuple(self.days[n + 1 : n + 2])
        reports = tuple(
            Report(f"LSCB update: {topic}", BODY, on, item, span=self._span())
            for item, topic in enumerate(topics, start=len(titles) + 1)
        )
        return Reading(
            (Meeting(BODY, on, agenda=tuple(agenda), future=future, span=self._span()),),
            (before,) if before is not None else (),
            tuple(self._action(one) for one in log),
            reports,
            (self._dashboard(on),) if on.month == 6 else (),
        )

    def _titled(self, topic: str) -> str:
        what, of_it = topic.split()
        return self.random.choice(
            (
                f"{topic.capitalize()} update",
                f"Tackling {topic} across Loamshire",
                f"{of_it.capitalize()} at {what} sites. Petra Lund will give a presentation",
                f"Partner update: {what} {of_it} prevention",
            )
        )

    def _action(self, one: Open) -> LogAction:
        first = LogEntry(one.on, one.text, one.officer, span=self._span())
        rows = (first, *one.rows)
        status = "Green" if one.closed else self.random.choice(("Amber", "Amber", "Red", ""))
        return LogAction(one.number, rows, status)

    def _log(self, log: list[Open], on: date, before: Minutes | None) -> list[Open]:
        """The log before a meeting: what is done goes, some is lost, what was asked is added."""
        kept: list[Open] = []
        for one in log:
            if one.closed:
                continue
            if self._happens(self.lost.dropped):
                seen = one.last_open or one.on
                # What came to one of the meetings that saw the log is done with.
                if one.topic not in (*self.tabled[seen], *self.tabled[on]):
                    self.truth.add((Kind.LEFT_LOG, seen, one.topic))
                continue
            one = Open(one.topic, one.on, one.text, one.officer, one.number, list(one.rows))
            if self._happens(0.4):
                comment = self.random.choice(("A meeting has been arranged.", "Chased by e-mail."))
                one.rows.append(LogEntry(on, "", one.officer, comment, span=self._span()))
            one.closed = self._happens(0.35)
            if one.closed:
                self.done.add((one.topic, one.on))
            kept.append(one)
        for asked in self.asked:
            if before is not None and asked.on == before.on and asked.logged:
                kept.append(self._opened(asked))
        for number, one in enumerate(kept, start=1):
            one.number, one.last_open = number, on
        return kept

    def _opened(self, asked: Asked) -> Open:
        owner = self.random.choice(PEOPLE)
        text = self.random.choice(
            (
                f"{owner} to report on {asked.topic} to a future meeting",
                f"Provide an update regarding {asked.topic}",
                f"Circulate details of {asked.topic} to all partners",
                f"{owner} to look into {' at '.join(asked.topic.split()[::-1])} sites, and report",
            )
        )
        return Open(asked.topic, asked.on, text, owner, 0)

    def _minutes(self, n: int, topics: list[str], wanted: dict[date, list[str]]) -> Minutes:
        on = self.days[n]
        if self._happens(self.lost.jump) and n:
            self._number += self.random.randint(2, 9)
            self.truth.add((Kind.NUMBERS_JUMP, on, ""))
        items = [self._minute("Introductions", "The Chairman welcomed everyone.")]
        items.append(self._confirming(n))
        items += [self._topic(on, topic, wanted) for topic in topics]
        if n + 1 < len(self.days):
            day = self.days[n + 1]
            text = f"That the next meeting of the Board take place on {day.day} {day:%B %Y}."
            outcome = Outcome(Verb.RESOLVED, "", text, self._span())
            items.append(self._minute("Date of the next meeting", "", outcomes=(outcome,)))
        people = tuple(Person(name, "Melby District Council") for name in PEOPLE)
        return Minutes(BODY, on, present=people, items=tuple(items), span=self._span())

    def _minute(self, title: str, text: str, outcomes: tuple[Outcome, ...] = ()) -> Minute:
        number, self._number = self._number, self._number + 1
        return Minute(number, title, text, outcomes, span=self._span())

    def _confirming(self, n: int) -> Minute:
        number, self._number = self._number, self._number + 1
        title = "Minutes of previous meeting"
        if n == 0:
            first = Confirmed(date(2010, 3, 5), span=self._span())
            return Minute(number, title, "Confirmed.", confirmed=first, span=self._span())
        of = self.days[n - 1]
        if n > 1 and self._happens(self.lost.confirmation):
            # That of the meeting before is confirmed again, and the last one's never.
            self.truth.add((Kind.NEVER_CONFIRMED, of, ""))
            of = self.days[n - 2]
            if (Kind.NEVER_CONFIRMED, of, "") in self.truth:
                self.truth.remove((Kind.NEVER_CONFIRMED, of, ""))
                self.truth.add((Kind.CONFIRMED_LATE, of, ""))
            else:
                self.truth.add((Kind.CONFIRMED_TWICE, of, ""))
        text = f"The minutes of the meeting held on {of.day} {of:%B %Y} were confirmed."
        return Minute(
            number, title, text, confirmed=Confirmed(of, span=self._span()), span=self._span()
        )

    def _topic(self, on: date, topic: str, wanted: dict[date, list[str]]) -> Minute:
        number, self._number = self._number, self._number + 1
        text = [f"The Board considered a report on {topic}.", self.random.choice(FILLER)]
        outcomes = [Outcome(Verb.RESOLVED, "a", "That the report be noted.", self._span())]
        promises: list[Undertaking] = []
        about = self.topics.pop() if self._happens(0.5) else topic
        kind = self.random.random()
        if kind < 0.6:
            request = self._request(on, about, wanted)
            outcomes.append(Outcome(Verb.RESOLVED, "b", request, self._span()))
        elif kind < 0.75:
            who = self.random.choice(PEOPLE)
            sentence = f"{who} agreed to send the members a note on {about}."
            text.append(sentence)
            promises.append(Undertaking(who, sentence, self._span()))
            self._ask(Asked(about, on, None, sentence, promise=True))
        return Minute(
            number,
            topic.capitalize(),
            " ".join(text),
            tuple(outcomes),
            tuple(promises),
            span=self._span(),
        )

    def _ask(self, asked: Asked) -> None:
        asked.logged = not self._happens(self.lost.action)
        self.asked.append(asked)

    def _request(self, on: date, about: str, wanted: dict[date, list[str]]) -> str:
        later = [day for day in self.days if day > on]
        kind = self.random.random()
        if kind < 0.35 or not later:
            text = f"That the guidance on {about} be circulated to all members."
            self._ask(Asked(about, on, None, text, promise=False))
            return text
        if kind < 0.7:
            due, text = later[0], f"That a report on {about} be submitted to the next meeting."
        else:
            due = self.random.choice(later[:3])
            when = f"the {MONTHS[due.month]} meeting"
            if (due - on) > timedelta(360):
                when = f"the {MONTHS[due.month]} {due.year} meeting"
            text = f"That a presentation regarding {about} be brought to {when} of the Board."
        if not self._happens(self.lost.report):
            slipped = [day for day in later if day >= due][: self.random.choice((1, 1, 1, 2))]
            wanted.setdefault(slipped[-1], []).append(about)
        self._ask(Asked(about, on, due, text, promise=False))
        return text

    def _dashboard(self, on: date) -> Dashboard:
        previous, current = (f"{y}-{(y + 1) % 100:02d}" for y in (on.year - 2, on.year - 1))
        notes: list[str] = []
        rows = []
        for key, (label,) in MEASURES.items():
            last, mark = self._value(key, on.year - 2), ""
            if on.year > 2010 and self._happens(self.lost.restated):
                last += self.random.choice((-0.4, 0.3, 0.7))
                if self._happens(0.3):
                    mark = "*" * (len(notes) + 1)
                    notes.append(f"{mark} This figure was revised.")
                else:
                    self.truth.add((Kind.RESTATED, on, key))
            now = self._value(key, on.year - 1)
            rows.append(
                DashboardRow(
                    "", "A", label, f"{last:.1f}{mark}", f"{now:.1f}", "", "A", span=self._span()
                )
            )
        return Dashboard(
            "Dashboard",
            f"Previous Year ({previous})",
            f"Current Year ({current})",
            tuple(rows),
            tuple(notes),
            self._span(),
        )

    def _value(self, key: str, year: int) -> float:
        return Random(f"{key} {year}").randint(20, 90) / 10

    def _judge(self) -> None:
        """What of the requests never came, and what no log has."""
        for asked in self.asked:
            later = [day for day in self.days if day > asked.on]
            if not later:
                continue
            came = [day for day in later if asked.topic in self.tabled[day]]
            if not asked.logged and later[0] not in came:
                self.truth.add((Kind.NO_ACTION, asked.on, asked.topic))
            if asked.due is not None and not came and (asked.topic, asked.on) not in self.done:
                self.truth.add((Kind.NEVER_CAME, asked.on, asked.topic))

    def topics_asked(self, on: date | None) -> list[str]:
        """What a meeting asked about."""
        return [asked.topic for asked in self.asked if asked.on == on]
