"""Planning a year: filling it from the rules, and changing it by hand. Agendas: ``agendas``."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from saferboard.core.board import plan as core
from saferboard.core.board.plan_generating import generate
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.plan import queries
from saferboard.web.board.plan.models import Entry, Plan, Rule
from saferboard.web.board.plan.versions import held_plan, is_agreed, keep
from saferboard.web.directory.models import Body
from saferboard.web.directory.versions import locked

OPEN = (Meeting.State.PLANNED, Meeting.State.CALLED)


@transaction.atomic
def arrange_meetings(*, by: str, body: Body, year: int) -> list[Meeting]:
    """The meetings that fall due in the year, but for months that have one; again adds none."""
    cycle = queries.cycle_of(body)
    if cycle is None:
        raise refuse(
            "it is not set on which days the body meets",
            where="meetings",
            expected="a rule such as: second Friday of June and December",
            remedy="set the days on which it meets first",
        )
    return [
        meetings.arrange(
            by=by, body=body, date=due.proposed.on, starts=cycle.starts, place=cycle.place
        )
        for due in queries.meetings_due(body, year)
        if due.meeting is None
    ]


@transaction.atomic
def fill(*, by: str, body: Body, year: int, because: str = "") -> Plan:
    """Fill the year from the rules. What is pinned, or on an agenda already, stays as it is."""
    plan = held_plan(body, year)
    _explained(plan, because)
    found = queries.year_of(body, year)
    made = filled(found)
    if not made.meetings:
        raise refuse(
            "the year has no meetings to plan for",
            where=found.name,
            expected="at least one meeting that is not cancelled",
            remedy="arrange the year’s meetings first",
        )
    plan.entries.exclude(pk__in=[entry.pk for entry in kept(found)]).filter(
        meeting__in=[meeting.pk for meeting in found.meetings]
    ).delete()
    days = {meeting.date: meeting for meeting in found.meetings}
    Entry.objects.bulk_create(
        Entry(
            plan=plan,
            meeting=days[item.on],
            rule=_rule_on(found.rules, item.topic, item.on),
            topic=item.topic,
            title=item.title,
            minutes=item.minutes,
            because=item.because,
        )
        for item in made.items
        if not item.pinned
    )
    keep(plan, by=by, change="Filled from the rules", because=because)
    return plan


def kept(found: queries.Year) -> list[Entry]:
    """The entries that filling leaves where they are: pinned, on an agenda, or at a past meeting.

    What is at a meeting that was held cannot be planned anew.
    """
    return [
        entry
        for entry in found.entries
        if entry.pinned or entry.item_id or entry.meeting.state not in OPEN
    ]


def filled(found: queries.Year) -> core.Plan:
    """The year as filling would leave it; nothing is stored."""
    rules = [queries.rule_value(rule) for rule in found.rules]
    pinned = [queries.entry_value(entry) for entry in kept(found)]
    shut = {meeting.date for meeting in found.meetings if meeting.state not in OPEN}
    made = generate(rules, found.value.meetings, pinned, queries.last_times(found.body, found.year))
    items = tuple(item for item in made.items if item.pinned or item.on not in shut)
    return core.Plan(made.meetings, items)


@transaction.atomic
def add(
    *,
    by: str,
    body: Body,
    year: int,
    meeting: Meeting,
    rule: Rule | None = None,
    title: str = "",
    minutes: int | None = None,
    because: str = "",
) -> Entry:
    """A topic of a rule, or an extra item with a title of its own, at a meeting of the year.

    What is added by hand is pinned: filling the year leaves it there.
    """
    plan = held_plan(body, year)
    _explained(plan, because)
    _must_be_open(meeting, body, year)
    if rule is None and not title.strip():
        raise refuse(
            "it is not said what to add",
            where="title",
            expected="a topic that has a rule, or a title",
            remedy="choose a topic, or write the title of the extra item",
        )
    held_title = title.strip() or queries.rule_value(rule).titled(meeting.date)  # type: ignore[arg-type]
    entry = Entry(
        plan=plan,
        meeting=meeting,
        rule=rule,
        topic=rule.topic if rule else slugify(held_title)[:80] or "extra-item",
        title=held_title,
        minutes=minutes if minutes or not rule else rule.minutes,
        pinned=True,
        because=because,
    )
    _save(entry)
    keep(
        plan,
        by=by,
        change=f"Added {entry.title} in {core.in_words([meeting.date])}",
        topic=entry.topic,
        because=because,
    )
    return entry


@transaction.atomic
def change(
    *,
    by: str,
    entry: Entry,
    seen: str,
    meeting: Meeting,
    title: str,
    minutes: int | None,
    pinned: bool,
    because: str = "",
) -> Entry:
    """Move an entry to another meeting, or change its title, its minutes, or whether it stays.

    ``seen`` is the stamp of the entry as the writer saw it. An item that is on an agenda already is
    carried to the other meeting's agenda, with the reason.
    """
    plan = held_plan(entry.plan.body, entry.plan.year)
    held = locked(entry, seen)
    before = held.meeting
    said = []
    if meeting != before:
        _must_be_open(meeting, plan.body, plan.year)
        _explained(plan, because)
        held.item = _carried(by, held, meeting, because)
        held.title = _retitled(held, title, meeting)
        held.because = because or f"moved here from {core.in_words([before.date])}"
        said.append(
            f"Moved {held.title} from {core.in_words([before.date])} "
            f"to {core.in_words([meeting.date])}"
        )
    else:
        held.title = title.strip()
    if minutes != held.minutes:
        said.append(f"{held.title}: {f'{minutes} minutes' if minutes else 'no minutes set aside'}")
    if pinned != held.pinned:
        said.append(f"{held.title}: {'pinned' if pinned else 'no longer pinned'}")
    held.meeting, held.minutes, held.pinned = meeting, minutes, pinned
    _save(held)
    moved = meeting != before
    keep(
        plan,
        by=by,
        change="; ".join(said) or f"Changed {held.title}",
        topic=held.topic if moved else "",
        because=because,
    )
    return held


@transaction.atomic
def remove(*, by: str, entry: Entry, because: str) -> None:
    """Take an entry off the plan, with why; it is withdrawn from the agenda if it is on one."""
    plan = held_plan(entry.plan.body, entry.plan.year)
    held = Entry.objects.select_for_update().filter(pk=entry.pk).first()
    if held is None:
        return  # somebody else took it off: that is what was wanted
    _explained(plan, because, always=True)
    if held.item is not None and held.item.state == AgendaItem.State.ON:
        meetings.withdraw_item(by=by, item=held.item, because=because)
    said = f"Took {held.title} off {core.in_words([held.meeting.date])}"
    topic = held.topic
    held.delete()
    keep(plan, by=by, change=said, topic=topic, because=because)


@transaction.atomic
def agree(*, by: str, body: Body, year: int, where: str) -> Plan:
    """Record that the body agreed the plan as it stands: from now on it is what was promised."""
    plan = held_plan(body, year)
    if not plan.entries.exists():
        raise refuse(
            "nothing is planned yet",
            where="where",
            expected="a plan with at least one item",
            remedy="fill the year from the rules, or add an item, first",
        )
    keep(plan, by=by, change="Agreed", because=where, agreed=True)
    return plan


def _explained(plan: Plan, because: str, *, always: bool = False) -> None:
    if not because.strip() and (always or is_agreed(plan)):
        raise refuse(
            "no reason is given",
            where="because",
            expected="why the plan is changed",
            remedy="say why in a sentence; it is kept with the plan",
        )


def _must_be_open(meeting: Meeting, body: Body, year: int) -> None:
    if meeting.body_id != body.pk or core.year_of(meeting.date) != year:
        raise refuse(
            "the meeting is not one of this plan",
            where="meeting",
            expected=f"a meeting of {body} in {core.year_name(year)}",
            remedy="choose one of the meetings shown",
        )
    if meeting.state not in OPEN:
        raise refuse(
            f"the meeting is {meeting.state}",
            where="meeting",
            expected="a meeting still to come",
            remedy="choose a later meeting",
        )


def _carried(by: str, entry: Entry, to: Meeting, because: str) -> AgendaItem | None:
    """The item on the other meeting's agenda. None if it was on none, or has to be put on anew."""
    if entry.item is None or entry.item.state != AgendaItem.State.ON:
        return None
    if to.date > entry.item.meeting.date:
        return meetings.defer_item(by=by, item=entry.item, to=to, because=because)
    meetings.withdraw_item(by=by, item=entry.item, because=because)
    return None


def _retitled(entry: Entry, title: str, meeting: Meeting) -> str:
    """The title at the new meeting: a rule's own names the quarter, if nobody wrote another."""
    if entry.rule is None:
        return title.strip()
    rule = queries.rule_value(entry.rule)
    own = rule.titled(entry.meeting.date)
    return rule.titled(meeting.date) if title.strip() == own else title.strip()


def _rule_on(rules: tuple[Rule, ...], topic: str, day: date) -> Rule | None:
    about = (rule for rule in rules if rule.topic == topic)
    return next((rule for rule in about if queries.rule_value(rule).holds(day)), None)


def _save(entry: Entry) -> None:
    """Store it, or refuse everything that is wrong with it."""
    try:
        entry.full_clean(exclude=["plan", "rule", "item"])
    except ValidationError as error:
        raise Refused(
            *(
                Fault(" ".join(said), field, "as the form asks", "correct it, and try again")
                for field, said in error.message_dict.items()
            )
        ) from None
    entry.save()
