"""Asking after a person: a flag is held, or nothing; the same work is done whatever is held."""

from datetime import date

from django.db.models import Q

from saferboard.core.casework import cases as core
from saferboard.core.casework.marac.flags import asked_after
from saferboard.core.directory.permissions import Decision
from saferboard.web.casework.lock import reading, rows
from saferboard.web.casework.lock.entering import Key
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.declared import PURPOSE
from saferboard.web.casework.marac.identity import sought
from saferboard.web.casework.marac.models import Party


def ask(*, by: Key, name: str, born: date | None) -> Decision:
    """What is said of somebody by name and, if known, date of birth. Recorded, without the name.

    All cases of everybody who is that person, by the links of the co-ordinator, are looked at.
    """
    with rows.service("flags"):
        alike = Party.objects.filter(sought=sought(name)).exclude(sought="")
        if born is not None:
            alike = alike.filter(Q(born=born) | Q(born__isnull=True))
        one = Party.objects.filter(person__in=alike.values("person")).values("case")
        found = list(
            Case.objects.filter(pk__in=one, purpose=PURPOSE).select_related("holder").order_by("pk")
        )
        seen = _seen(by, found)
    answer = asked_after(by.reader, seen, by.on)
    by.note("marac asked after somebody", "flags", answered=answer.because)
    return answer


def _seen(by: Key, found: list[Case]) -> list[core.Case]:
    """The cases as the rule sees them. One that is none goes with them, so that as many tables are
    read where nothing is held."""
    none = Case(pk=0, reference="", purpose=PURPOSE, holder=by.agency)
    seen = reading.cases([none, *found], by.on)
    return [seen[case.pk] for case in found]
