"""Reading meetings and their agendas."""

from datetime import date

from django.db.models import QuerySet

from saferboard.web.board.meetings.models import AgendaItem, Meeting


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """What will be taken, in order, with presenters: one query."""
    return list(_items(meeting).filter(state=AgendaItem.State.ON))


def off_agenda(meeting: Meeting) -> list[AgendaItem]:
    """What was withdrawn or deferred, which is shown but not taken."""
    return list(_items(meeting).exclude(state=AgendaItem.State.ON).select_related("deferred_to"))


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    return meeting.items.select_related(
        "presenter__organisation", "carried_from__meeting"
    ).order_by("number", "pk")


def meetings(*, since: date | None = None, until: date | None = None) -> list[Meeting]:
    """Every meeting with its body, the earliest first."""
    found = Meeting.objects.select_related("body")
    if since:
        found = found.filter(date__gte=since)
    if until:
        found = found.filter(date__lte=until)
    return list(found)


def meeting_of(body: str, day: date) -> Meeting | None:
    """The meeting of the body with that key on that day."""
    return Meeting.objects.select_related("body").filter(body__key=body, date=day).first()


def previous(meeting: Meeting) -> Meeting | None:
    """The meeting of the same body before this one that was not cancelled."""
    found = _others(meeting).filter(date__lt=meeting.date)
    return found.order_by("-date").first()


def following(meeting: Meeting) -> Meeting | None:
    """The next meeting of the same body after this one that was not cancelled."""
    found = _others(meeting).filter(date__gt=meeting.date)
    return found.order_by("date").first()


def later(meeting: Meeting) -> list[Meeting]:
    """The meetings of the same body after this one that were not cancelled or held."""
    found = _others(meeting).filter(date__gt=meeting.date)
    return list(found.exclude(state=Meeting.State.HELD).order_by("date"))


def _others(meeting: Meeting) -> QuerySet[Meeting]:
    found = Meeting.objects.select_related("body").filter(body=meeting.body_id)
    return found.exclude(state=Meeting.State.CANCELLED)
