"""How an agenda is put together: standing items, places, and business taken in private."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from saferboard.core.board.pack import ItemKind
from saferboard.core.faults import Fault

T = TypeVar("T")


class Standing(StrEnum):
    """Items that every agenda has and that other rooms fill in; none for other business items."""

    NONE = ""
    WELCOME = "welcome"
    ELECTION = "election"
    MINUTES = "minutes"
    ARISING = "arising"
    ACTIONS = "actions"
    DECLARATIONS = "declarations"
    EXCLUSION = "exclusion"
    OTHER = "other"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class StandingItem:
    """How a standing item is put on an agenda."""

    standing: Standing
    title: str
    kind: ItemKind


OPENING = (
    StandingItem(Standing.ELECTION, "Election of chair and vice-chair", ItemKind.ORAL),
    StandingItem(Standing.WELCOME, "Introductions and apologies", ItemKind.ORAL),
    StandingItem(Standing.MINUTES, "Minutes of the previous meeting", ItemKind.STANDING),
    StandingItem(Standing.ARISING, "Matters arising", ItemKind.ORAL),
    StandingItem(Standing.ACTIONS, "Action log", ItemKind.STANDING),
    StandingItem(Standing.DECLARATIONS, "Declarations of interest", ItemKind.STANDING),
)
"""The items an agenda begins with, in order."""

CLOSING = (
    StandingItem(Standing.OTHER, "Other business", ItemKind.ORAL),
    StandingItem(Standing.NEXT, "Date of the next meeting", ItemKind.STANDING),
)
"""The items an agenda ends with, in order."""

TITLES: dict[str, str] = {
    Standing.NONE.value: "Business",
    Standing.EXCLUSION.value: "Exclusion of the public",
} | {item.standing.value: item.title for item in OPENING + CLOSING}
"""What each kind of standing item is called."""

_OPENING = tuple(item.standing for item in OPENING)
_CLOSING = tuple(item.standing for item in CLOSING)
_YEAR_BEGINS = 5

PARAGRAPHS: dict[int, str] = {
    1: "Information relating to any individual.",
    2: "Information which is likely to reveal the identity of an individual.",
    3: "Information relating to the financial or business affairs of any particular person "
    "(including the authority holding that information).",
    4: "Information relating to any consultations or negotiations, or contemplated consultations "
    "or negotiations, in connection with any labour relations matter.",
    5: "Information in respect of which a claim to legal professional privilege could be "
    "maintained in legal proceedings.",
    6: "Information which reveals that the authority proposes to give a notice or to make an "
    "order or direction under any enactment.",
    7: "Information relating to any action taken or to be taken in connection with the "
    "prevention, investigation or prosecution of crime.",
}
"""Part 1 of Schedule 12A to the Local Government Act 1972, paragraph by paragraph."""


def is_annual(meeting: date, others: Sequence[date]) -> bool:
    """Whether it is the first of its municipal year, which begins in May: chairs are elected."""
    year = _municipal_year(meeting)
    return not any(_municipal_year(day) == year and day < meeting for day in others)


def _municipal_year(day: date) -> int:
    return day.year if day.month >= _YEAR_BEGINS else day.year - 1


def missing(held: Sequence[str], *, annual: bool) -> tuple[StandingItem, ...]:
    """The standing items that an agenda with these still lacks, in order."""
    return tuple(
        item
        for item in OPENING + CLOSING
        if item.standing not in held and (annual or item.standing is not Standing.ELECTION)
    )


def place(standing: str, agenda: Sequence[str]) -> int:
    """Where on an agenda, given as the standing of each item, a new item goes: from 1.

    Business goes before the items that close the agenda; standing items where they belong.
    """
    if standing in _OPENING:
        before = _OPENING[: _OPENING.index(Standing(standing))]
        return 1 + max((n for n, held in enumerate(agenda, 1) if held in before), default=0)
    after = _CLOSING
    if standing in _CLOSING:
        after = _CLOSING[_CLOSING.index(Standing(standing)) + 1 :]
    return next((n for n, held in enumerate(agenda, 1) if held in after), len(agenda) + 1)


def moved(items: Sequence[T], item: T, number: int) -> list[T]:
    """The items with one of them at place ``number``, counted from 1; the others close ranks."""
    rest = [other for other in items if other != item]
    rest.insert(max(number, 1) - 1, item)
    return rest


def restriction_faults(
    where: str, *, restricted: bool, paragraph: int | None, public_interest: str
) -> tuple[Fault, ...]:
    """What is wrong with how business is kept private: both grounds are needed, or neither."""
    faults = []
    if restricted and paragraph not in PARAGRAPHS:
        faults.append(
            Fault(
                "no paragraph of Schedule 12A is given",
                f"{where}: paragraph",
                "a paragraph from 1 to 7",
                "choose the paragraph that exempts the information, or take the item in public",
            )
        )
    if restricted and not public_interest.strip():
        faults.append(
            Fault(
                "the public interest test is not answered",
                f"{where}: public interest",
                "why keeping it private outweighs the public interest in disclosure",
                "say why, or take the item in public",
            )
        )
    if not restricted and (paragraph is not None or public_interest.strip()):
        faults.append(
            Fault(
                "a reason to keep the item private is given, but the item is not restricted",
                f"{where}: restricted",
                "a restricted item with both grounds, or a public item with neither",
                "mark it as restricted, or clear the paragraph and the public interest test",
            )
        )
    return tuple(faults)
