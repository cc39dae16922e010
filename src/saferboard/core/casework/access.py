"""The lock: who may see a case, or one class of its fields, at a moment, and why.

Deny by default. ``may`` is the one rule: lists, details, search, counts, exports and completion all
ask it or a query that a test holds against it. Each part is a small named rule in ``RULES``; a test
takes out each in turn and some example breaks.

Sources: UK GDPR art. 5(1)(b), (c), (f) and art. 32; Data Protection Act 2018 Sch. 1 Part 2; the
partnership's own rules on vetting and agreements (``vetting``, ``agreements``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from saferboard.core.casework.agreements import Agreement, covering
from saferboard.core.casework.cases import BreakGlass, Case, FieldClass, Reader
from saferboard.core.casework.clocks import holds, instant
from saferboard.core.casework.vetting import vetted
from saferboard.core.directory.permissions import Decision

BREAK_GLASS_LASTS = timedelta(hours=3)
FRESH = timedelta(minutes=5)
"""How old a fresh sign-in may be. Our default: the partnership's rules say fresh and no more."""

FLAGGED = "a flag is held, contact the co-ordinator"
NOTHING = "nothing is held that you may see"


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asks to see a case, or one class of its fields, at a moment."""

    reader: Reader
    case: Case
    field: FieldClass | None
    on: datetime

    @property
    def roles(self) -> frozenset[str]:
        """The roles in which they ask."""
        return self.reader.roles(self.on)

    @property
    def co_ordinates(self) -> bool:
        """Whether they hold the co-ordinating role of the case's purpose."""
        return self.case.purpose.co_ordinator in self.roles


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition. ``refusal`` says why it is not met; nothing where it is.

    ``waived`` says that break-glass stands in for it.
    """

    name: str
    refusal: Callable[[Asked], str]
    waived: bool = False


def acting(reader: Reader, on: datetime) -> str:
    """Why they cannot act for the agency they chose; nothing if they can."""
    return "" if reader.roles(on) else "you do not work for this agency today"


def vetting(reader: Reader, on: datetime) -> str:
    """Why their vetting is not enough; nothing if it is."""
    found = vetted(reader.vetting, on)
    return "" if found else found.because


OWN = (acting, vetting)
"""What a reader must meet whatever the case: these reasons tell nothing of a case."""


def _purpose(asked: Asked) -> str:
    if asked.reader.purpose == asked.case.purpose.key:
        return ""
    return "the case is held for another purpose than the one you chose"


def _agreement(asked: Asked) -> str:
    if _agreements(asked):
        return ""
    return "your agency and the one that holds the case have no live agreement for this purpose"


def _involved(asked: Asked) -> str:
    here = (
        one.agency == asked.reader.agency and holds(one.since, one.until, asked.on)
        for one in asked.case.involved
    )
    return "" if asked.co_ordinates or any(here) else "your agency is not in the case"


def _shared(asked: Asked) -> str:
    for one in asked.case.shares:
        to_agency = one.agency in ("", asked.reader.agency)
        to_role = not one.role or one.role in asked.roles
        if to_agency and to_role and holds(one.since, one.until, asked.on):
            return ""
    return "the case is not shared with your agency or your role"


def _conflict(asked: Asked) -> str:
    declared = any(
        one.reader == asked.reader.key and holds(one.declared, one.withdrawn, asked.on)
        for one in asked.case.conflicts
    )
    return "you declared a conflict of interest" if declared else ""


def _field(asked: Asked) -> str:
    if asked.field is None or asked.case.purpose.opens.get(asked.field, frozenset()) & asked.roles:
        return ""
    return f"fields of the class '{asked.field}' are not open to your role"


def _item(asked: Asked) -> str:
    if asked.field is None or any(asked.field in one.items for one in _agreements(asked)):
        return ""
    return f"no live agreement lets fields of the class '{asked.field}' be shared"


def _agreements(asked: Asked) -> tuple[Agreement, ...]:
    agencies = {asked.reader.agency, asked.case.holder}
    return covering(asked.reader.agreements, asked.case.purpose.key, agencies, asked.on)


RULES = (
    Rule("acting", lambda asked: acting(asked.reader, asked.on)),
    Rule("vetting", lambda asked: vetting(asked.reader, asked.on)),
    Rule("purpose", _purpose),
    Rule("agreement", _agreement),
    Rule("involved", _involved, waived=True),
    Rule("shared", _shared, waived=True),
    Rule("conflict", _conflict),
    Rule("field", _field),
    Rule("item", _item),
)
"""All must be met. Break-glass stands in for the two on which agency the case was given to."""


def may(reader: Reader, case: Case, field: FieldClass | None, on: datetime) -> Decision:
    """Whether somebody may see the case, or one class of its fields, at a moment.

    The reason is for them, if they may know of the case, and for the record. Whoever may not know
    of it is shown ``learn`` instead.
    """
    asked = Asked(reader, case, field, on)
    refused = [(rule, said) for rule in RULES if (said := rule.refusal(asked))]
    if not refused:
        return Decision(True, _because(asked))
    glass = broken(reader, case, on)
    if glass and all(rule.waived for rule, _ in refused):
        return glass
    return Decision(False, refused[0][1])


def _because(asked: Asked) -> str:
    if asked.co_ordinates:
        return "you co-ordinate cases of this purpose, and the case is shared with you"
    return "your agency is in the case, and the case is shared with it or with your role"


@dataclass(frozen=True, slots=True)
class Breaking:
    """One condition of break-glass, and what is said where it is not met."""

    name: str
    met: Callable[[BreakGlass, Case, datetime], bool]
    refusal: str


def _fresh(glass: BreakGlass) -> bool:
    return timedelta() <= instant(glass.opened) - instant(glass.signed_in) <= FRESH


def _lasting(glass: BreakGlass, on: datetime) -> bool:
    return holds(glass.opened, instant(glass.opened) + BREAK_GLASS_LASTS, on)


BREAKING = (
    Breaking(
        "purpose",
        lambda glass, case, on: case.purpose.break_glass,
        "cases of this purpose cannot be opened by break-glass",
    ),
    Breaking("reason", lambda glass, case, on: bool(glass.reason.strip()), "no reason is given"),
    Breaking("fresh", lambda glass, case, on: _fresh(glass), "the sign-in was not fresh"),
    Breaking(
        "supervisor",
        lambda glass, case, on: glass.supervisor not in ("", glass.reader),
        "no supervisor is named",
    ),
    Breaking(
        "notice",
        lambda glass, case, on: instant(glass.told) <= instant(on),
        "the supervisor was not told",
    ),
    Breaking("lasting", lambda glass, case, on: _lasting(glass, on), "the three hours are over"),
    Breaking(
        "ended",
        lambda glass, case, on: glass.ended is None or instant(on) < instant(glass.ended),
        "the break-glass was ended",
    ),
)
"""All must be met for a case to be open by break-glass."""


def broken(reader: Reader, case: Case, on: datetime) -> Decision:
    """Whether somebody has the case open by break-glass at a moment, acting for the same agency."""
    said = "the case is not open by break-glass"
    for glass in case.broken:
        if (glass.reader, glass.agency) != (reader.key, reader.agency):
            continue
        said = _unmet(glass, case, on)
        if not said:
            return Decision(True, "opened by break-glass, for three hours and with notice")
    return Decision(False, said)


def _unmet(glass: BreakGlass, case: Case, on: datetime) -> str:
    return next((one.refusal for one in BREAKING if not one.met(glass, case, on)), "")


def learn(reader: Reader, case: Case | None, on: datetime) -> Decision:
    """All that may be said to whoever asks after somebody, whether a case is held or not.

    Whoever may see the case is told so. An agency outside it learns of a live flag and nothing
    else. For everybody else a case that is held and one that is not are answered alike.
    """
    for own in OWN:
        if said := own(reader, on):
            return Decision(False, said)
    if case is None:
        return Decision(False, NOTHING)
    seen = may(reader, case, FieldClass.OUTLINE, on)
    if seen:
        return seen
    flag = case.flag
    if flag and holds(flag.since, flag.until, on) and _is_only_outside(reader, case, on):
        return Decision(True, FLAGGED)
    return Decision(False, NOTHING)


def _is_only_outside(reader: Reader, case: Case, on: datetime) -> bool:
    """Whether all that keeps somebody out is that the case was not given to their agency."""
    asked = Asked(reader, case, FieldClass.OUTLINE, on)
    return not any(rule.refusal(asked) for rule in RULES if not rule.waived)


def visible(reader: Reader, cases: Iterable[Case], on: datetime) -> tuple[Case, ...]:
    """Those of the cases that somebody may see: what a list, a search and a count may hold."""
    return tuple(case for case in cases if may(reader, case, None, on))
