"""What can happen to an action: one table of steps, from which checks, forms and help are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far an action has come, by what was said of it. Days and colours come on top."""

    IN_HAND = "in hand"
    STUCK = "stuck"
    REPORTED = "reported done"
    DEFERRED = "deferred"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


OPEN = frozenset({State.IN_HAND, State.STUCK, State.REPORTED, State.DEFERRED})
ANY = frozenset(State)


class Hand(StrEnum):
    """In which capacity somebody acts on an action."""

    OWNER = "its owner"
    TAKER = "whoever it is passed to"
    OFFICE = "the office"


class Need(StrEnum):
    """What a step must bring with it. Evidence may also have been given before."""

    TEXT = "a few words"
    EVIDENCE = "evidence"
    OWNERS = "the post or posts that are to act"
    DUE = "a day or a meeting"
    OTHER = "the number of another open action"


class Step(StrEnum):
    """One entry in the life of an action."""

    ASK = "ask"
    COMMENT = "comment"
    PROGRESS = "progress"
    STUCK = "stuck"
    EVIDENCE = "evidence"
    REPORT = "report"
    ACCEPT = "accept"
    RETURN = "return"
    DEFER = "defer"
    REDATE = "redate"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    ABSORB = "absorb"
    ADD = "add"
    HAND_ON = "hand-on"
    TAKE = "take"
    DECLINE = "decline"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. ``to`` is None where the step leaves the state as it is.

    ``told`` heads the entry in the action's life, ``offered`` is the choice in a form; none where
    the service makes the entry itself, beside another one.
    """

    step: Step
    since: frozenset[State]
    to: State | None
    who: frozenset[Hand]
    needs: frozenset[Need]
    told: str
    offered: str = ""
    only_when_passed: bool = False

    @property
    def help(self) -> str:
        """Who may and what it takes, in a sentence."""
        who = _listed([hand for hand in Hand if hand in self.who], "or")
        needs = _listed([need for need in Need if need in self.needs], "and")
        sentence = f"By {who}." + (f" Needs {needs}." if needs else "")
        return sentence + (" Only while it is being passed on." if self.only_when_passed else "")


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f" {last} ".join((", ".join(words[:-1]), *words[-1:]))


_BOTH = frozenset({Hand.OWNER, Hand.OFFICE})
_OFFICE = frozenset({Hand.OFFICE})
_TAKER = frozenset({Hand.TAKER, Hand.OFFICE})
_TEXT = frozenset({Need.TEXT})

RULES: dict[Step, Rule] = {
    rule.step: rule
    for rule in (
        Rule(Step.ASK, frozenset(), State.IN_HAND, _OFFICE, _TEXT | {Need.OWNERS}, "Asked for"),
        Rule(Step.COMMENT, ANY, None, _BOTH, _TEXT, "Comment", "Add a comment"),
        Rule(
            Step.PROGRESS, OPEN, State.IN_HAND, _BOTH, _TEXT, "Progress", "It is in hand: say how"
        ),
        Rule(
            Step.STUCK, OPEN, State.STUCK, _BOTH, _TEXT, "Stuck", "It is stuck: say what is needed"
        ),
        Rule(
            Step.EVIDENCE,
            OPEN | {State.DONE},
            None,
            _BOTH,
            frozenset({Need.EVIDENCE}),
            "Evidence",
            "Give evidence only",
        ),
        Rule(
            Step.REPORT,
            OPEN - {State.REPORTED},
            State.REPORTED,
            frozenset({Hand.OWNER}),
            _TEXT | {Need.EVIDENCE},
            "Reported done",
            "It is done: say what shows it",
        ),
        Rule(
            Step.ACCEPT,
            OPEN,
            State.DONE,
            _OFFICE,
            frozenset({Need.EVIDENCE}),
            "Accepted as done",
            "Accept it as done",
        ),
        Rule(
            Step.RETURN,
            frozenset({State.REPORTED}),
            State.IN_HAND,
            _OFFICE,
            _TEXT,
            "Sent back",
            "Send it back: more is needed",
        ),
        Rule(
            Step.DEFER,
            OPEN,
            State.DEFERRED,
            _OFFICE,
            _TEXT | {Need.DUE},
            "Deferred",
            "Defer it to a day or a meeting",
        ),
        Rule(
            Step.REDATE,
            OPEN - {State.DEFERRED},
            None,
            _OFFICE,
            _TEXT | {Need.DUE},
            "New due day",
            "Set another due day",
        ),
        Rule(Step.WITHDRAW, OPEN, State.WITHDRAWN, _OFFICE, _TEXT, "Withdrawn", "Withdraw it"),
        Rule(
            Step.MERGE,
            OPEN,
            State.MERGED,
            _OFFICE,
            _TEXT | {Need.OTHER},
            "Merged into another action",
            "Merge it into another action",
        ),
        Rule(
            Step.ABSORB,
            OPEN,
            None,
            _OFFICE,
            frozenset({Need.OTHER}),
            "Took in another action",
        ),
        Rule(Step.ADD, OPEN, None, _OFFICE, _TEXT, "Asked for again"),
        Rule(
            Step.HAND_ON,
            OPEN,
            None,
            _BOTH,
            _TEXT | {Need.OWNERS},
            "Passed on",
            "Pass it to another owner",
        ),
        Rule(
            Step.TAKE,
            OPEN,
            None,
            _TAKER,
            frozenset(),
            "Taken on",
            "Take it on",
            only_when_passed=True,
        ),
        Rule(
            Step.DECLINE,
            OPEN,
            None,
            _TAKER,
            _TEXT,
            "Not taken on",
            "Do not take it on",
            only_when_passed=True,
        ),
        Rule(
            Step.RESUME,
            frozenset(State) - {State.IN_HAND, State.STUCK, State.REPORTED},
            State.IN_HAND,
            _OFFICE,
            _TEXT,
            "Taken up again",
            "Take it up again",
        ),
    )
}
"""Every step, in the order in which forms offer them."""

UPDATES = (Step.PROGRESS, Step.STUCK, Step.REPORT, Step.EVIDENCE, Step.COMMENT)
"""What an owner's update offers; every other step has a page of its own."""


def offered(
    state: State, *, passed: bool, hands: Iterable[Hand], steps: Iterable[Step] = RULES
) -> tuple[Rule, ...]:
    """The steps that somebody acting in these capacities may take now, by their own will."""
    held = frozenset(hands)
    rules = (RULES[step] for step in steps)
    return tuple(
        rule
        for rule in rules
        if rule.offered
        and state in rule.since
        and rule.who & held
        and (passed or not rule.only_when_passed)
    )
