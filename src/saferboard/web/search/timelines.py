"""A matter's life in order: tabled, papered, discussed, decided, asked of somebody, done, shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from saferboard.web.search import queries
from saferboard.web.search.models import Kind, Passage, Scope
from saferboard.web.search.queries import Asked

MOST = 400  # passages of a time line
ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(slots=True)
class Step:
    """One thing that happened; ``others`` more passages of the same page answer too.

    ``outcomes`` came of a decision; ``newest`` is the last entry of an action.
    """

    passage: Passage
    others: int = 0
    newest: Passage | None = None
    outcomes: "list[Outcome]" = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """What came of a decision: an action with its newest entry, or why none was needed."""

    passage: Passage
    newest: Passage | None = None


@dataclass(slots=True)
class Moment:
    """A day of a body, with what happened on it."""

    day: date
    body: str
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The moments from the earliest on. ``cut``: there are more than are shown."""

    moments: list[Moment]
    cut: bool


def time_line(asked: Asked, scopes: Sequence[Scope]) -> TimeLine:
    """The life of what was asked for. Three queries, however long it is."""
    if not asked:
        return TimeLine([], cut=False)
    found = queries.oldest_first(asked, scopes, MOST + 1)
    days: dict[tuple[date, str], list[Passage]] = {}
    for row in found[:MOST]:
        if row.date is not None:
            days.setdefault((row.date, row.body), []).append(row)
    moments = [Moment(day, rows[0].body_name, _steps(rows)) for (day, _), rows in days.items()]
    told = _follow([step for moment in moments for step in moment.steps], scopes)
    for moment in moments:
        moment.steps = [step for step in moment.steps if step.passage.key not in told]
    return TimeLine([moment for moment in moments if moment.steps], cut=len(found) > MOST)


def _steps(rows: Iterable[Passage]) -> list[Step]:
    """One step for all that a paper or a minute says, and one for each decision, action, entry."""
    steps: dict[tuple[str, str], Step] = {}
    for row in sorted(rows, key=lambda row: (ORDER[Kind(row.kind)], row.place, row.pk)):
        place = {
            Kind.PAPER: row.address.partition("#")[0],
            Kind.MINUTE: row.address,
            Kind.ITEM: row.address,
        }.get(Kind(row.kind), str(row.pk))
        if held := steps.get((row.kind, place)):
            held.others += 1
        else:
            steps[row.kind, place] = Step(row)
    return list(steps.values())


def _follow(steps: list[Step], scopes: Sequence[Scope]) -> set[str]:
    """Give every decision what came of it, and every action how it stands.

    The actions that are told with their decision, by key: they need no step of their own.
    """
    asked = {step.passage.key: step for step in steps if step.passage.key}
    made = [
        row
        for row in queries.came_of(sorted(asked), scopes)
        if row.kind in (Kind.ACTION, Kind.ANSWER)
    ]
    actions = {row.key for row in (*made, *(s.passage for s in steps)) if row.kind == Kind.ACTION}
    newest = {row.came_of: row for row in queries.came_of(sorted(filter(None, actions)), scopes)}
    for row in made:
        asked[row.came_of].outcomes.append(Outcome(row, newest.get(row.key)))
    for step in steps:
        if step.passage.kind == Kind.ACTION:
            step.newest = newest.get(step.passage.key)
    return {row.key for row in made if row.kind == Kind.ACTION}
