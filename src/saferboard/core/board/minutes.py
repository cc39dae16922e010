"""How minutes come about: their states, what must be right before each step, and amendments."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from saferboard.core.board.merging import undecided
from saferboard.core.directory.permissions import Permission
from saferboard.core.faults import Fault, refuse


class State(StrEnum):
    """How far minutes have come."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Step:
    """From one state to another: what it is called, who may take it, what it asks for."""

    key: str
    words: str
    source: State
    to: State
    permission: Permission
    asks: str


STEPS = (
    Step(
        "circulate",
        "Circulate to members",
        State.DRAFT,
        State.CIRCULATED,
        Permission.MINUTES_TAKE,
        "somebody in the chair, a text in every minute, no two texts left to choose between",
    ),
    Step(
        "recall",
        "Take back to draft",
        State.CIRCULATED,
        State.DRAFT,
        Permission.MINUTES_TAKE,
        "why",
    ),
    Step(
        "confirm",
        "Confirm as a correct record",
        State.CIRCULATED,
        State.CONFIRMED,
        Permission.MINUTES_CONFIRM,
        "a later meeting of the body, its chair, and amendments whose words stand in the minutes",
    ),
)
"""Every way from one state to another. Confirmed minutes go nowhere: they are frozen."""


def step(key: str, state: State) -> Step:
    """The step, if it can be taken from this state; refused otherwise."""
    found = next(one for one in STEPS if one.key == key)
    if found.source is not state:
        raise refuse(
            f"the minutes are {state}",
            where=found.words,
            expected=f"minutes that are {found.source}",
            remedy="load the page again: somebody has changed their state since you opened it",
        )
    return found


def must_be_draft(state: State) -> None:
    """Refused unless the minutes may still be written."""
    if state is not State.DRAFT:
        remedy = (
            "take them back to draft, with a reason"
            if state is State.CIRCULATED
            else "nothing: confirmed minutes are frozen"
        )
        raise refuse(
            f"the minutes are {state} and may not be changed",
            where="the minutes",
            expected="draft minutes",
            remedy=remedy,
        )


NONE_DECLARED = "None was declared."
"""What a draft says of interests until some are declared."""


@dataclass(frozen=True, slots=True)
class Written:
    """A minute as it is to be looked over. ``interests``: how many are told below its text."""

    number: int
    title: str
    text: str
    outcomes: int
    undertakings: tuple[str, ...] = ()
    interests: int = 0


def findings(minutes: Iterable[Written], *, chair: bool, names_missing: int) -> tuple[Fault, ...]:
    """What must be put right before members are asked to read the minutes."""
    found = []
    if not chair:
        found.append(
            Fault(
                "nobody is marked as in the chair",
                "Attendance",
                "one of those present in the chair",
                "say on the page Attendance who was in the chair",
            )
        )
    if names_missing:
        found.append(
            Fault(
                f"{names_missing} of those ticked {'has' if names_missing == 1 else 'have'} no "
                "name",
                "Attendance",
                "a name for everybody who came or sent apologies",
                "give the name on the page Attendance",
            )
        )
    for minute in minutes:
        found.extend(_findings_of(minute))
    return tuple(found)


def _findings_of(minute: Written) -> Iterable[Fault]:
    where = f"Minute {minute.number}, {minute.title}"
    places = undecided(minute.text)
    if places:
        yield Fault(
            f"{places} place{'s' * (places > 1)} where two texts were written at once",
            where,
            "one text",
            "choose between the words after EITHER and OR, and delete the marks",
        )
    if not minute.text.strip() and not minute.outcomes:
        yield Fault(
            "nothing is written",
            where,
            "a text, or an outcome",
            "write it, or leave the minute out if the business was not taken",
        )
    if minute.interests and stands_in(NONE_DECLARED, minute.text):
        yield Fault(
            f"it says “{NONE_DECLARED}”, and interests are declared",
            where,
            "a text that agrees with the interests told below it",
            "take the sentence out, or the interests",
        )
    for undertaking in minute.undertakings:
        if not stands_in(undertaking, minute.text):
            yield Fault(
                f"the undertaking “{undertaking}” does not stand in the text",
                where,
                "the words of an undertaking as they stand in the text",
                "change the text or the undertaking, so that they agree",
            )


def stands_in(words: str, text: str) -> bool:
    """Whether the text says these words, whatever the white space between them."""
    return " ".join(words.split()) in " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Amendment:
    """Exact words of a minute, and the exact words that take their place."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an amended text. ``instead_of`` are the words that stood there before."""

    text: str
    instead_of: str | None = None


def amended(text: str, amendments: Sequence[Amendment]) -> tuple[Passage, ...]:
    """The text with every amendment marked. Refused unless each one's words stand there once.

    All are words of the original: amendments may not overlap.
    """
    places = sorted(((_place(text, one.old), one) for one in amendments), key=itemgetter(0))
    passages, end = [], 0
    for place, one in places:
        if place < end:
            raise refuse(
                f"two amendments change the same words: “{one.old}”",
                where="the words to replace",
                expected="words that no other amendment changes",
                remedy="put both changes into one amendment",
            )
        passages += [Passage(text[end:place]), Passage(one.new, one.old)]
        end = place + len(one.old)
    passages.append(Passage(text[end:]))
    return tuple(one for one in passages if one.text or one.instead_of is not None)


def as_amended(text: str, amendments: Sequence[Amendment]) -> str:
    """The text as it now reads."""
    return "".join(passage.text for passage in amended(text, amendments))


def where_it_stands(parts: Sequence[str], old: str) -> int:
    """In which of the parts (the text of a minute, each of its outcomes) the words stand.

    Refused if they stand nowhere, or more than once in them all.
    """
    found = [(index, place) for index, part in enumerate(parts) for place in _places(part, old)]
    if len(found) == 1:
        return found[0][0]
    raise refuse(
        "the words to replace are not in the minute"
        if not found
        else f"the words to replace are in the minute {len(found)} times",
        where="the words to replace",
        expected="words exactly as they stand in the minute, once",
        remedy="copy them from the minute"
        if not found
        else "give more of the sentence, so that it can only be that place",
    )


def _place(text: str, old: str) -> int:
    """Where the words stand in a text that holds them once."""
    where_it_stands((text,), old)
    return text.index(old)


def _places(text: str, old: str) -> list[int]:
    """Every place where the words begin, those that overlap too; no words stand nowhere."""
    return [match.start() for match in re.finditer(f"(?={re.escape(old)})", text)] if old else []
