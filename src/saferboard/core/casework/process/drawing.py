"""What is derived from a process: the diagram, the checklist, the permissions, a page of it."""

from dataclasses import dataclass

from saferboard.core.casework.process.process import Due, Process, Step, Unit
from saferboard.core.directory.spells import day
from saferboard.core.document.tree import Block, Column, Document, Heading, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of the diagram, from state to state, with the step written on it."""

    out_of: str
    into: str
    step: str


def edges(process: Process) -> tuple[Edge, ...]:
    """The diagram as its arrows, in the order of the table."""
    return tuple(
        Edge(state, step.into, step.key) for step in process.steps for state in step.out_of
    )


@dataclass(frozen=True, slots=True)
class Right:
    """In this state, this party may take this step; whatever is not listed is refused."""

    state: str
    step: str
    party: str


def rights(process: Process) -> frozenset[Right]:
    """Every right that the table gives: what a test of permissions is held against."""
    return frozenset(
        Right(state, step.key, step.actor) for step in process.steps for state in step.out_of
    )


def checklist(process: Process, state: str) -> tuple[str, ...]:
    """What is to be done where a case stands, a line each."""
    return tuple(_line(process, step) for step in process.steps_out_of(state))


def _line(process: Process, step: Step) -> str:
    """``Plan the visit (case officer), within 5 working days; needed: risk matrix``."""
    needed = f"; needed: {', '.join(step.evidence)}" if step.evidence else ""
    actor = process.party_title(step.actor)
    return f"{step.title} ({actor}), {in_words(process, step.due)}{needed}"


def in_words(process: Process, due: Due) -> str:
    """``within 1 month``, ``within 5 working days of 'Referral'``."""
    unit = "month" if due.unit is Unit.MONTHS else "working day"
    length = f"within {due.number} {unit}" + ("" if due.number == 1 else "s")
    after = process.step(due.after)
    return f"{length} of '{after.title}'" if after else length


def described(process: Process) -> Document:
    """The procedure as a page: every step of its table, and who may write to whom."""
    blocks: list[Block] = [Paragraph(f"Source: {process.source}.", numbered=False)]
    for state in process.states:
        steps = process.steps_out_of(state.key)
        if steps:
            blocks += [Heading(state.title), _table(process, state.title, steps)]
    if process.lines:
        points = tuple(
            f"{process.party_title(line.one)} and {process.party_title(line.other)}"
            for line in process.lines
        )
        blocks += [
            Heading("Lines of communication"),
            Paragraph("Messages go between these and no others:", points, numbered=False),
        ]
    since = f"Version {process.version}, in force from {day(process.in_force)}"
    return Document(process.title, since, day(process.in_force), tuple(blocks))


def _table(process: Process, title: str, steps: tuple[Step, ...]) -> Table:
    names = ("Step", "Leads to", "Who", "By when", "Needed", "Told", "Law")
    return Table(
        f"What can be done: {title}",
        tuple(Column(name) for name in names),
        tuple(
            (
                step.title,
                process.state_title(step.into),
                process.party_title(step.actor),
                in_words(process, step.due),
                ", ".join(step.evidence),
                ", ".join(process.party_title(party) for party in step.told),
                step.statute,
            )
            for step in steps
        ),
    )
