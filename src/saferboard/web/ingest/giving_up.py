"""Taking out of the Board's tables what a source had written there."""

from collections.abc import Iterable

from django.db.models import Q

from saferboard.web.board.meetings import taking_in as meetings
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes import taking_in as minuting
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.ingest.models import Activation, Part, Trace
from saferboard.web.ingest.planning import Step
from saferboard.web.ingest.writing import Made


def give_up_part(*, by: str, step: Step, made: Made) -> None:
    """Another source's agenda or minutes give way to the one that a person chose."""
    because = f"{made.source} takes its place"
    if step.what is Part.What.AGENDA:
        items = AgendaItem.objects.filter(meeting__body=step.body, meeting__date=step.on)
        _agenda(by, items, because)
    else:
        held = Minutes.objects.filter(meeting__body=step.body, meeting__date=step.on).first()
        if held is not None:
            minuting.give_up_minutes(by=by, minutes=held, because=because)
    made.said.append(f"The {step.what.value} of {step.day} from {step.held} gave way to these.")


def give_up(*, by: str, activation: Activation, because: str) -> list[str]:
    """Take out what still stands of an activation; what is said of what stays."""
    held: dict[str, list[int]] = {}
    for table, row in Trace.objects.filter(activation=activation).values_list("table", "row"):
        held.setdefault(table, []).append(row)
    said = []
    for minutes in Minutes.objects.filter(pk__in=held.get(Minutes._meta.label, ())):
        minuting.give_up_minutes(by=by, minutes=minutes, because=because)
    _open_again(by, activation, because)
    _agenda(by, AgendaItem.objects.filter(pk__in=held.get(AgendaItem._meta.label, ())), because)
    # Its own, and those that a source taken back before passed on to it.
    passed_on = Q(
        taken_from=activation.reading.source.name,
        body__in=activation.parts.values("body"),
        date__in=activation.parts.values("on"),
    )
    own = Q(pk__in=held.get(Meeting._meta.label, ()))
    for meeting in Meeting.objects.filter(own | passed_on):
        other = _other_source(meeting)
        if other:
            meetings.pass_on(by=by, meeting=meeting, source=other, because=because)
            said.append(f"The meeting of {meeting.day} stays: {other} tells of it too.")
        else:
            meetings.give_up_meeting(by=by, meeting=meeting, because=because)
    if held.get("decisions.Action") or held.get("decisions.Entry"):
        said.append("What was entered in the action log stays there; close it there.")
    return said


def _agenda(by: str, items: Iterable[AgendaItem], because: str) -> None:
    rows = list(items)
    minuting.untie_items(items=rows)
    meetings.give_up_agenda(by=by, items=rows, because=because)


def _other_source(meeting: Meeting) -> str:
    """Another source of which something stands at the meeting."""
    held = Minutes.objects.filter(meeting=meeting).exclude(taken_from="").first()
    if held is not None:
        return held.taken_from
    item = meeting.items.exclude(source="").first()
    return item.source if item is not None else ""


def _open_again(by: str, activation: Activation, because: str) -> None:
    """Minutes that this source alone says were confirmed are circulated again."""
    others = Activation.objects.filter(taken_back__isnull=True).exclude(pk=activation.pk)
    told = {
        (one["body"], one["of"], one["at"])
        for confirms in others.values_list("confirms", flat=True)
        for one in confirms
        if not one["amendment"]
    }
    for one in activation.confirms:
        if (one["body"], one["of"], one["at"]) in told:
            continue
        found = Minutes.objects.filter(
            meeting__body__key=one["body"],
            meeting__date=one["of"],
            confirmed_at__date=one["at"],
            state=Minutes.State.CONFIRMED,
        ).exclude(taken_from="")
        for minutes in found.select_related("meeting__body"):
            minuting.open_again(by=by, minutes=minutes, because=because)
