"""A procedure as a table: steps from state to state, who takes each, with what, by when.

A process is data of a partnership. Everything else about it is worked out from this table: what may
be done (``deciding``), by when (``due``), the diagram, the checklist and the permissions
(``drawing``). A version never changes; a case pins the one it was begun under (``pinning``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.casework.cases import FieldClass


class Unit(StrEnum):
    """In what a time is measured."""

    MONTHS = "months"
    WORKING_DAYS = "working-days"


@dataclass(frozen=True, slots=True)
class Due:
    """So long after a step was taken; without one, after the case came to its state."""

    number: int
    unit: Unit
    after: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can stand."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Party:
    """A role that takes steps or is told of them."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """Two parties that may write to one another, either way."""

    one: str
    other: str

    @property
    def ends(self) -> frozenset[str]:
        """Both."""
        return frozenset({self.one, self.other})


@dataclass(frozen=True, slots=True)
class Step:
    """A step takes a case out of one of some states into another.

    ``evidence`` must be there before it is taken, ``told`` may hear of it, ``visibility`` is the
    class of what it records. ``statute`` is the Act and section that require it, if one does.
    """

    key: str
    title: str
    out_of: tuple[str, ...]
    into: str
    actor: str
    due: Due
    visibility: FieldClass
    evidence: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    statute: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """The law that changed a statutory step since the version before."""

    step: str
    law: str


@dataclass(frozen=True, slots=True)
class Process:
    """One version of a procedure, in force for new cases from a day on."""

    key: str
    title: str
    purpose: str
    version: int
    in_force: date
    source: str
    first: str
    last: tuple[str, ...]
    states: tuple[State, ...]
    parties: tuple[Party, ...]
    steps: tuple[Step, ...]
    lines: tuple[Line, ...] = ()
    amended: tuple[Amendment, ...] = ()

    def step(self, key: str) -> Step | None:
        """The step with this key."""
        return next((step for step in self.steps if step.key == key), None)

    def steps_out_of(self, state: str) -> tuple[Step, ...]:
        """What can be done where a case stands."""
        return tuple(step for step in self.steps if state in step.out_of)

    def state_title(self, key: str) -> str:
        """What a state is called."""
        return {state.key: state.title for state in self.states}[key]

    def party_title(self, key: str) -> str:
        """What a party is called."""
        return {party.key: party.title for party in self.parties}[key]
