"""Forms of minutes: what is sent, in words. What may be stored is for the rules to say."""

from typing import Any

from django import forms

from saferboard.core.board.attendance import HEADINGS, Done, Group, Interest, Presence
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import Attendee, Minute, Minutes, Outcome


def line(label: str, *, most: int = 200, required: bool = True, hint: str = "") -> forms.CharField:
    """One line of words."""
    widget = forms.TextInput(attrs={"class": "govuk-input"})
    told = {"required": f"Write something under “{label}”."}
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=widget,
        error_messages=told,
    )


def passage(label: str, *, rows: int = 4, required: bool = True, hint: str = "") -> forms.CharField:
    """Words of several lines."""
    widget = forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows})
    told = {"required": f"Write something under “{label}”."}
    return forms.CharField(
        label=label, required=required, help_text=hint, widget=widget, error_messages=told
    )


def choice(label: str, choices: list[tuple[str, str]], **about: Any) -> forms.ChoiceField:
    """One out of a few."""
    widget = forms.Select(attrs={"class": "govuk-select"})
    return forms.ChoiceField(label=label, choices=choices, widget=widget, **about)


def row_choice(label: str, rows: Any, none: str, hint: str = "") -> forms.ModelChoiceField:
    """A row of the database, or none."""
    widget = forms.Select(attrs={"class": "govuk-select"})
    return forms.ModelChoiceField(
        queryset=rows, label=label, required=False, empty_label=none, widget=widget, help_text=hint
    )


def hour(label: str) -> forms.TimeField:
    """A time of day, as 10:00."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "govuk-input"})
    told = {"invalid": "Write a time, as 14:30."}
    formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
    return forms.TimeField(
        label=label, required=False, widget=widget, input_formats=formats, error_messages=told
    )


class TitleForm(forms.Form):
    """The title of a minute; ``was`` is the one that was seen."""

    title = line("Title")
    was = forms.CharField(widget=forms.HiddenInput, required=False)


class MinuteForm(forms.Form):
    """A minute more: of an item that has none, or with a title of its own."""

    def __init__(self, data: Any, *, items: list[AgendaItem]) -> None:
        super().__init__(data)
        if items:
            rows = AgendaItem.objects.filter(pk__in=[item.pk for item in items])
            self.fields["item"] = row_choice("Item of the agenda", rows, "None: other business")
        self.fields["title"] = line("Title", required=False, hint="For business without an item.")

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or {}
        if not said.get("item") and not said.get("title"):
            self.add_error("title", "Write a title, or choose an item.")
        return said


class OutcomeForm(forms.Form):
    """An outcome; ``was`` is the text that was seen."""

    kind = choice("Kind", list(Outcome.Kind.choices))
    text = passage("Words", hint="An undertaking says what stands in the text, word for word.")
    was = forms.CharField(widget=forms.HiddenInput, required=False)


class DetailsForm(forms.Form):
    """When it began and ended, and the meetings to come; ``version`` is the one that was seen."""

    started = hour("Began at")
    ended = hour("Ended at")
    future = passage("Future meetings", required=False, hint="One a line, as they will be printed.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AttendeeForm(forms.Form):
    """Somebody who came, or sent apologies."""

    name = line("Name", most=120)
    title = line("Post", required=False)
    organisation = line("Organisation", required=False)
    group = choice("Came as", [(group.value, HEADINGS[group]) for group in Group])
    presence = choice("Attendance", [(one.value, one.value.capitalize()) for one in Presence])

    def __init__(self, data: Any, *, minutes: Minutes, **about: Any) -> None:
        super().__init__(data, **about)
        members = Attendee.objects.filter(
            minutes=minutes, group=Group.MEMBERS.value, instead_of=None
        )
        self.fields["instead_of"] = row_choice("In place of", members, "Nobody")
        self.fields["minute"] = minute_choice("Came for", minutes, "The whole meeting")


class DeclarationForm(forms.Form):
    """An interest that somebody declared."""

    def __init__(self, data: Any, *, minutes: Minutes) -> None:
        super().__init__(data)
        present = Attendee.objects.filter(minutes=minutes, presence=Presence.PRESENT.value)
        who = row_choice("Who", present.exclude(name=""), "Choose somebody who is present")
        who.required = True
        who.error_messages["required"] = "Choose who declared the interest."
        self.fields["attendee"] = who
        self.fields["interest"] = line("Interest", most=300)
        self.fields["kind"] = choice("Kind", [(k.value, k.value.capitalize()) for k in Interest])
        self.fields["minute"] = minute_choice("In which business", minutes, "All business")
        self.fields["done"] = choice(
            "What was done", [(d.value, d.value.capitalize()) for d in Done]
        )


class ReasonForm(forms.Form):
    """Why."""

    because = line("Why?", most=300)


class SeriesForm(forms.Form):
    """From which number a meeting's minutes begin, and why."""

    first = forms.IntegerField(
        label="First number",
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input"}),
        error_messages={"required": "Give the first number.", "invalid": "Write a whole number."},
    )
    because = line("Why?", most=300, hint="As: a new municipal year begins.")


class AmendmentForm(forms.Form):
    """Exact words of a minute, and those in their place."""

    def __init__(self, data: Any, *, minutes: Minutes) -> None:
        super().__init__(data)
        rows = minute_choice("Minute", minutes, "Choose a minute")
        rows.required = True
        rows.error_messages["required"] = "Choose the minute."
        self.fields["minute"] = rows
        self.fields["old"] = passage(
            "Words to replace",
            rows=3,
            hint="Copied from the minute or its outcomes, with enough round them to be found once.",
        )
        self.fields["new"] = passage(
            "Words in their place", rows=3, required=False, hint="Nothing: the words are taken out."
        )


class ConfirmForm(forms.Form):
    """At which meeting; ``amendments`` is how many were shown."""

    amendments = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, meetings: list[Meeting], **about: Any) -> None:
        super().__init__(data, **about)
        rows = Meeting.objects.filter(pk__in=[one.pk for one in meetings]).select_related("body")
        where = row_choice("At the meeting on", rows, "Choose the meeting")
        where.required = True
        where.error_messages["required"] = "Choose the meeting at which they are confirmed."
        self.fields["at_meeting"] = where


class NumberedChoice(forms.ModelChoiceField):
    """Minutes by number and title."""

    def label_from_instance(self, obj: Minute) -> str:
        """``20. Action log``."""
        return str(obj)


def minute_choice(label: str, minutes: Minutes, none: str) -> NumberedChoice:
    """One of the minutes, or none."""
    rows = Minute.objects.filter(minutes=minutes, left_out=False).select_related("minutes")
    return NumberedChoice(
        queryset=rows,
        label=label,
        required=False,
        empty_label=none,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
