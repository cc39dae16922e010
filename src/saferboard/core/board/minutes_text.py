"""What stands in a minute: plain text cut into paragraphs, and what a draft may begin with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from saferboard.core.board.agenda import Standing
from saferboard.core.board.minutes import NONE_DECLARED
from saferboard.core.board.pack import ItemKind

# A line that begins with (i), (iv), (a), i), a dash or a bullet is a paragraph of its own.
_POINT = re.compile(r"^\s*(?:\(?[a-z]{1,5}\)|[-–—•*])\s+", re.IGNORECASE)
_DASH = re.compile(r"^\s*[-—•*]\s+")


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs are apart by an empty line; a point begins on a line of its own."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if lines and (not line.strip() or _POINT.match(line)):
            yield " ".join(lines)
            lines = []
        if line.strip():
            lines.append(_DASH.sub("– ", line).strip())


@dataclass(frozen=True, slots=True)
class Business:
    """An item of the agenda, as far as a suggestion needs it. ``mark`` is on its papers."""

    standing: str
    kind: ItemKind
    mark: str
    presenter: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What a draft says of the meetings before and after, and of interests already known."""

    previous: str = ""
    following: str = ""
    interests: bool = False


def suggestion(item: Business, around: Around) -> str:
    """A first text for a minute, for the clerk to change: what such business usually comes to."""
    standing = _standing(item, around)
    return _business(item) if standing is None else standing


def _standing(item: Business, around: Around) -> str | None:
    declared = "Members were invited to declare interests in the business of the meeting."
    return {
        Standing.WELCOME: "The Chair opened the meeting, and those present introduced themselves.",
        Standing.ELECTION: "Nominations were invited for the chair and the vice-chair.",
        Standing.MINUTES: (
            f"The minutes of the meeting on {around.previous} had been sent round before the "
            "meeting and were confirmed as a correct record."
            if around.previous
            else "There were no earlier minutes to confirm."
        ),
        Standing.ARISING: "Nothing arose from the minutes that was not on the agenda.",
        Standing.ACTIONS: (
            f"Members went through the action log, which is filed with these minutes and "
            f"marked “{item.mark}”."
        ),
        Standing.DECLARATIONS: declared + ("" if around.interests else f" {NONE_DECLARED}"),
        Standing.EXCLUSION: (
            "Members were asked to exclude the public for the items that follow, under section "
            "100A(4) of the Local Government Act 1972, as exempt information would be disclosed."
        ),
        Standing.OTHER: "There was no other business.",
        Standing.NEXT: (
            f"The next meeting will be on {around.following}." if around.following else ""
        ),
    }.get(Standing(item.standing))


def _business(item: Business) -> str:
    by = f" from {item.presenter}" if item.presenter else ""
    filed = f"which is filed with these minutes and marked “{item.mark}”."
    return {
        ItemKind.STANDING: "",
        ItemKind.REPORT: f"Members considered a report{by}, {filed}",
        ItemKind.PRESENTATION: (
            f"Members received a presentation{by}. The slides are filed with these minutes and "
            f"marked “{item.mark}”."
        ),
        ItemKind.ORAL: f"Members heard an oral update{by}.",
    }[item.kind]


def clock(at: time | None) -> str:
    """``10.00 am``; nothing for no time."""
    if at is None:
        return ""
    return f"{at.hour % 12 or 12}.{at:%M} {'am' if at.hour < 12 else 'pm'}"
