"""What is read of the running of cases. Each asks which classes are open to whoever reads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from saferboard.core.casework.access import may
from saferboard.core.casework.process.deciding import allowed
from saferboard.core.casework.process.due import reminders
from saferboard.core.casework.process.pinning import Pin, pinned
from saferboard.core.casework.process.process import Process, Step
from saferboard.core.directory.permissions import Decision
from saferboard.web.casework.lock import reading, rows
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running.models import Entry, Message, Taken, Task
from saferboard.web.casework.running.panels import TAKING


def process_of(case: Case, known: Iterable[Process] | None = None) -> Process:
    """The version of the procedure that a case goes by."""
    known = processes() if known is None else known
    return pinned(known, Pin(case.process, case.version))


def entries(opened: Opened) -> QuerySet[Entry]:
    """What was written into the case, of the classes that are open to the reader."""
    found = Entry.objects.filter(case=opened.case, field__in=opened.opens)
    return found.select_related("agency", "replaced_by")


def messages(opened: Opened) -> QuerySet[Message]:
    """The messages that the reader's roles sent or were sent, of the classes that are open."""
    found = Message.objects.filter(addressed(opened.key) | sent(opened.key), case=opened.case)
    return found.filter(field__in=opened.opens).select_related("agency", "to_agency")


def tasks(opened: Opened) -> QuerySet[Task]:
    """The tasks of the case, of the classes that are open."""
    found = Task.objects.filter(case=opened.case, field__in=opened.opens)
    return found.select_related("agency", "to_agency", "done_at")


def addressed(key: Key) -> Q:
    """Messages and tasks for somebody's roles where they act."""
    return Q(to_role__in=key.roles) & (Q(to_agency=None) | Q(to_agency=key.agency))


def sent(key: Key) -> Q:
    """Messages that somebody's roles sent, where they act."""
    return Q(from_role__in=key.roles, agency=key.agency)


def pieces(process: Process) -> tuple[str, ...]:
    """Every piece of evidence that a procedure knows, in the order of its steps."""
    return tuple(dict.fromkeys(piece for step in process.steps for piece in step.evidence))


def held(cases: Collection[Case]) -> dict[int, frozenset[str]]:
    """Which pieces each case holds, whoever may read them: it decides whether a step can be taken.

    Names of pieces alone, as the procedure has them. For cases that the caller may see.
    """
    found: dict[int, set[str]] = defaultdict(set)
    with rows.service("pieces held"):
        said = Entry.objects.filter(case__in=cases).values_list("case", "piece").distinct()
        for case, piece in said:
            found[case].add(piece)
    return {case.pk: frozenset(found[case.pk]) for case in cases}


def last_taken(cases: Collection[Case]) -> dict[int, dict[str, date]]:
    """When each step of each case was last taken, by the calendar here."""
    found: dict[int, dict[str, date]] = {case.pk: {} for case in cases}
    said = Taken.objects.filter(case__in=cases).order_by("turn")
    for case, step, at in said.values_list("case", "step", "at"):
        if step:
            found[case][step] = localdate(at)
    return found


@dataclass(frozen=True, slots=True)
class Todo:
    """A step that leads on from where a case stands: by when, who, and whether it may be taken."""

    case: Case
    step: Step
    actor: str
    due: date | None
    overdue: bool
    mine: bool
    lacking: tuple[str, ...]
    may: Decision

    @property
    def page(self) -> str:
        """The name of the step's own page, where a room has one."""
        return TAKING.get((self.case.process, self.step.key), "")


def todo(
    process: Process, case: Case, hands: Collection[str], on: date, *,
    taken: Mapping[str, date], holds: Collection[str],
) -> tuple[Todo, ...]:  # fmt: skip
    """What leads on from where the case stands, the most pressing first."""
    found = reminders(process, case.state, localdate(case.state_since), taken, on)
    return tuple(
        Todo(
            case=case,
            step=one.step,
            actor=process.party_title(one.step.actor),
            due=one.due,
            overdue=one.overdue,
            mine=one.step.actor in hands,
            lacking=tuple(piece for piece in one.step.evidence if piece not in holds),
            may=allowed(process, case.state, one.step.key, hands, holds, on),
        )
        for one in found
    )


def to_do(opened: Opened) -> tuple[Todo, ...]:
    """What leads on from where an opened case stands."""
    case = opened.case
    return todo(
        process_of(case), case, opened.key.roles, localdate(opened.key.on),
        taken=last_taken([case])[case.pk], holds=held([case])[case.pk],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """A case in the list: where it stands, what is due there soonest, and whose turn it is."""

    case: Case
    state: str
    todo: tuple[Todo, ...]
    tasks: tuple[Task, ...] = ()
    messages: int = 0

    @property
    def by(self) -> date:
        """The soonest day of all."""
        days = [one.due for one in self.todo if one.due] + [one.due for one in self.tasks]
        return min(days, default=date.max)

    @property
    def mine(self) -> bool:
        """Whether anything in it waits for the reader."""
        return bool(self.messages or self.tasks) or any(one.mine for one in self.todo)


def due(key: Key) -> list[Due]:
    """Every open case that they may see with what can be done in it, the soonest first.

    As many queries whatever there is. ``tasks`` are the reader's own, of the classes open to them.
    """
    found = list(key.cases().filter(closed__isnull=True))
    return due_of(key, found)


def due_of(key: Key, found: list[Case]) -> list[Due]:
    """The same of some cases that they may see."""
    known, on = processes(), localdate(key.on)
    taken, holds, seen = last_taken(found), held(found), reading.cases(found, key.on)
    asked = Task.objects.filter(addressed(key), case__in=found, done=None)
    waiting = Message.objects.filter(addressed(key), case__in=found, read=None).defer("words")
    tasks_of, messages_of = defaultdict(list), defaultdict(list)
    for row in asked.select_related("to_agency"):
        if may(key.reader, seen[row.case_id], row.field, key.on):  # type: ignore[arg-type]
            tasks_of[row.case_id].append(row)
    for message in waiting:
        if may(key.reader, seen[message.case_id], message.field, key.on):  # type: ignore[arg-type]
            messages_of[message.case_id].append(message)
    listed = []
    for case in found:
        process = process_of(case, known)
        steps = todo(process, case, key.roles, on, taken=taken[case.pk], holds=holds[case.pk])
        listed.append(
            Due(
                case,
                process.state_title(case.state),
                steps,
                tuple(tasks_of[case.pk]),
                len(messages_of[case.pk]),
            )
        )
    return sorted(listed, key=lambda one: (one.by, one.case.opened, one.case.pk))
