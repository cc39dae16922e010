"""What co-ordinators decide of pairs: one person, not one person, taken back.

Each decision is added and none changed. Of two who decide at once one waits for the other, and is
told if the pair stands otherwise than they saw it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from saferboard.core.casework.access import may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.people.linking import Decision, Said, would_conflict
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.lock import reading as lock_reading
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Key
from saferboard.web.casework.people.models import PairDecision, PersonRecord, Register
from saferboard.web.casework.people.reading import key as key_of

NO_RECORD = 0  # no row has this key
# A step from whatever is reached to what some decision puts beside it, and on, until no more is.
_AROUND = """
WITH RECURSIVE reached(id) AS (
  SELECT id FROM people_personrecord WHERE id IN ({places})
  UNION
  SELECT CASE WHEN d.a_id = r.id THEN d.b_id ELSE d.a_id END
  FROM reached r JOIN people_pairdecision d ON d.a_id = r.id OR d.b_id = r.id
)
SELECT d.* FROM people_pairdecision d
WHERE d.a_id IN (SELECT id FROM reached) ORDER BY d.id
"""

DECIDED: list[Callable[[frozenset[int]], None]] = []
"""What rooms above do when it changed who is who among some records: each adds its own when the
service starts, and is called under the duty of linking."""


@dataclass(frozen=True, slots=True)
class Both:
    """Two records that a co-ordinator may decide of, ``a`` the older."""

    a: PersonRecord
    b: PersonRecord


def both(*, by: Key, first: int, second: int) -> Both | None:
    """The two records, if whoever asks co-ordinates and may see who both are; nothing otherwise."""
    if not by.co_ordinates or first == second:
        return None
    visible = PersonRecord.objects.filter(pk__in=(first, second), case__in=by.cases())
    found = list(visible.select_related("case__holder", "agency").order_by("pk"))
    if len(found) != 2:
        return None
    seen = lock_reading.cases({one.case_id: one.case for one in found}.values(), by.on)
    if not all(may(by.reader, seen[one.case_id], FieldClass.IDENTITY, by.on) for one in found):
        return None
    return Both(*found)


@transaction.atomic
def decide(*, by: Key, pair: Both, said: Said, reason: str, seen: int) -> PairDecision:
    """Decide of a pair. ``seen`` is the newest decision of it that was shown, nought for none.

    Refused without a reason, if somebody decided meanwhile, or if it would contradict what stands.
    """
    checked = both(by=by, first=pair.a.pk, second=pair.b.pk)
    if checked is None:
        raise _refused("these are not two records that you may decide of", "people", "two others")
    if not reason.strip():
        raise _refused("no reason is given", "reason", "a sentence")
    purpose = by.purpose.key
    with rows.service("linking"):
        Register.objects.get_or_create(purpose=purpose)
        register = Register.objects.select_for_update().get(purpose=purpose)
        register.decisions += 1
        register.save()
        held = around([pair.a.pk, pair.b.pk])
    of_pair = [one for one in held if (one.a_id, one.b_id) == (pair.a.pk, pair.b.pk)]
    newest = max((one.pk for one in of_pair), default=0)
    if newest != seen:
        raise _refused(
            "somebody else decided of this pair meanwhile", "seen", "the pair as it stands now"
        )
    _check(held, pair, said)
    row = PairDecision.objects.create(
        purpose=purpose, a=pair.a, b=pair.b, said=said, reason=reason.strip(),
        at=by.on, by=by.by, agency=by.agency,
    )  # fmt: skip
    with rows.service("linking"):
        tell(reached([pair.a.pk, pair.b.pk]))
    by.note(
        f"records {_ACTIONS[said]}", f"case {pair.a.case}", other=f"case {pair.b.case}",
        records=[pair.a.pk, pair.b.pk], decision=row.pk,
    )  # fmt: skip
    return row


_ACTIONS = {Said.LINK: "linked", Said.REFUSE: "kept apart", Said.UNDO: "decided of no more"}


def _check(held: Iterable[PairDecision], pair: Both, said: Said) -> None:
    """Whether the decision changes what stands, and contradicts nothing."""
    told = [as_decision(one) for one in held]
    number = max((one.number for one in told), default=0) + 1
    new = Decision(number, key_of(pair.a.pk), key_of(pair.b.pk), said)
    stands = next((one.said for one in reversed(told) if one.pair == new.pair), Said.UNDO)
    if stands is said:
        raise _refused("that is how it stands already", "said", "another decision")
    if would_conflict(told, new):
        raise _refused(
            "it would make one person of two records that somebody said are not"
            if said is Said.LINK
            else "links that stand make them one person",
            "said",
            "a decision that contradicts none that stands",
            "take back the other decision first",
        )


def around(records: Iterable[int]) -> list[PairDecision]:
    """Every decision of whatever hangs together with some records, oldest first. For the service.

    One query, whatever hangs together: more for a longer row of links would tell whoever may not
    see its cases that there are any.
    """
    wanted = sorted(records) or [NO_RECORD]
    asked = _AROUND.format(places=", ".join(["%s"] * len(wanted)))
    return list(PairDecision.objects.raw(asked, wanted))


def reached(records: Iterable[int]) -> frozenset[int]:
    """Some records and whatever hangs together with them by any decision. For the service."""
    some = frozenset(records)
    return some.union(*((one.a_id, one.b_id) for one in around(some)))


def tell(records: frozenset[int]) -> None:
    """Have the rooms above work out anew who is who among some records. For the service."""
    for hear in DECIDED:
        hear(records)


def as_decision(row: PairDecision) -> Decision:
    """A row as the rule reads it."""
    return Decision(row.pk, key_of(row.a_id), key_of(row.b_id), Said(row.said))


def _refused(
    what: str, where: str, expected: str, remedy: str = "open the list of proposals again"
) -> Refused:
    return refuse(what, where=where, expected=expected, remedy=remedy)
