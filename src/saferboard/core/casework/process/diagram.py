"""Where everything of a procedure's diagram stands: states in a column, a lane for each step.

A lane gathers what leads into it from every state of its step, and leads on into one state, with an
arrow. Lanes that do not meet share a place. The numbers are those of the steps in the table.
"""

from dataclasses import dataclass
from textwrap import wrap

from saferboard.core.casework.process.process import Process, Step

WIDTH, HEIGHT, GAP = 230, 46, 26
LANE = 30
LINE, SIGNS = 17, 30  # of a title
EDGE = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a box's title, and at which height it stands."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A state, from its left upper corner."""

    key: str
    lines: tuple[Said, ...]
    x: int
    y: int
    last: bool

    @property
    def middle(self) -> int:
        """Half its width."""
        return self.x + WIDTH // 2


@dataclass(frozen=True, slots=True)
class Lane:
    """A step: where it leaves states and enters one, at which distance it runs, and its number."""

    step: str
    number: int
    out_of: tuple[int, ...]
    into: int
    x: int

    @property
    def top(self) -> int:
        """Where the lane begins."""
        return min(*self.out_of, self.into)

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return max(*self.out_of, self.into)

    @property
    def middle(self) -> int:
        """Where its number stands: halfway from the nearest state to the arrow."""
        nearest = min(self.out_of, key=lambda y: abs(y - self.into))
        return (nearest + self.into) // 2


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole diagram."""

    boxes: tuple[Box, ...]
    lanes: tuple[Lane, ...]
    width: int
    height: int
    right: int = EDGE + WIDTH


def laid_out(process: Process) -> Picture:
    """The diagram of a procedure: states in the order of its table, from top to bottom."""
    rows = {state.key: number for number, state in enumerate(process.states)}
    places = _places(process, rows)
    ports = _ports(process, rows, places)
    lanes = tuple(
        Lane(
            step=step.key,
            number=number,
            out_of=tuple(ports[step.key, state, False] for state in step.out_of),
            into=ports[step.key, step.into, True],
            x=EDGE + WIDTH + LANE * (places[step.key] + 1),
        )
        for number, step in enumerate(process.steps, start=1)
    )
    boxes = tuple(
        Box(
            state.key,
            _lines(state.title, _top(rows[state.key])),
            EDGE,
            _top(rows[state.key]),
            state.key in process.last,
        )
        for state in process.states
    )
    width = EDGE * 2 + WIDTH + LANE * (max(places.values(), default=-1) + 2)
    return Picture(boxes, lanes, width, _top(len(rows)) - GAP + EDGE)


def _top(row: int) -> int:
    return EDGE + row * (HEIGHT + GAP)


def _lines(title: str, top: int) -> tuple[Said, ...]:
    """The title in one line, or in two at most."""
    said = wrap(title, SIGNS, max_lines=2, placeholder=" …")
    first = top + HEIGHT // 2 - LINE * (len(said) - 1) // 2
    return tuple(Said(text, first + LINE * number) for number, text in enumerate(said))


def _reach(step: Step, rows: dict[str, int]) -> tuple[int, int]:
    met = [rows[step.into], *(rows[state] for state in step.out_of)]
    return min(met), max(met)


def _places(process: Process, rows: dict[str, int]) -> dict[str, int]:
    """Short lanes near the states; each in the nearest place where none is that it would meet."""
    taken: list[list[tuple[int, int]]] = []
    found: dict[str, int] = {}
    for step in sorted(process.steps, key=lambda one: _length(_reach(one, rows))):
        low, high = _reach(step, rows)
        place = 0
        while place < len(taken) and any(low <= b and a <= high for a, b in taken[place]):
            place += 1
        if place == len(taken):
            taken.append([])
        taken[place].append((low, high))
        found[step.key] = place
    return found


def _length(reach: tuple[int, int]) -> tuple[int, int]:
    low, high = reach
    return high - low, low


def _ports(
    process: Process, rows: dict[str, int], places: dict[str, int]
) -> dict[tuple[str, str, bool], int]:
    """Where each lane meets each of its states: side by side down the right edge of the box."""
    meeting: dict[str, list[tuple[str, bool]]] = {state: [] for state in rows}
    for step in sorted(process.steps, key=lambda one: places[one.key]):
        meeting[step.into].append((step.key, True))
        for state in step.out_of:
            meeting[state].append((step.key, False))
    return {
        (step, state, comes): _top(rows[state]) + HEIGHT * (number + 1) // (len(met) + 1)
        for state, met in meeting.items()
        for number, (step, comes) in enumerate(met)
    }
