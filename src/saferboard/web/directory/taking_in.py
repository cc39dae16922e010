"""Taking in what a partnership's folder declares: organisations, bodies, posts, seats.

A row follows its folder only where the folder says something new since it was last taken in
(``declared``), so that what was altered on the pages stays. Nothing is deleted; a seat that the
folder no longer names ends.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from saferboard.core.directory import organisations as core
from saferboard.core.directory.lines import line
from saferboard.core.directory.spells import DAY
from saferboard.core.faults import Refused
from saferboard.core.partnership import Partnership
from saferboard.web.audit.actions import record
from saferboard.web.directory.people import Body, Organisation, Post, Seat
from saferboard.web.directory.seating import seat_fault

BASIS = "Declared by the partnership"
KINDS = ("organisations", "bodies", "posts", "seats")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many of each kind were added, and how many changed."""

    added: Mapping[str, int]
    changed: Mapping[str, int]

    def __str__(self) -> str:
        said = [
            f"{self.added[kind]} {kind} added, {self.changed[kind]} changed"
            for kind in KINDS
            if self.added[kind] or self.changed[kind]
        ]
        return "; ".join(said) or "nothing new"


@transaction.atomic
def take_in(partnership: Partnership, *, by: str, on: date) -> TakenIn:
    """Make the directory's tables say what the folder declares; again changes nothing.

    New seats begin ``on`` that day.
    """
    counts = {"added": Counter[str](), "changed": Counter[str]()}
    organisations = _organisations(partnership.organisations, counts)
    bodies = _bodies(partnership.bodies, counts)
    _posts(partnership.posts, organisations, bodies, counts, on)
    taken = TakenIn(counts["added"], counts["changed"])
    if any(taken.added.values()) or any(taken.changed.values()):
        record(
            by=by,
            action="partnership taken in",
            object="directory",
            on=on.isoformat(),
            added=dict(taken.added),
            changed=dict(taken.changed),
        )
    return taken


Counts = dict[str, Counter[str]]


def _organisations(
    declared: tuple[core.Organisation, ...], counts: Counts
) -> dict[str, Organisation]:
    held = {row.key: row for row in Organisation.objects.select_for_update()}
    for one in declared:
        row = held.setdefault(one.key, Organisation(key=one.key))
        _follow(row, {"name": one.name, "kind": one.kind}, {}, "organisations", counts)
    return held


def _bodies(declared: tuple[core.Body, ...], counts: Counts) -> dict[str, Body]:
    held = {row.key: row for row in Body.objects.select_for_update()}
    above = {one.key: one.reports_to for one in declared}
    # The body reported to comes first, wherever it stands in the file.
    for one in sorted(declared, key=lambda one: len(line(one.key, above))):
        said = asdict(one)
        row = held.setdefault(said.pop("key"), Body(key=one.key))
        superior = held[one.reports_to] if one.reports_to else None
        _follow(row, said, {"reports_to": superior}, "bodies", counts)
    return held


def _posts(
    declared: tuple[core.Post, ...],
    organisations: dict[str, Organisation],
    bodies: dict[str, Body],
    counts: Counts,
    on: date,
) -> None:
    held = {row.key: row for row in Post.objects.select_for_update()}
    gone: list[tuple[Post, Body]] = []
    come: list[tuple[Post, Body, str]] = []
    for one in declared:
        said = asdict(one)
        row = held.setdefault(said.pop("key"), Post(key=one.key))
        seats: dict[str, str] = dict(said["seats"])
        said["seats"] = seats
        before: dict[str, str] = row.declared.get("seats", {})
        _follow(row, said, {"organisation": organisations[one.organisation]}, "posts", counts)
        gone += [(row, bodies[key]) for key, role in before.items() if seats.get(key) != role]
        come += [(row, bodies[k], role) for k, role in seats.items() if before.get(k) != role]
    # Whoever leaves the chair leaves it before the next one comes.
    for post, body in gone:
        _unseat(post, body, counts, on)
    for post, body, role in come:
        _seat(post, body, role, counts, on)


def _follow(
    row: Organisation | Body | Post,
    said: dict[str, Any],
    objects: Mapping[str, Any],
    kind: str,
    counts: Counts,
) -> None:
    """Set what the folder says anew. ``objects`` are the rows that keys in ``said`` stand for."""
    new = row.pk is None
    fresh = [key for key, value in said.items() if new or row.declared.get(key) != value]
    for key in fresh:
        if key != "seats":
            setattr(row, key, objects.get(key, said[key]))
    if fresh:
        row.declared = {**row.declared, **said}
        row.save()
        counts["added" if new else "changed"][kind] += 1


def _unseat(post: Post, body: Body, counts: Counts, on: date) -> None:
    """End the seat that was declared, the day before; one that began this very day never was."""
    for seat in Seat.objects.filter(post=post, body=body, basis=BASIS, until__isnull=True):
        if seat.since < on:
            seat.until = on - DAY
            seat.save()
        else:
            seat.delete()
        counts["changed"]["seats"] += 1


def _seat(post: Post, body: Body, role: str, counts: Counts, on: date) -> None:
    proposed = Seat(post=post, body=body, role=role, since=on, basis=BASIS)
    fault = seat_fault(proposed)
    if fault is not None:
        raise Refused(replace(fault, where=f"posts.toml, post '{post.key}', seats.{body.key}"))
    proposed.save()
    counts["added"]["seats"] += 1
