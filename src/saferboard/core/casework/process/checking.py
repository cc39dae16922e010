"""Whether a process may be published: its names, its ways, and what the law fixed before."""

from collections.abc import Iterable

from saferboard.core.casework.process.process import Process, Step
from saferboard.core.ingest.gathering import Faults, Names


def check_process(process: Process, where: str, faults: Faults) -> None:
    """Every fault of one version by itself."""
    before = len(faults.found)
    _check_head(process, where, faults)
    _check_names(process, where, faults)
    for step in process.steps:
        _check_step(step, f"{where}, step '{step.key}'", faults)
    if len(faults.found) == before:  # ways are looked for among names that are known
        _check_ways(process, where, faults)
        _check_lines(process, where, faults)


def _check_head(process: Process, where: str, faults: Faults) -> None:
    if process.version < 1:
        faults.add(
            f"{process.version} cannot be a version",
            where=f"{where}, version",
            expected="a whole number, 1 or more",
            remedy="number the versions 1, 2, 3",
        )
    said = {
        "title": process.title,
        "purpose": process.purpose,
        "source": process.source,
        **{f"state '{one.key}', title": one.title for one in process.states},
        **{f"party '{one.key}', title": one.title for one in process.parties},
        **{f"step '{one.key}', title": one.title for one in process.steps},
        **{f"amended '{one.step}', law": one.law for one in process.amended},
    }
    for name, text in said.items():
        if not text.strip():
            faults.add(
                "the text is empty",
                where=f"{where}, {name}",
                expected="a text",
                remedy="write it in a few words",
            )
    if not process.last:
        faults.add(
            "no state is the last",
            where=f"{where}, last",
            expected="at least one state in square brackets",
            remedy="name the states in which a case has ended",
        )


def _check_names(process: Process, where: str, faults: Faults) -> None:
    states = Names("state", where, frozenset(state.key for state in process.states))
    parties = Names("party", where, frozenset(party.key for party in process.parties))
    steps = Names("step", where, frozenset(step.key for step in process.steps))
    states.check(process.first, f"{where}, first", faults)
    _check_all(states, process.last, f"{where}, last", faults)
    for step in process.steps:
        place = f"{where}, step '{step.key}'"
        _check_all(states, step.out_of, f"{place}, out_of", faults)
        states.check(step.into, f"{place}, into", faults)
        parties.check(step.actor, f"{place}, actor", faults)
        _check_all(parties, step.told, f"{place}, told", faults)
        if step.due.after:
            steps.check(step.due.after, f"{place}, due.after", faults)
    for number, line in enumerate(process.lines, start=1):
        _check_all(parties, (line.one, line.other), f"{where}, lines[{number}]", faults)


def _check_all(names: Names, held: Iterable[str], place: str, faults: Faults) -> None:
    for name in held:
        names.check(name, place, faults)


def _check_step(step: Step, place: str, faults: Faults) -> None:
    if not step.out_of:
        faults.add(
            "the step leads out of no state",
            where=f"{place}, out_of",
            expected="at least one state in square brackets",
            remedy="name the states in which it can be taken",
        )
    if step.due.number < 1:
        faults.add(
            f"{step.due.number} cannot be a time",
            where=f"{place}, due.number",
            expected="a whole number, 1 or more",
            remedy="say by when the step is due",
        )
    if step.actor in step.told:
        faults.add(
            "whoever takes the step is told of it",
            where=f"{place}, told",
            expected="other parties than the actor",
            remedy=f"take '{step.actor}' out",
        )


def _check_ways(process: Process, where: str, faults: Faults) -> None:
    onward = {
        state.key: {step.into for step in process.steps_out_of(state.key)}
        for state in process.states
    }
    back = {key: {one for one, into in onward.items() if key in into} for key in onward}
    reached = _reached({process.first}, onward)
    ending = _reached(set(process.last), back)
    for key in onward:
        if key not in reached:
            faults.add(
                f"no case can come to the state '{key}'",
                where=f"{where}, state '{key}'",
                expected=f"a way to it from '{process.first}'",
                remedy="add a step into it, or take the state out",
            )
        if key not in ending:
            faults.add(
                f"a case in the state '{key}' can never end",
                where=f"{where}, state '{key}'",
                expected="a way from it to one of: " + ", ".join(process.last),
                remedy="add a step out of it, or name it in last",
            )


def _reached(begun: set[str], onward: dict[str, set[str]]) -> set[str]:
    found, fresh = set(begun), set(begun)
    while fresh:
        fresh = set().union(*(onward[key] for key in fresh)) - found
        found |= fresh
    return found


def _check_lines(process: Process, where: str, faults: Faults) -> None:
    """Whoever is told of a step must be within reach of whoever takes it."""
    onward: dict[str, set[str]] = {party.key: set() for party in process.parties}
    for number, line in enumerate(process.lines, start=1):
        onward[line.one].add(line.other)
        onward[line.other].add(line.one)
        if line.one == line.other:
            faults.add(
                "a line leads from a party to itself",
                where=f"{where}, lines[{number}]",
                expected="two parties",
                remedy="name the other one, or take the line out",
            )
    for step in process.steps:
        knowing = {step.actor, *step.told}
        among = {party: onward[party] & knowing for party in knowing}
        for party in sorted(knowing - _reached({step.actor}, among)):
            faults.add(
                f"no line of communication leads to '{party}'",
                where=f"{where}, step '{step.key}', told",
                expected="a line from the actor, or from another who is told",
                remedy="add the line to [[lines]], tell those between, or take the party out",
            )


def check_against(new: Process, earlier: Process, where: str, faults: Faults) -> None:
    """Every fault of a version beside the one before: its day, and steps that the law fixes.

    A statutory step stands as it is, but for its title and who hears of it, until an amendment
    names the law that changed it.
    """
    if new.in_force <= earlier.in_force:
        faults.add(
            f"version {new.version} is in force no later than version {earlier.version}",
            where=f"{where}, in_force",
            expected=f"a day after {earlier.in_force}",
            remedy="correct the day",
        )
    fixed = Names(
        "statutory step",
        f"version {earlier.version}",
        frozenset(step.key for step in earlier.steps if step.statute),
    )
    _check_all(fixed, (one.step for one in new.amended), f"{where}, amended", faults)
    lawful = {one.step for one in new.amended}
    for step in earlier.steps:
        if step.statute and step.key not in lawful and _fixed(new.step(step.key)) != _fixed(step):
            faults.add(
                f"the step '{step.key}' is statutory and is not as it was",
                where=f"{where}, step '{step.key}'",
                expected=f"the step as in version {earlier.version}: {step.statute}",
                remedy="put it back, or name the law that changed it under [[amended]]",
            )


def _fixed(step: Step | None) -> object:
    """What of a step the law fixes."""
    if step is None:
        return None
    evidence = frozenset(step.evidence)
    return (frozenset(step.out_of), step.into, step.actor, step.due, evidence, step.statute)
