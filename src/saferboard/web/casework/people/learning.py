"""What may be said on one case of others that hold the same person.

Whoever may see the other case is told of it. Whoever may not gets what ``access.learn`` gives: that
a flag is held, or what they would get if there were nothing. The same is read whatever is held.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.core.casework.access import FLAGGED, learn, may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.people.linking import persons
from saferboard.web.casework.lock import reading as lock_reading
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.people.deciding import NO_RECORD, around, as_decision
from saferboard.web.casework.people.models import PersonRecord
from saferboard.web.casework.people.reading import key


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Cases that hold the same person and may be seen; whether a flag of another is held."""

    references: tuple[str, ...] = ()
    flagged: bool = False

    @property
    def said(self) -> str:
        """What is said of those that may not be seen."""
        return FLAGGED if self.flagged else ""


def elsewhere(opened: Opened, records: Iterable[PersonRecord]) -> dict[int, Elsewhere]:
    """By record what may be said of other cases, by the links that stand."""
    wanted = [one.pk for one in records]
    reader, on = opened.key.reader, opened.key.on
    with rows.service("linking"):
        found = persons(map(as_decision, around(wanted)))
        groups = {pk: {int(one) for one in found.with_(key(pk))} - {pk} for pk in wanted}
        others = PersonRecord.objects.filter(pk__in={NO_RECORD}.union(*groups.values()))
        held = list(others.exclude(case=opened.case).select_related("case__holder"))
        seen = lock_reading.cases({one.case_id: one.case for one in held}.values(), on)
    said = {}
    for pk, group in groups.items():
        cases = {one.case_id: one.case.reference for one in held if one.pk in group}
        open_to = {case for case in cases if may(reader, seen[case], FieldClass.OUTLINE, on)}
        flagged = any(
            learn(reader, seen[case], on).because == FLAGGED
            for case in cases
            if case not in open_to
        )
        said[pk] = Elsewhere(tuple(sorted(cases[case] for case in open_to)), flagged)
    return said
