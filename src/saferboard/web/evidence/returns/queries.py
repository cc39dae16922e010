"""Who owes which returns, what was sent and what became of it, and who is late."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse

from saferboard.core.directory.permissions import Permission, decide
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.returning import Duty
from saferboard.core.evidence.returns import Held, hold_against
from saferboard.core.ingest.returned import Asked
from saferboard.core.partnership import Partnership
from saferboard.engines.tables.returns import PARTNERSHIP, partnership_held
from saferboard.engines.tables.store import Holdings, Store
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.waiting import Waiting
from saferboard.web.evidence.returns.models import Chased, Sent

Key = tuple[str, str, Period]


class State(StrEnum):
    """How it stands with a measure's figures of one term."""

    OWED = "To send"
    REJECTED = "To send again"
    PART = "Partly sent"
    WAITING = "Sent, not accepted yet"
    DONE = "Accepted"


@dataclass(frozen=True, slots=True)
class Due:
    """The figures of one measure for one term. ``lacking`` are the areas nobody sent yet."""

    measure: Measure
    term: Period
    period: Period
    by: date
    state: State
    late: int
    lacking: tuple[str, ...] = ()
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its post still has to do something."""
        return self.state in (State.OWED, State.REJECTED, State.PART)

    @property
    def is_late(self) -> bool:
        """Open, and the day is past."""
        return self.is_open and self.late > 0

    @property
    def url(self) -> str:
        """The page with its form."""
        return reverse("return-form", args=(self.measure.key, self.term))


@dataclass(frozen=True, slots=True)
class Source:
    """A post that sends figures, and how it stands with each."""

    key: str
    title: str
    dues: tuple[Due, ...]
    chased: date | None = None

    @property
    def late(self) -> tuple[Due, ...]:
        """What is late, the longest first."""
        return tuple(due for due in self.dues if due.is_late)

    @property
    def open(self) -> tuple[Due, ...]:
        """What it still has to send, the soonest due first."""
        return tuple(due for due in self.dues if due.is_open)


def held() -> Holdings:
    """What the store holds now."""
    return Store(settings.HOME).read()


def declared() -> Partnership | None:
    """The partnership with all that is loaded beside it; none if none is loaded yet."""
    found = held()
    return _partnership(found) if found.of(PARTNERSHIP) else None


@lru_cache(maxsize=2)
def _partnership(found: Holdings) -> Partnership:
    return partnership_held(found)


def returned(found: Partnership) -> dict[str, list[Measure]]:
    """The measures that posts send by hand, by the key of the post."""
    by_post: dict[str, list[Measure]] = {}
    for measure in found.measures:
        if measure.duty is not None:
            by_post.setdefault(measure.duty.by, []).append(measure)
    return by_post


def asked(found: Partnership, post: Post, today: date) -> Asked:
    """What the post may send."""
    by_post = returned(found)
    own = {measure.key: measure for measure in by_post.get(post.key, ())}
    others = {measure.key for measures in by_post.values() for measure in measures} - own.keys()
    return Asked(own, others, today, post.title, found.areas)


def due(post: Post, today: date) -> list[Due]:
    """What the post still has to send, the soonest due first. Nothing before a partnership."""
    return [one for source in sources(today, only=post.key) for one in source.open]


def due_from(user: User, post: Post | None, today: date) -> Iterator[Waiting]:
    """The same, and what waits for whoever accepts it, as the first page of an account tells it."""
    if decide(Permission.RETURN_ACCEPT, user.held) and (sent := len(waiting())):
        yield Waiting(f"{sent} return{'s' * (sent > 1)} to accept", reverse("returns"))
    for one in due(post, today) if post else ():
        words = f"{one.measure.name}, {one.period.words}"
        yield Waiting(words, one.url, one.by, one.is_late)


def sources(today: date, *, only: str | None = None) -> list[Source]:
    """Every post that sends figures, or one, the latest first. Three queries at most."""
    found = declared()
    if found is None:
        return []
    wanted = {key: ms for key, ms in returned(found).items() if only in (None, key)}
    if not wanted:
        return []
    posts = dict(Post.objects.filter(key__in=wanted).values_list("key", "title"))
    chased = dict(Chased.objects.values_list("post").annotate(last=Max("on")))
    known = _known(found.observations, Sent.objects.filter(post__in=wanted))
    rows = [
        Source(key, posts.get(key, key), tuple(_dues(measures, known, today)), chased.get(key))
        for key, measures in wanted.items()
    ]
    return sorted(rows, key=lambda row: (-max((d.late for d in row.late), default=0), row.title))


@dataclass(frozen=True, slots=True)
class _Said:
    """How it stands with one figure."""

    state: State
    because: str = ""


def _known(observations: Iterable[Observation], sent: QuerySet[Sent]) -> dict[Key, _Said]:
    """How it stands with each figure: by the newest return that names it, else by what is held."""
    found = {(o.measure, o.area, o.period): _Said(State.DONE) for o in observations}
    for row in sent.select_related("settled").order_by("pk"):
        settled = getattr(row, "settled", None)
        if settled is None:
            said = _Said(State.WAITING)
        else:
            said = _Said(State.DONE if settled.accepted else State.REJECTED, settled.reason)
        for line in row.said:
            # A rejected correction leaves standing what was accepted before it.
            before = found.get(line.key)
            if said.state is not State.REJECTED or before is None or before.state is not State.DONE:
                found[line.key] = said
    return found


def _dues(measures: Iterable[Measure], known: Mapping[Key, _Said], today: date) -> Iterator[Due]:
    rows = [
        _due(measure, duty, term, known, today)
        for measure in measures
        if (duty := measure.duty) is not None
        for term in duty.terms(today)
        if measure.retired is None or term.last < measure.retired
    ]
    yield from sorted(rows, key=lambda row: (row.by, row.measure.name))


def _due(
    measure: Measure, duty: Duty, term: Period, known: Mapping[Key, _Said], today: date
) -> Due:
    period, by = duty.covers(term), duty.due(term)
    said = {area: known.get((measure.key, area, period)) for area in duty.areas}
    states = {one.state if one else State.OWED for one in said.values()}
    lacking = tuple(
        area for area, one in said.items() if one is None or one.state is State.REJECTED
    )
    because = next((one.because for one in said.values() if one and one.because), "")
    return Due(
        measure=measure,
        term=term,
        period=period,
        by=by,
        state=_together(states),
        late=max((today - by).days, 0),
        lacking=lacking,
        because=because if State.REJECTED in states else "",
    )


def _together(states: set[State]) -> State:
    """How it stands with several areas: as with the one that needs most."""
    if State.REJECTED in states:
        return State.REJECTED
    if State.OWED in states:
        return State.OWED if states == {State.OWED} else State.PART
    return State.WAITING if State.WAITING in states else State.DONE


def people_of(found: Partnership, area: str, period: Period) -> int | None:
    """How many live in an area; None where nobody says."""
    held = found.populations.denominator(found.areas, area, "all", period.last.year)
    return held.persons if held else None


def against(found: Partnership, sent: Sent) -> list[Held]:
    """The lines of a return held against what is held now."""
    measures = {measure.key: measure for measure in found.measures}
    rows: dict[tuple[str, str], list[Observation]] = {}
    for o in found.observations:
        rows.setdefault((o.measure, o.area), []).append(o)
    return [
        hold_against(
            line,
            measures[line.measure],
            rows.get((line.measure, line.area), ()),
            people_of(found, line.area, line.period),
        )
        for line in sent.said
        if line.measure in measures
    ]


def overtaken(sent: Sent) -> Sent | None:
    """A later return of the same post that gives one of the same figures and was not rejected."""
    keys = {line.key for line in sent.said}
    later = Sent.objects.filter(post=sent.post, pk__gt=sent.pk).exclude(settled__accepted=False)
    return next((row for row in later if keys & {line.key for line in row.said}), None)


def recent(post: str | None = None) -> list[Sent]:
    """The last returns, of every post or of one."""
    rows = Sent.objects.select_related("settled")
    return list((rows.filter(post=post) if post else rows)[:50])


def waiting() -> list[Sent]:
    """Returns that nobody has accepted or rejected, the oldest first."""
    rows = Sent.objects.select_related("settled").filter(settled__isnull=True)
    return list(rows.order_by("pk"))
