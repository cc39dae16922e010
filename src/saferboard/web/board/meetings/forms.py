"""Forms about meetings and their agendas."""

from typing import Any

from django import forms

from saferboard.core.board.agenda import PARAGRAPHS
from saferboard.core.board.pack import ItemKind
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.directory.models import Body
from saferboard.web.directory.people_forms import POSTS, Day, OfRow, number, one_of, passage, text

KINDS = (
    (ItemKind.REPORT.value, "Report"),
    (ItemKind.PRESENTATION.value, "Presentation"),
    (ItemKind.ORAL.value, "Oral update"),
    (ItemKind.STANDING.value, "Standing item"),
)


class _Held(forms.Form):
    """When and where."""

    date = Day(label="Day")
    starts = forms.TimeField(
        label="Starts at",
        help_text="As 10:00.",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "govuk-input"}),
        error_messages={"invalid": "Write a time, as 10:00.", "required": "Give the time."},
    )
    place = text("Place", 200, required=False, hint="A venue, or how it is held.")
    link = forms.URLField(
        label="Link for those invited",
        required=False,
        assume_scheme="https",
        help_text="Never published.",
        widget=forms.URLInput(attrs={"class": "govuk-input"}),
        error_messages={"invalid": "Write an address that begins with https://."},
    )


class Arrange(_Held):
    """A new meeting."""

    body = one_of(Body.objects.filter(until=None), "Body")
    field_order = ("body", "date", "starts", "place", "link")


class ChangeMeeting(_Held, OfRow):
    """A meeting as it is."""


class Because(forms.Form):
    """A reason."""

    because = passage("Why", 3, "It is shown where the item or meeting stood.")


class Defer(Because):
    """To which meeting, and why."""

    def __init__(self, data: Any, meetings: list[Any]) -> None:
        super().__init__(data)
        chosen = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
        self.fields["to"] = one_of(chosen.select_related("body"), "To which meeting")
        self.order_fields(("to", "because"))


class Item(forms.Form):
    """An item of business."""

    title = text("Title", 200)
    kind = forms.ChoiceField(
        label="How it is taken",
        choices=KINDS,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    presenter = one_of(POSTS, "Who presents it", required=False, empty_label="Not known yet")
    purpose = text(
        "What it is for", 300, required=False, hint="As: to note, to decide, to discuss."
    )
    minutes = number("Minutes set aside", required=False, hint="Whole minutes.")
    restricted = forms.BooleanField(
        label="Taken in private, and its papers restricted", required=False
    )
    paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "None: public"), *((n, f"{n}. {said}") for n, said in PARAGRAPHS.items())],
        help_text="Part 1 of Schedule 12A to the Local Government Act 1972. Only if it is private.",
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    public_interest = passage(
        "Public interest test",
        3,
        "Why keeping it private outweighs the public interest in disclosing it. Only if private.",
    )


class ChangeItem(Item, OfRow):
    """An item as it is."""
