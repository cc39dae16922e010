"""What the pages about actions and decisions show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saferboard.core.board import action_log as log
from saferboard.core.board.action_log import Colour, day
from saferboard.core.board.action_steps import Hand, Step
from saferboard.web.board.decisions.lives import Life, is_restricted
from saferboard.web.board.decisions.models import Action, Answer, Entry, GapSigned
from saferboard.web.board.decisions.register import Decided
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.directory.models import Post

TAGS = {
    Colour.GREEN: "govuk-tag--green",
    Colour.AMBER: "govuk-tag--yellow",
    Colour.RED: "govuk-tag--red",
    Colour.GREY: "govuk-tag--grey",
}
PRIVATELY = "This entry came from business taken in private."


@dataclass(frozen=True, slots=True)
class Row:
    """An action in a list. ``due`` is in words, with what the status rests on beside it."""

    life: Life
    css: str
    status: str
    because: str
    due: str
    age: str


def row(life: Life) -> Row:
    """One action, in words."""
    standing = life.standing
    due = standing.until or (day(standing.due) if standing.due else "Not set")
    return Row(
        life,
        TAGS[life.status.colour],
        str(life.status),
        life.status.because,
        due[:1].upper() + due[1:],
        aged(life.age),
    )


def aged(days: int) -> str:
    """``3 days``, ``5 months``, ``2 years``, rounded down."""
    for length, noun in ((365, "year"), (30, "month")):
        if days >= 2 * length:
            return f"{days // length} {noun}s"
    return f"{days} day{'s' * (days != 1)}"


def counts(found: Iterable[Life]) -> str:
    """``7 open: 2 Red, 4 Amber, 1 deferred``."""
    standing = [life.status.colour for life in found if life.standing.is_open]
    names = {Colour.RED: "Red", Colour.AMBER: "Amber", Colour.GREY: "deferred"}
    told = [f"{standing.count(c)} {name}" for c, name in names.items() if c in standing]
    return f"{len(standing)} open" + (f": {', '.join(told)}" if told else "")


@dataclass(frozen=True, slots=True)
class Point:
    """One entry on the line of an action's life. ``file`` is its place, if it has a file."""

    when: date
    told: str
    text: str
    detail: tuple[str, ...]
    evidence: str
    link: str
    file: int | None
    file_name: str
    by: str
    beside: Action | None
    private: bool


def line(life: Life, *, private: bool) -> list[Point]:
    """Every entry, the first first. What came from private business says so, and no more."""
    names = posts_named(entry.by for entry in life.entries)
    return [
        _hidden(entry)
        if is_restricted(entry) and not private and not life.restricted
        else _point(entry, value, names)
        for entry, value in zip(life.entries, life.told, strict=True)
    ]


def _hidden(entry: Entry) -> Point:
    return Point(entry.on, entry.told, PRIVATELY, (), "", "", None, "", "", None, True)


def _point(entry: Entry, value: log.Entry, names: dict[str, str]) -> Point:
    owners = [str(owner.post) for owner in entry.owners.all()]
    due = value.until or (day(value.due) if value.due else "")
    detail = [f"Owner: {'; '.join(owners)}"] if owners else []
    detail += [f"Due: {due}"] if due else []
    return Point(
        entry.on,
        entry.told,
        entry.text,
        tuple(detail),
        entry.evidence,
        entry.link,
        entry.place if entry.file else None,
        entry.file_name,
        names.get(entry.by, entry.by),
        entry.other,
        is_restricted(entry),
    )


def posts_named(keys: Iterable[str]) -> dict[str, str]:
    """Titles of posts by key, in one query; what is no post's key lacks."""
    return dict(Post.objects.filter(key__in=set(keys)).values_list("key", "title"))


def because(life: Life, step: Step, hands: Iterable[Hand]) -> str:
    """Why a step may not be taken."""
    return log.may(life.standing, step, hands).because


@dataclass(frozen=True, slots=True)
class Origin:
    """What made an action: the decision with its mark and meeting, or an older log."""

    outcome: int
    mark: str
    title: str
    meeting: Meeting
    sentence: str


def made_by(action: Action) -> Origin | None:
    """The decision an action was made from; none for one carried from an older log."""
    outcome = action.outcome
    if outcome is None:
        return None
    minute = outcome.minute
    letter = next(mark for mark, one in minute.lettered() if one.pk == outcome.pk)
    return Origin(
        outcome.pk,
        f"Minute {minute.number}{letter}",
        minute.title,
        minute.minutes.meeting,
        action.sentence,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in words, with who gave it."""

    answer: Answer
    by: str
    holds: bool
    life: Life | None


def answers(decision: Decided, lives: Sequence[Life]) -> list[Answered]:
    """Every answer that was given, the first first."""
    given = (*decision.earlier, *decision.answers)
    names = posts_named(answer.by for answer in given)
    found = {life.action.pk: life for life in lives}
    return [
        Answered(
            answer,
            names.get(answer.by, answer.by),
            answer in decision.answers,
            found.get(answer.action_id) if answer.action_id else None,
        )
        for answer in given
    ]


@dataclass(frozen=True, slots=True)
class Signed:
    """What was let go for a pack, by whom and why; ``hidden`` where it was decided in private."""

    row: GapSigned
    by: str
    hidden: bool


def signed(rows: Sequence[GapSigned], *, private: bool) -> list[Signed]:
    """Each signature with the title of its post."""
    names = posts_named(row.by for row in rows)
    return [
        Signed(
            row,
            names.get(row.by, row.by),
            bool(row.outcome and row.outcome.minute.is_restricted and not private),
        )
        for row in rows
    ]
