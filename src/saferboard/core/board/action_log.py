"""The life of an action: entries in, where it stands out.

Entries are only ever added. Where an action stands is worked out from all of them, so the same
entries always give the same status, and what was said stays to be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from saferboard.core.board.action_steps import OPEN, RULES, Hand, Need, State, Step
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import Fault, Refused, refuse

WARNED = timedelta(days=7)
"""How long before the due day an owner is reminded, and how often once it has passed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry. Owners are keys of posts; ``other`` is the number of another action.

    ``until`` says a due day in words, where it is a meeting's.
    """

    step: Step
    on: date
    text: str = ""
    evidence: str = ""
    owners: tuple[str, ...] = ()
    due: date | None = None
    until: str = ""
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an action stands after its entries. ``passed_to`` have not yet said that they take it.

    ``changed`` is the day on which it came into this state, ``moved`` the day of the newest entry.
    ``evidenced``: something shows that it is done, given since it was last asked for or sent back.
    """

    state: State
    asked: date
    changed: date
    moved: date
    owners: tuple[str, ...]
    passed_to: tuple[str, ...] = ()
    due: date | None = None
    until: str = ""
    evidenced: bool = False
    other: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in OPEN

    def hands(self, post: str, *, office: bool) -> frozenset[Hand]:
        """The capacities in which a post may act on it."""
        held = {Hand.OFFICE} if office else set()
        if post in self.owners:
            held.add(Hand.OWNER)
        if post in self.passed_to:
            held.add(Hand.TAKER)
        return frozenset(held)


