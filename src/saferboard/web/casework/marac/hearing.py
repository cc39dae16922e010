"""At the meeting and after it: minutes, actions and their answers, the case heard and closed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.marac import following
from saferboard.core.casework.marac.flags import flag_of
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import refuse
from saferboard.web.casework.lock import actions as lock
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac import steps
from saferboard.web.casework.marac.declared import CHAIR, CO_ORDINATOR
from saferboard.web.casework.marac.models import Action, Minute, Referral, Told
from saferboard.web.casework.marac.referring import co_ordinator
from saferboard.web.casework.marac.researching import write_to
from saferboard.web.directory.models import Organisation

TAKERS = frozenset({CO_ORDINATOR, CHAIR})


@dataclass(frozen=True, slots=True)
class Minutes:
    """The newest minutes of a case, and what stands beside them."""

    newest: Minute | None
    aside: tuple[Minute, ...]

    @property
    def number(self) -> int:
        """What a form is written over."""
        return self.newest.number if self.newest else 0


def minutes_of(case: Case) -> Minutes:
    """The minutes as they stand. One query."""
    rows = list(Minute.objects.filter(case=case))
    straight = [row for row in rows if not row.aside]
    return Minutes(
        straight[-1] if straight else None,
        tuple(row for row in rows if row.aside and not row.settled),
    )


@transaction.atomic
def save_minutes(
    *, by: Opened, text: str, plan: str, base: int, settles: Collection[int] = ()
) -> Minute:
    """Save the minutes of a case, written over a number.

    If somebody saved meanwhile, these stand aside and both are shown. ``settles`` are those that
    this text puts together with what stood. What is saved already is not
    saved again.
    """
    _takes(by)
    Case.objects.select_for_update().get(pk=by.case.pk)
    before = minutes_of(by.case)
    newest = before.newest
    if newest and (newest.text, newest.plan) == (text, plan) and not settles:
        return newest
    last = Minute.objects.filter(case=by.case).order_by("-number").first()
    row = Minute.objects.create(
        case=by.case,
        field=FieldClass.RISK,
        number=(last.number if last else 0) + 1,
        base=base,
        text=text,
        plan=plan,
        aside=base != before.number,
        at=by.key.on,
        by=by.key.by,
    )
    if not row.aside:
        Minute.objects.filter(case=by.case, pk__in=list(settles), aside=True).update(settled=True)
    by.key.note("marac minutes saved", f"case {by.case}", number=row.number, aside=row.aside)
    return row


@transaction.atomic
def act(*, by: Opened, agency: Organisation, text: str, due: date) -> Action:
    """An action for an agency of the case."""
    _takes(by)
    if not by.case.lock_involvements.filter(agency=agency, until__isnull=True).exists():
        raise refuse(
            "this agency does not take part in the case",
            where="agency",
            expected="an agency of the case",
            remedy="let it take part first, or choose another",
        )
    row = Action.objects.create(
        case=by.case, field=FieldClass.RISK, agency=agency, text=text.strip(), due=due,
        at=by.key.on, by=by.key.by,
    )  # fmt: skip
    by.key.note("marac action given", f"case {by.case}", action_number=row.pk, to=agency.key)
    return row


@transaction.atomic
def answer(*, by: Opened, action: int, done: bool, text: str) -> Action:
    """What became of an action, by its agency or the co-ordinator. Not done needs a reason."""
    row = Action.objects.select_for_update().select_related("agency").get(case=by.case, pk=action)
    if row.agency_id != by.key.agency.pk and not by.key.co_ordinates:
        raise _refused("this action is another agency's", "the agency that was given it")
    if row.answered is not None:
        raise _refused("this action has an answer", "an action that waits")
    if not done and not text.strip():
        raise _refused("an action that was not done needs a reason", "why it was not done")
    row.answered, row.answered_by = by.key.on, by.key.by
    row.done, row.answer = done, text.strip()
    row.save()
    by.key.note("marac action answered", f"case {by.case}", action_number=row.pk, done=done)
    return row


@transaction.atomic
def chase(*, by: Opened) -> int:
    """Write to the agencies whose actions wait, naming nobody. How many agencies."""
    co_ordinator(by)
    rows = Action.objects.filter(case=by.case, answered__isnull=True)
    agencies = sorted(set(rows.values_list("agency", flat=True)))
    rows.update(reminded=by.key.on)
    by.key.note("marac actions chased", f"case {by.case}", agencies=len(agencies))
    write_to(by, agencies, "Actions of yours wait for an answer", "actions")
    return len(agencies)


@transaction.atomic
def hear(*, by: Opened) -> None:
    """The chair says that the case was heard and a safety plan agreed: it is flagged from now.

    The time of the flag, twelve months, runs from this moment to the end of its last day.
    """
    found = minutes_of(by.case)
    if found.aside:
        raise _refused("two texts of the minutes stand beside one another", "one text")
    newest = found.newest
    evidence = [
        *(["minutes"] if newest and newest.text.strip() else []),
        *(["safety plan"] if newest and newest.plan.strip() else []),
    ]
    steps.take(by=by, step="hear", evidence=evidence)
    Referral.objects.filter(case=by.case).update(heard=by.key.on)
    flag = flag_of(by.key.on)
    lock.flag(by=by, until=flag.until)


def standing(case: Case) -> list[following.Action]:
    """The actions of a case as the rules see them."""
    return [core_action(row) for row in Action.objects.filter(case=case).select_related("agency")]


def core_action(row: Action) -> following.Action:
    """An action as the rules see it."""
    return following.Action(str(row.pk), row.agency.key, row.due, row.answered, row.done)


def offered(by: Opened) -> Decision:
    """Whether to offer that the case be recorded as done."""
    if by.case.state != "heard":
        return Decision(False, "the case is not heard, or its actions are done")
    return following.closing(standing(by.case), by.key.on)


@transaction.atomic
def finish(*, by: Opened) -> None:
    """Every action has an answer and the files are flagged: the co-ordinator says so."""
    actions = following.closing(standing(by.case), by.key.on)
    evidence = [
        *(["answer to every action"] if actions else []),
        *(["flags set"] if by.case.lock_flags.exists() else []),
    ]
    steps.take(by=by, step="do", evidence=evidence)


@transaction.atomic
def end(*, by: Opened) -> None:
    """The flags are over: the co-ordinator ends the case. Refused while one holds."""
    live = by.case.lock_flags.filter(until__gt=by.key.on).exists()
    steps.take(by=by, step="end", evidence=[] if live else ["flags removed"])


@transaction.atomic
def send_back(*, by: Opened, reason: str, answered: bool) -> None:
    """No route is met and no professional judges the risk to be high: the case is not heard."""
    if not reason.strip():
        raise _refused("a referral is not returned without a reason", "a reason")
    evidence = ["reason", *(["answer of the referrer"] if answered else [])]
    steps.take(by=by, step="return", evidence=evidence)
    Told.objects.create(
        case=by.case, field=FieldClass.ACCOUNT, part="returned", content={"reason": reason.strip()},
        agency=by.key.agency, at=by.key.on, by=by.key.by,
    )  # fmt: skip


def _takes(by: Opened) -> None:
    if not by.key.roles & TAKERS:
        raise _refused("only the co-ordinator and the chair keep the minutes", "one of them")


def _refused(what: str, expected: str) -> Exception:
    return refuse(what, where="case", expected=expected, remedy="open the case again")
