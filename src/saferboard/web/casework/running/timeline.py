"""A case's time line: what happened in it, the newest first, as far as the reader may know."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst

from saferboard.core.casework.process.pinning import Pin, pinned
from saferboard.core.casework.process.process import Process
from saferboard.core.faults import Refused
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.running import queries
from saferboard.web.casework.running.models import NOTE, Entry, Message, RefusedMessage, Taken, Task


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that happened: when, what, in whose words, and who wrote it down."""

    when: datetime
    told: str
    by: str
    agency: str = ""
    text: str = ""
    field: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    entry: int | None = None
    overtaken: bool = False


def timeline(opened: Opened) -> list[Point]:
    """Steps, entries, the reader's own messages, tasks. As many queries for any case."""
    case = opened.case
    known = processes()
    process = queries.process_of(case, known)
    taken = list(Taken.objects.filter(case=case).select_related("agency"))
    said, words = [], defaultdict(list)
    for entry in queries.entries(opened):
        if entry.taken_id:
            words[entry.taken_id].append(entry)
        else:
            said.append(_entry(entry))
    messages = [_message(process, row) for row in queries.messages(opened)]
    tried = RefusedMessage.objects.filter(case=case).select_related("agency")
    refused = tried if opened.key.co_ordinates else tried.filter(queries.sent(opened.key))
    points = [
        Point(case.opened, "Case opened", case.opened_by, case.holder.name),
        *(_taken(_as_then(known, case.process, row, process), row, words[row.pk]) for row in taken),
        *said,
        *messages,
        *(_refused(process, row) for row in refused),
        *(point for row in queries.tasks(opened) for point in _task(process, row)),
    ]
    # From the newest, and of one moment what came of it before what began it.
    return sorted(points, key=lambda one: one.when)[::-1]


def _as_then(known: tuple[Process, ...], key: str, row: Taken, now: Process) -> Process:
    """The version that the step was taken by: the case may have been moved since."""
    try:
        return pinned(known, Pin(key, row.version))
    except Refused:
        return now


def _taken(process: Process, row: Taken, words: list[Entry]) -> Point:
    step = process.step(row.step)
    told = step.title if step else f"Moved to version {row.version} of the procedure"
    said = words[0] if words else None
    return Point(
        row.at, f"{told}: now {titled(process, row.into).lower()}", row.by, _name(row.agency),
        said.words if said else row.because, said.field if said else "",
    )  # fmt: skip


def titled(process: Process, state: str) -> str:
    """What a state is called; its key where the version has none such."""
    return {one.key: one.title for one in process.states}.get(state, state)


def _entry(row: Entry) -> Point:
    piece = "Note" if row.piece == NOTE else row.piece[:1].upper() + row.piece[1:]
    again = " put right" if row.replaces_id else ""
    detail = tuple(
        (capfirst(str(name).replace("_", " ")), str(value))
        for name, value in row.data.items()
        if isinstance(value, str | int | float)
    )
    overtaken = hasattr(row, "replaced_by")
    return Point(
        row.at, f"{piece}{again}", row.by, row.agency.name, row.words, row.field, detail,
        row.pk, overtaken,
    )  # fmt: skip


def _message(process: Process, row: Message) -> Point:
    told = f"Message from {party(process, row.from_role)} to {_whom(process, row)}"
    return Point(row.at, told, row.by, row.agency.name, row.words, row.field, _about(process, row))


def _refused(process: Process, row: RefusedMessage) -> Point:
    told = f"A message to {party(process, row.to_role)} was refused"
    said = f"{row.because[:1].upper()}{row.because[1:]}."
    return Point(row.at, told, row.by, row.agency.name, said, "", _about(process, row))


def _about(process: Process, row: Message | RefusedMessage) -> tuple[tuple[str, str], ...]:
    step = process.step(row.step)
    return (("About", step.title),) if step else ()


def _task(process: Process, row: Task) -> list[Point]:
    whom = _whom(process, row)
    due = (("Due", f"{row.due.day} {row.due:%B %Y}"),)
    points = [Point(row.at, f"Task for {whom}", row.by, row.agency.name, row.words, row.field, due)]
    if row.done:
        told = f"Task answered by {_name(row.done_at)}"
        points.append(Point(row.done, told, row.done_by, _name(row.done_at), row.answer, row.field))
    return points


def _whom(process: Process, row: Message | Task) -> str:
    at = f" at {row.to_agency}" if row.to_agency else ""
    return f"{party(process, row.to_role)}{at}"


def party(process: Process, key: str) -> str:
    """What a role is called; its key where the procedure does not name it."""
    return {one.key: one.title for one in process.parties}.get(key, key)


def _name(agency: object) -> str:
    return str(agency) if agency else ""
