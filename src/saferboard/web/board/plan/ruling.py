"""The rules of a body's forward plan and the days on which it meets: set, changed, ended."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model
from django.utils.text import slugify

from saferboard.core.board.plan import Often
from saferboard.core.board.plan_declared import ForwardPlan
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.plan.models import Cycle, Rule
from saferboard.web.directory.models import Body, Organisation, Post
from saferboard.web.directory.versions import locked


@transaction.atomic
def take_in(plan: ForwardPlan, *, by: str) -> int:
    """Give each body that has none yet the cycle and the rules that its folder declares.

    What was set on the pages stays. How many cycles and rules were taken in.
    """
    bodies = {body.key: body for body in Body.objects.all()}
    posts = {post.key: post for post in Post.objects.all()}
    meeting = set(Cycle.objects.values_list("body__key", flat=True))
    ruled = set(Rule.objects.values_list("body__key", flat=True))
    new = 0
    for one in plan.cycles:
        if one.body not in meeting:
            cycle = one.cycle
            _store(
                Cycle(
                    body=bodies[one.body],
                    nth=cycle.nth,
                    weekday=cycle.weekday,
                    months=list(cycle.months),
                    starts=cycle.starts,
                    place=cycle.place,
                    minutes=cycle.minutes,
                )
            )
            new += 1
    for place, two in enumerate(plan.rules):
        if two.body in ruled:
            continue
        rule = two.rule
        row = Rule(
            body=bodies[two.body],
            topic=rule.topic,
            title=rule.title,
            often=rule.often.value,
            times=rule.times,
            months=list(rule.months),
            prefers=list(rule.prefers),
            gap=rule.gap,
            kind=rule.kind.value,
            presenter=posts.get(rule.presenter),
            minutes=rule.minutes,
            source=rule.source or "Declared by the partnership",
            since=rule.since,
            until=rule.until,
            place=place,
        )
        _store(row)
        row.organisations.set(Organisation.objects.filter(key__in=rule.organisations))
        new += 1
    if new:
        record(by=by, action="forward plan taken in", object="plan", rows=new)
    return new


@transaction.atomic
def set_cycle(*, by: str, body: Body, **said: Any) -> Cycle:
    """On which days the body meets from now on; meetings that are arranged already stay."""
    cycle = Cycle.objects.select_for_update().filter(body=body).first() or Cycle(body=body)
    for field, value in said.items():
        setattr(cycle, field, value)
    if not cycle.months:
        raise _lacking("months", "the months in which it meets")
    _store(cycle)
    record(
        by=by,
        action="meeting days set",
        object=f"plan {body.key}",
        nth=cycle.nth,
        weekday=cycle.weekday,
        months=cycle.months,
    )
    return cycle


@transaction.atomic
def add_rule(
    *, by: str, body: Body, topic: str = "", organisations: Iterable[Organisation] = (), **said: Any
) -> Rule:
    """A rule for a topic; a new topic takes its key from the title."""
    last = body.plan_rules.aggregate(last=Max("place"))["last"]
    key = topic or slugify(said["title"].replace("{quarter}", ""))[:80] or "topic"
    rule = Rule(body=body, topic=key, place=0 if last is None else last + 1, **said)
    _check(rule, list(organisations))
    _store(rule)
    rule.organisations.set(organisations)
    _told(rule, by, "plan rule added")
    return rule


@transaction.atomic
def change_rule(
    *, by: str, rule: Rule, seen: str, organisations: Iterable[Organisation] = (), **said: Any
) -> Rule:
    """Change a rule; plans made by it stay until their year is filled again."""
    held = locked(rule, seen)
    for field, value in said.items():
        setattr(held, field, value)
    _check(held, list(organisations))
    _store(held)
    held.organisations.set(organisations)
    _told(held, by, "plan rule changed")
    return held


@transaction.atomic
def end_rule(*, by: str, rule: Rule, seen: str, until: date, ended_because: str) -> Rule:
    """The rule holds no more after a day, and why."""
    held = locked(rule, seen)
    held.until, held.ended_because = until, ended_because
    _check(held, list(held.organisations.all()))
    _store(held)
    _told(held, by, "plan rule ended")
    return held


def _check(rule: Rule, organisations: list[Organisation]) -> None:
    """Refuses a rule that cannot be followed, or a second one for its topic at the same time."""
    if rule.often == Often.MONTHS and not rule.months:
        raise _lacking("months", "the months in which it must come")
    if rule.often == Often.SLOT and not organisations:
        raise _lacking("organisation", "whose slot it is")
    if rule.since and rule.until and rule.until < rule.since:
        raise refuse(
            "the rule ends before it begins",
            where="until",
            expected="a day on or after its first",
            remedy="correct one of the two days",
        )
    for other in Rule.objects.filter(body=rule.body, topic=rule.topic).exclude(pk=rule.pk):
        if _overlap(rule, other):
            raise refuse(
                f"{other} has a rule at that time already",
                where="since",
                expected="one rule for a topic at a time",
                remedy="end the other rule first, or change it instead",
            )


def _overlap(one: Rule, other: Rule) -> bool:
    first, last = date.min, date.max
    return (one.since or first) <= (other.until or last) and (other.since or first) <= (
        one.until or last
    )


def _lacking(field: str, what: str) -> Refused:
    return refuse(f"{what} is not said", where=field, expected=what, remedy="say it")


def _store(row: Model) -> None:
    """Store it, or refuse everything that is wrong with it."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(
            *(
                Fault(" ".join(said), field, "as the form asks", "correct it, and try again")
                for field, said in error.message_dict.items()
            )
        ) from None
    row.save()


def _told(rule: Rule, by: str, action: str) -> None:
    record(
        by=by,
        action=action,
        object=f"plan {rule.body.key} {rule.topic}",
        often=rule.often,
        times=rule.times,
        months=rule.months,
        since=rule.since.isoformat() if rule.since else None,
        until=rule.until.isoformat() if rule.until else None,
        because=rule.ended_because,
    )
