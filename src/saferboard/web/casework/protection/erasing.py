"""Erasing what a case says: all of it in every room, in one transaction, and for ever.

What goes is derived from the models: a room that adds a table need not remember to come here. The
case stays as a row that says nothing but that there was one, so that counts do not change.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.apps import apps
from django.db import models, transaction

from saferboard.core.casework.retention import Proposed
from saferboard.core.faults import Fault, Refused
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.models import WHOLE, Case, InCase
from saferboard.web.casework.protection import keeping
from saferboard.web.casework.protection.duty import DUTY
from saferboard.web.casework.protection.models import Erasure, Unwanted
from saferboard.web.directory import files

SHA = "sha"
"""How every table calls the column that names a stored file."""


def tables() -> list[type[InCase]]:
    """Every table of rows that belong to cases."""
    return [model for model in apps.get_models() if issubclass(model, InCase)]


@transaction.atomic
def erase(*, by: str, references: Collection[str], because: str, on: datetime, today: date) -> int:
    """Erase what chosen cases say. How many there were; all of them or, refused, none.

    A case that is erased already is passed over. Refused unless the rule proposes it and nothing
    keeps it: whoever chose it may have looked a while ago.
    """
    chosen = Case.objects.filter(reference__in=references, erased=None)
    cases = list(chosen.select_for_update().order_by("pk"))  # writers wait, in one order
    may_go = {one.case.key: one for one in keeping.due(today, references)}
    known = set(Case.objects.filter(reference__in=references).values_list("reference", flat=True))
    faults = [_no_case() for _ in set(references) - known]
    faults += [fault for case in cases for fault in _kept(case, may_go.get(case.reference))]
    if not because.strip():
        faults.append(Fault("no reason is given", "because", "a sentence", "say why"))
    if faults:
        raise Refused(*faults)
    for case in cases:
        _erase(by, case, may_go[case.reference].because, because.strip(), on)
    if cases:
        transaction.on_commit(clear)
    return len(cases)


def _no_case() -> Fault:
    return Fault("there is no such case", "cases", "cases of the list", "choose again")


def _kept(case: Case, found: Proposed | None) -> Iterator[Fault]:
    if found is None:
        why = "its time is not over"
    elif found.kept_by:
        why = "something keeps it"
    else:
        return
    yield Fault(
        f"case {case} stays: {why}",
        "cases",
        "closed cases whose time is over, and that nothing keeps",
        "look at the list again",
    )


def _erase(by: str, case: Case, rule: str, because: str, on: datetime) -> None:
    gone, stored = 0, _files(case)
    for model in tables():
        of_case = model._base_manager.filter(case=case)
        if model.erases == WHOLE:
            # Straight from the table: rows of one case point at one another, and all of them go.
            gone += of_case._raw_delete(of_case.db)
        elif model.erases:
            of_case.update(**dict.fromkeys(model.erases, ""))
    Unwanted.objects.bulk_create(Unwanted(sha=sha, at=on) for sha in sorted(stored))
    case.erased = on
    case.save(update_fields=["erased"])
    Erasure.objects.create(
        case=case, rule=rule, because=because, rows=gone, files=len(stored), at=on, by=by
    )
    record(
        by=by, action="case erased", object=f"case {case}", rule=rule, rows=gone,
        files=len(stored),
    )  # fmt: skip


def _files(case: Case) -> set[str]:
    return {
        sha
        for model in tables()
        for name in model.keeps
        for sha in model._base_manager.filter(case=case).values_list(name, flat=True)
        if sha
    }


def clear() -> int:
    """Take away the files of what was erased, unless something else names the same. How many.

    After the commit, and every day: whatever was cut short is done then.
    """
    gone = 0
    with transaction.atomic(), rows.service(DUTY):
        for row in Unwanted.objects.order_by("pk"):
            if not any(_names(model, row.sha) for model in _naming()):
                files.where(row.sha).unlink(missing_ok=True)
                gone += 1
            row.delete()
    return gone


def _naming() -> Iterable[type[models.Model]]:
    """Every table that names stored files."""
    return (
        model
        for model in apps.get_models()
        if model is not Unwanted and any(field.name == SHA for field in model._meta.fields)
    )


def _names(model: type[models.Model], sha: str) -> bool:
    return model._base_manager.filter(**{SHA: sha}).exists()
