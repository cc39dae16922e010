"""What the partnership declares of its casework, as it was published to this service."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from django.db import transaction
from django.db.models import Max

from saferboard.core.casework.cases import Purpose
from saferboard.core.casework.declaring import check, is_process
from saferboard.core.casework.process.process import Process
from saferboard.core.casework.process.reading import load
from saferboard.core.casework.purposes import FILE, read_purposes
from saferboard.core.faults import refuse
from saferboard.core.ingest.gathering import Faults
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock.models import Declared


@transaction.atomic
def publish(*, by: str, files: Mapping[str, str]) -> tuple[str, ...]:
    """Keep the files that say something new, and tell which. Refused with every fault of all.

    Every version of a procedure that was ever published must still be among them, unchanged in its
    file: cases go by it.
    """
    faults = Faults()
    _check_kept(check(files, faults).processes, faults)
    faults.refuse()
    held = _newest()
    new = tuple(sorted(name for name, text in files.items() if held.get(name) != text))
    for name in new:
        sha = hashlib.sha256(files[name].encode()).hexdigest()
        Declared.objects.create(name=name, text=files[name], sha=sha, by=by)
        record(by=by, action="casework declared", object=name, sha=sha)
    return new


def _check_kept(processes: tuple[Process, ...], faults: Faults) -> None:
    now = {(one.key, one.version): one for one in processes}
    for kept in _processes():
        pin = (kept.key, kept.version)
        if now.get(pin) != kept:
            faults.add(
                "a published version of the procedure is "
                + ("changed" if pin in now else "missing"),
                where=f"procedure '{kept.key}' version {kept.version}",
                expected="every version as it was published: cases go by it",
                remedy="put it back, and give what is new the next number",
            )


def purposes() -> dict[str, Purpose]:
    """Every purpose by its key; none before anything is published."""
    return _read(Declared.objects.aggregate(newest=Max("pk"))["newest"] or 0)[0]


def processes() -> tuple[Process, ...]:
    """Every version of every procedure."""
    return _read(Declared.objects.aggregate(newest=Max("pk"))["newest"] or 0)[1]


def roles() -> dict[str, str]:
    """Every role that a procedure or a purpose names, with what it is called."""
    titled = {party.key: party.title for process in processes() for party in process.parties}
    named = {role for purpose in purposes().values() for role in roles_of(purpose)}
    plain = {role: role.replace("-", " ") for role in named - set(titled)}
    return dict(sorted((titled | plain).items(), key=lambda one: one[1].lower()))


def roles_of(purpose: Purpose) -> frozenset[str]:
    """The roles that can see something of the cases of a purpose."""
    return frozenset().union({purpose.co_ordinator}, purpose.begins, *purpose.opens.values())


def text_of(name: str) -> str:
    """The newest text of a file, such as a local table. Refused if it was never published."""
    found = _newest().get(name)
    if found is None:
        raise refuse(
            "the partnership has not published this file",
            where=name,
            expected="a file of the partnership's folder",
            remedy="run saferboard load partnership with the folder that holds it",
        )
    return found


@lru_cache(maxsize=4)
def _read(newest: int) -> tuple[dict[str, Purpose], tuple[Process, ...]]:
    """What stood when that row was the newest: rows are never changed, so this may be kept."""
    purposes = read_purposes(_newest().get(FILE), Faults())
    return {one.key: one for one in purposes}, _processes()


def _processes() -> tuple[Process, ...]:
    """The versions in the newest text of each file: no published version may leave them."""
    return load({name: text for name, text in _newest().items() if is_process(name)})


def _newest() -> dict[str, str]:
    return dict(Declared.objects.order_by("pk").values_list("name", "text"))
