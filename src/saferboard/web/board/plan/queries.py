"""Reading forward plans: a year's plan as a core value, the record over the years, the public's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate

from saferboard.core.board import plan as core
from saferboard.core.board.pack import ItemKind
from saferboard.core.board.plan_checking import Breach, check
from saferboard.core.board.plan_dates import Cycle as CoreCycle
from saferboard.core.board.plan_dates import Proposed, meeting_days
from saferboard.core.board.plan_record import (
    Explained,
    Promise,
    Row,
    Tabled,
    planned_against_tabled,
)
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.board.plan.models import Cycle, Entry, Plan, Rule, Version
from saferboard.web.directory.models import Body


def bodies() -> QuerySet[Body]:
    """Bodies that plan: those with rules, plans or days to meet on."""
    plans = Q(plan_rules__isnull=False) | Q(plans__isnull=False) | Q(cycle__isnull=False)
    return Body.objects.filter(plans).distinct()


def years(body: Body) -> tuple[int, ...]:
    """The years that have a plan or meetings, the newest first."""
    planned = set(Plan.objects.filter(body=body).values_list("year", flat=True))
    met = {core.year_of(day) for day in body.meetings.values_list("date", flat=True)}
    return tuple(sorted(planned | met, reverse=True))


def rules_of(body: Body) -> list[Rule]:
    """Every rule a body has or had, in its order, with what a page shows of it: two queries."""
    found = body.plan_rules.select_related("presenter__organisation", "resolution__minute__minutes")
    return list(found.prefetch_related("organisations").order_by("place", "pk"))


def rules_for(body: Body, year: int) -> list[Rule]:
    """The rules that are in force on any day of the year."""
    first, after = core.first_day(year), core.first_day(year + 1)
    return [
        rule
        for rule in rules_of(body)
        if (rule.since is None or rule.since < after)
        and (rule.until is None or rule.until >= first)
    ]


def rule_value(rule: Rule) -> core.Rule:
    """The rule as the core knows it."""
    return core.Rule(
        topic=rule.topic,
        title=rule.title,
        often=core.Often(rule.often),
        times=rule.times,
        months=tuple(rule.months),
        prefers=tuple(rule.prefers),
        gap=rule.gap,
        organisations=tuple(organisation.key for organisation in rule.organisations.all()),
        kind=ItemKind(rule.kind),
        presenter=rule.presenter.key if rule.presenter else "",
        minutes=rule.minutes,
        source=rule.source,
        since=rule.since,
        until=rule.until,
    )


def cycle_of(body: Body) -> Cycle | None:
    """When the body meets, if that is set."""
    return Cycle.objects.filter(body=body).first()


def cycle_value(cycle: Cycle) -> CoreCycle:
    """The cycle as the core knows it."""
    return CoreCycle(
        cycle.nth, cycle.weekday, tuple(cycle.months), cycle.starts, cycle.place, cycle.minutes
    )


def meetings_in(body: Body, year: int) -> list[Meeting]:
    """The body's meetings of a year, cancelled ones included."""
    found = body.meetings.filter(date__gte=core.first_day(year), date__lt=core.first_day(year + 1))
    return list(found.order_by("date"))


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which a meeting is due, and the meeting that there is in its month, if any."""

    proposed: Proposed
    meeting: Meeting | None


def meetings_due(body: Body, year: int) -> list[Due]:
    """The days on which the body's meetings of a year fall by its rule; none if it has none."""
    cycle = cycle_of(body)
    if cycle is None:
        return []
    held = {m.date.month: m for m in meetings_in(body, year) if m.state != Meeting.State.CANCELLED}
    return [Due(day, held.get(day.on.month)) for day in meeting_days(cycle_value(cycle), year)]


def outcomes(body: Body) -> QuerySet[Outcome]:
    """The decisions of a body from which a rule can come, the newest first."""
    return (
        Outcome.objects.filter(minute__minutes__meeting__body=body)
        .select_related("minute__minutes__meeting")
        .order_by("-minute__minutes__meeting__date", "minute__taken", "place")
    )


@dataclass(frozen=True, slots=True)
class Year:
    """A body's plan of one year, with everything that its pages show.

    ``stranded`` are entries whose meeting is cancelled or no longer in the year.
    """

    body: Body
    year: int
    stored: Plan | None
    meetings: tuple[Meeting, ...]
    entries: tuple[Entry, ...]
    stranded: tuple[Entry, ...]
    rules: tuple[Rule, ...]
    value: core.Plan
    breaches: tuple[Breach, ...]
    agreed: Version | None

    @property
    def name(self) -> str:
        """``2016/17``."""
        return core.year_name(self.year)


def year_of(body: Body, year: int) -> Year:
    """The plan of a year as it stands now, checked."""
    stored = Plan.objects.filter(body=body, year=year).first()
    meetings = meetings_in(body, year)
    open_to_it = {m.pk: m for m in meetings if m.state != Meeting.State.CANCELLED}
    entries = list(entries_of(stored)) if stored else []
    rules = rules_for(body, year)
    standing = [entry for entry in entries if entry.meeting_id in open_to_it]
    value = plan_value(body, open_to_it.values(), standing)
    return Year(
        body=body,
        year=year,
        stored=stored,
        meetings=tuple(meetings),
        entries=tuple(standing),
        stranded=tuple(entry for entry in entries if entry.meeting_id not in open_to_it),
        rules=tuple(rules),
        value=value,
        breaches=check(value, [rule_value(rule) for rule in rules], last_times(body, year)),
        agreed=stored.versions.filter(agreed=True).order_by("number").last() if stored else None,
    )


def entries_of(plan: Plan) -> QuerySet[Entry]:
    """What is planned, with what a page shows of it: one query."""
    return plan.entries.select_related("meeting", "rule__presenter", "item__meeting")


