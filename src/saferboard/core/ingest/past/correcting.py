"""A source with what a person corrected in it. Lines keep their numbers, pages their ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.core.faults import refuse
from saferboard.core.ingest.past.text.lines import PAGE


@dataclass(frozen=True, slots=True)
class Correction:
    """What lines ``first`` to ``last`` should read; nothing where they are left out."""

    first: int
    last: int
    text: str = ""


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """The text as it should read. Of two corrections of a line the later holds."""
    lines = raw_lines(text)
    for one in corrections:
        check(one, len(lines))
        fresh = raw_lines(one.text.replace(PAGE, " "))
        for place in range(one.first - 1, one.last):
            said = fresh[place - one.first + 1] if place - one.first + 1 < len(fresh) else ""
            lines[place] = PAGE * lines[place].count(PAGE) + said
    return "\n".join(lines)


def check(one: Correction, lines: int) -> None:
    """Refuses a correction of lines that are not there, or with more lines than it replaces."""
    where = f"line {one.first}"
    if not 1 <= one.first <= one.last <= lines:
        raise refuse(
            "there are no such lines",
            where=where,
            expected=f"lines from 1 to {lines:,}",
            remedy="choose lines that the source has",
        )
    room, given = one.last - one.first + 1, len(raw_lines(one.text))
    if given > room:
        raise refuse(
            f"the correction has {given} lines and takes the place of {room}",
            where=where,
            expected="no more lines than it replaces, so that all others keep their numbers",
            remedy="put what belongs together on one line",
        )


def raw_lines(text: str) -> list[str]:
    """Lines as they are counted everywhere."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