class Colour(StrEnum):
    """The Board's colours, and grey for what needs nobody now."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    GREY = "Grey"


@dataclass(frozen=True, slots=True)
class Status:
    """What the log shows: a colour, a word, and what the word rests on."""

    colour: Colour
    word: str
    because: str

    def __str__(self) -> str:
        return self.word if self.colour is Colour.GREY else f"{self.colour}: {self.word}"


def replay(entries: Iterable[Entry]) -> Standing:
    """Where an action stands after these entries, the first of which asked for it."""
    standing: Standing | None = None
    for entry in entries:
        standing = _first(entry) if standing is None else _then(standing, entry)
    if standing is None:
        raise ValueError("an action has at least the entry that asked for it")
    return standing


MOVES = (Step.HAND_ON, Step.TAKE)
"""How an action gets another owner. An older log may name another one in any of its lines."""


def _first(entry: Entry) -> Standing:
    return Standing(
        State.IN_HAND, entry.on, entry.on, entry.on, entry.owners, due=entry.due, until=entry.until
    )


def _then(before: Standing, entry: Entry) -> Standing:
    state = RULES[entry.step].to or before.state
    after = replace(
        before,
        state=state,
        changed=before.changed if state is before.state else entry.on,
        moved=max(before.moved, entry.on),
        evidenced=before.evidenced or bool(entry.evidence),
        owners=before.owners if entry.step in MOVES else entry.owners or before.owners,
    )
    match entry.step:
        case Step.DEFER | Step.REDATE:
            return replace(after, due=entry.due, until=entry.until)
        case Step.HAND_ON:
            return replace(after, passed_to=entry.owners)
        case Step.TAKE:
            return replace(after, owners=before.passed_to, passed_to=())
        case Step.DECLINE:
            return replace(after, passed_to=())
        case Step.MERGE:
            return replace(after, other=entry.other, passed_to=())
        case Step.RETURN | Step.RESUME:
            return replace(after, evidenced=False, other=None)
        case _:
            return after


def may(standing: Standing, step: Step, hands: Iterable[Hand]) -> Decision:
    """Whether somebody acting in these capacities may take the step now, and why."""
    rule = RULES[step]
    held = rule.who & frozenset(hands)
    if not held:
        who = " or ".join(hand for hand in Hand if hand in rule.who)
        return Decision(False, f"only {who} may do this")
    if standing.state not in rule.since:
        return Decision(False, f"the action is {standing.state}, and this does not follow on that")
    if rule.only_when_passed and not standing.passed_to:
        return Decision(False, "the action is not being passed to anybody")
    return Decision(True, f"you act as {min(held)}")


def check(standing: Standing, entry: Entry) -> None:
    """Refuses an entry that lacks what its step needs. Whether it may be taken at all: ``may``."""
    given = {
        Need.TEXT: entry.text.strip(),
        Need.EVIDENCE: entry.evidence.strip() or standing.evidenced,
        Need.OWNERS: entry.owners,
        Need.DUE: entry.due,
        Need.OTHER: entry.other,
    }
    needs = RULES[entry.step].needs
    missing = [need for need in Need if need in needs and not given[need]]
    if missing:
        raise Refused(*(_lacking(need) for need in missing))
    if entry.owners and Need.OWNERS not in needs:
        raise refuse(
            "this step names no owner",
            where="owners",
            expected="an action passed on by a step of its own",
            remedy="pass the action on instead",
        )
    if entry.due and entry.due < entry.on:
        raise refuse(
            "the due day has passed already",
            where="due day",
            expected=f"{day(entry.on)} or a later day",
            remedy="give a day to come",
        )
    if entry.step is Step.HAND_ON and set(entry.owners) == set(standing.owners):
        raise refuse(
            "it is theirs already",
            where="owners",
            expected="at least one post that does not own the action yet",
            remedy="choose another post, or leave the action with its owner",
        )


LACKS = {
    Need.TEXT: ("text", "nothing is written", "write a few words: they go into the log"),
    Need.EVIDENCE: ("evidence", "nothing shows it", "say what shows it, or give a link or a file"),
    Need.OWNERS: ("owners", "no post is chosen", "choose at least one post"),
    Need.DUE: ("due day", "no day is given", "give a day, or choose a meeting"),
    Need.OTHER: ("other action", "no action is chosen", "choose an open one of the same body"),
}


def _lacking(need: Need) -> Fault:
    where, what, remedy = LACKS[need]
    return Fault(what, where=where, expected=str(need), remedy=remedy)


def status(standing: Standing, today: date) -> Status:
    """The status on a day. Red comes by itself once the due day has passed."""
    late = standing.due is not None and standing.due < today
    when = standing.until or (day(standing.due) if standing.due else "")
    match standing.state:
        case State.DONE:
            return Status(Colour.GREEN, "done", "there is evidence, and the office accepted it")
        case State.WITHDRAWN:
            return Status(Colour.GREY, "Withdrawn", "it is no longer asked for")
        case State.MERGED:
            word = f"Merged into no. {standing.other}"
            return Status(Colour.GREY, word, "the other action does what this one asked")
        case State.REPORTED:
            return Status(
                Colour.AMBER, "reported done", "the office has not yet accepted the evidence"
            )
        case State.STUCK:
            return Status(Colour.RED, "stuck", "its owner says that it cannot go on as it is")
        case State.DEFERRED if late:
            return Status(Colour.RED, "overdue", f"it was deferred to {when}, which has passed")
        case State.DEFERRED:
            return Status(
                Colour.GREY, f"Deferred to {when}", "it was put off, and is not forgotten"
            )
        case _ if late:
            return Status(Colour.RED, "overdue", f"it was due by {when}")
        case _:
            because = f"it is due by {when}" if when else "no due day was set"
            return Status(Colour.AMBER, "in hand", because)


_RANK = {Colour.RED: 0, Colour.AMBER: 1, Colour.GREY: 2, Colour.GREEN: 3}


def need(standing: Standing, today: date) -> tuple[int, int, date]:
    """A sorting key: what needs somebody most comes first.

    Red before amber before what waits; what is closed last. Within a colour the earlier due day,
    and what has none after what has one, the oldest first.
    """
    rank = _RANK[status(standing, today).colour] if standing.is_open else 4
    return rank, standing.due is None, standing.due or standing.asked


class Reminder(StrEnum):
    """Why an owner is written to."""

    BEFORE = "before"
    TODAY = "today"
    OVERDUE = "overdue"


def reminder(standing: Standing, today: date, last: date | None) -> Reminder | None:
    """Whether the owner is to be reminded today; ``last`` is the day of the last reminder.

    Once in the week before the due day, once on it, then weekly. A day on which nothing was sent
    is made up for; a second time on one day nothing is due. What is reported done waits for the
    office, and is not asked for again.
    """
    due = standing.due
    if due is None or not standing.is_open or standing.state is State.REPORTED:
        return None
    if today < due:
        near = today >= due - WARNED and (last is None or last < due - WARNED)
        return Reminder.BEFORE if near else None
    if today == due:
        return Reminder.TODAY if last is None or last < due else None
    again = last is None or last <= due or today - last >= WARNED
    return Reminder.OVERDUE if again else None


def day(on: date) -> str:
    """``10 June 2022``."""
    return f"{on.day} {on:%B %Y}"