def plan_value(body: Body, meetings: Iterable[Meeting], entries: Iterable[Entry]) -> core.Plan:
    """The plan as the core knows it."""
    cycle = cycle_of(body)
    room = cycle.minutes if cycle else core.ROOM
    return core.Plan(
        tuple(core.PlannedMeeting(meeting.date, room) for meeting in meetings),
        tuple(entry_value(entry) for entry in entries),
    )


def entry_value(entry: Entry) -> core.Planned:
    """An entry as the core knows it."""
    return core.Planned(
        entry.topic, entry.title, entry.meeting.date, entry.minutes, entry.pinned, entry.because
    )


def last_times(body: Body, year: int) -> Mapping[str, date]:
    """When each topic came last before the year, or is planned to come at a meeting still ahead."""
    first, today = core.first_day(year), localdate()
    came = AgendaItem.objects.filter(
        meeting__body=body, meeting__date__lt=first, state=AgendaItem.State.ON
    ).exclude(Q(topic="") | Q(meeting__state=Meeting.State.CANCELLED))
    ahead = Entry.objects.filter(
        plan__body=body, meeting__date__lt=first, meeting__date__gte=today
    ).exclude(meeting__state=Meeting.State.CANCELLED)
    found: dict[str, date] = {}
    for rows in (came, ahead):
        for topic, day in rows.order_by().values_list("topic").annotate(Max("meeting__date")):
            found[topic] = max(day, found.get(topic, day))
    return found


def versions_of(plan: Plan) -> QuerySet[Version]:
    """Every version of the plan, the newest first."""
    return plan.versions.order_by("-number")


def record(body: Body, today: date) -> tuple[Row, ...]:
    """Every promise of the body's agreed plans against what came to its meetings: three queries.

    The first agreed version of a year is its promise; later ones explain what became of it.
    """
    versions = list(
        Version.objects.filter(plan__body=body)
        .select_related("plan")
        .order_by("plan__year", "number")
    )
    promised: dict[int, Version] = {}
    explained = []
    for version in versions:
        year = version.plan.year
        if version.agreed:
            promised.setdefault(year, version)
        elif year in promised and version.topic:
            explained.append(Explained(version.topic, year, version.because))
    promises = [
        Promise(item["topic"], item["title"], date.fromisoformat(item["on"]))
        for version in promised.values()
        for item in version.items
    ]
    return planned_against_tabled(promises, _tabled(body, today), today, explained)


def _tabled(body: Body, today: date) -> list[Tabled]:
    """The business on the agendas of the body's meetings up to a day."""
    items = AgendaItem.objects.filter(meeting__body=body, meeting__date__lte=today)
    topics = set(body.plan_rules.values_list("topic", flat=True))
    found = []
    for item in items.select_related("meeting"):
        topic = item.topic or (item.standing if item.standing in topics else "")
        if topic or not item.standing:
            cancelled = item.meeting.state == Meeting.State.CANCELLED
            came = item.state == AgendaItem.State.ON and not cancelled
            because = item.because or (item.meeting.because if cancelled else "")
            found.append(Tabled(topic, item.title, item.meeting.date, came, because))
    return found


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A topic of a published plan: its badge, and what is planned at each meeting (empty: none)."""

    title: str
    badge: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A year's plan for the public: meetings across, topics down, and what became of promises.

    ``agreed`` is the day on which the plan was recorded as agreed; none if it was not.
    """

    body: str
    year: int
    name: str
    meetings: tuple[date, ...]
    rows: tuple[PublishedRow, ...]
    record: tuple[Row, ...]
    agreed: date | None


def published_plan(body: Body, year: int, today: date | None = None) -> PublishedPlan | None:
    """The plan of a year as the public may see it; none where none was made."""
    found = year_of(body, year)
    if found.stored is None:
        return None
    days = tuple(m.date for m in found.meetings if m.state != Meeting.State.CANCELLED)
    return PublishedPlan(
        body=body.name,
        year=year,
        name=found.name,
        meetings=days,
        rows=tuple(
            PublishedRow(
                topic.title,
                topic.badge,
                tuple(", ".join(e.title for e in topic.at(day)) for day in days),
            )
            for topic in topics(found)
        ),
        record=tuple(row for row in record(body, today or localdate()) if row.year == year),
        agreed=found.agreed.at.date() if found.agreed else None,
    )


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the grid: a topic, the rules for it and what is planned."""

    key: str
    title: str
    badge: str
    rule: Rule | None
    entries: tuple[Entry, ...]
    breaches: tuple[Breach, ...]

    def at(self, day: date) -> tuple[Entry, ...]:
        """What is planned at the meeting on a day."""
        return tuple(entry for entry in self.entries if entry.meeting.date == day)


def topics(found: Year) -> list[Topic]:
    """The lines of the grid: topics with a rule in its order, then extra items by title."""
    about: dict[str, list[Entry]] = {}
    for entry in found.entries:
        about.setdefault(entry.topic, []).append(entry)
    lines = []
    for rule in {rule.topic: rule for rule in found.rules}.values():
        lines.append(_topic(found, rule.topic, rule, about.pop(rule.topic, [])))
    extra = sorted(about.items(), key=lambda pair: pair[1][0].title)
    return lines + [_topic(found, topic, None, entries) for topic, entries in extra]


def _topic(found: Year, key: str, rule: Rule | None, entries: list[Entry]) -> Topic:
    return Topic(
        key=key,
        title=str(rule) if rule else entries[0].title,
        badge=rule_value(rule).badge if rule else "Extra item",
        rule=rule,
        entries=tuple(entries),
        breaches=tuple(breach for breach in found.breaches if breach.topic == key),
    )
