"""Forms of the forward plan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from saferboard.core.board.pack import ItemKind
from saferboard.core.board.plan import MONTHS, Often
from saferboard.core.board.plan_dates import NTH, WEEKDAYS
from saferboard.core.board.plan_resolution import read_resolution
from saferboard.core.ingest.gathering import did_you_mean
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.board.plan.models import KINDS, OFTEN, Rule
from saferboard.web.directory.models import Organisation
from saferboard.web.directory.people_forms import POSTS, Day, OfRow, number, one_of, text, word

WHY = "Kept with the plan and shown beside it. Needed once the plan is agreed."
STAYS = ((True, "Stays where it is when the year is filled"), (False, "May be moved"))


class MonthsField(forms.Field):
    """Months by name, with commas between, as a list of their numbers."""

    def __init__(self, label: str, *, required: bool = False, hint: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=hint or "With commas between, as: June, December.",
            widget=forms.TextInput(attrs={"class": "govuk-input"}),
            error_messages={"required": f"Write something under “{label}”."},
        )

    def to_python(self, value: Any) -> list[int]:
        """The numbers of the months named."""
        names = [name.strip().capitalize() for name in (value or "").split(",")]
        found = []
        for name in filter(None, names):
            if name not in MONTHS:
                near = did_you_mean(name, MONTHS, "write it in full, as: June")
                raise ValidationError(f"“{name}” is not a month: {near}")
            found.append(MONTHS.index(name) + 1)
        return found

    def prepare_value(self, value: Any) -> Any:
        """The names of the months numbered."""
        if isinstance(value, list):
            return ", ".join(MONTHS[month - 1] for month in value)
        return value


class Hour(forms.TimeField):
    """A time of day."""

    def __init__(self, label: str) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "govuk-input"})
        messages = {"required": "Give the time.", "invalid": "Write a time, as 10:00."}
        super().__init__(label=label, widget=widget, error_messages=messages)


def meeting_choice(required: bool = True) -> Any:
    """A choice out of meetings, to be narrowed to those of the year."""
    return one_of(Meeting.objects.none(), "Meeting", required=required)


def minutes_field() -> forms.IntegerField:
    """Minutes set aside for an item."""
    return number("Minutes", required=False, hint="Set aside for it; 10 are assumed if left empty.")


class ByMeeting(forms.Form):
    """A form with a choice of meetings by their days."""

    def offer(self, meetings: Sequence[Meeting]) -> None:
        """Offer these meetings and no others."""
        field = self.fields["meeting"]
        rows = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
        field.queryset = rows.order_by("date")  # type: ignore[attr-defined]
        field.label_from_instance = lambda meeting: meeting.day  # type: ignore[attr-defined]


class AddItem(ByMeeting):
    """An item for a meeting."""

    meeting = meeting_choice()
    rule = one_of(
        Rule.objects.none(), "Topic", required=False, empty_label="An extra item, named below"
    )
    title = text("Title", 200, required=False, hint="For an extra item, or instead of the topic’s.")
    minutes = minutes_field()
    because = text("Why it is added", 300, required=False, hint=WHY)

    def __init__(self, data: Any, *, rules: Sequence[Rule], meetings: Sequence[Meeting]) -> None:
        super().__init__(data)
        rows = Rule.objects.filter(pk__in=[rule.pk for rule in rules])
        self.fields["rule"].queryset = rows  # type: ignore[attr-defined]
        self.offer(meetings)


class ChangeItem(ByMeeting, OfRow):
    """An item as it is planned."""

    meeting = meeting_choice()
    title = text("Title", 200)
    minutes = minutes_field()
    pinned = forms.TypedChoiceField(
        label="When the year is filled from the rules",
        choices=STAYS,
        coerce=lambda value: value == "True",
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    because = text("Why it is moved", 300, required=False, hint=WHY)
    unsaid = frozenset({"seen", "because"})


class RemoveItem(forms.Form):
    """An item goes."""

    because = text("Why it is taken off", 300, hint="Kept with the plan and shown beside it.")


class Fill(forms.Form):
    """The year is filled."""

    because = text("Why the year is filled again", 300, required=False, hint=WHY)


class Agree(forms.Form):
    """The plan is agreed."""

    where = text("Where it was agreed", 300, hint="As: Board of 11 March 2016, minute 60.")


class Days(forms.Form):
    """On which days a body meets."""

    nth = forms.TypedChoiceField(
        label="Which one of the month",
        choices=[(nth, name.capitalize()) for nth, name in NTH.items()],
        coerce=int,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    weekday = forms.TypedChoiceField(
        label="Weekday",
        choices=list(enumerate(WEEKDAYS)),
        coerce=int,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    months = MonthsField("Months", required=True)
    starts = Hour("Starts at")
    place = text("Place", 200, required=False)
    minutes = forms.IntegerField(
        label="Minutes for planned business",
        min_value=1,
        max_value=600,
        widget=forms.TextInput(attrs={"class": "govuk-input", "inputmode": "numeric"}),
        help_text="A meeting that holds more is shown as overloaded.",
        error_messages={"required": "Give the minutes.", "invalid": "Write a whole number."},
    )


class AddRule(forms.Form):
    """A rule of the plan."""

    title = text(
        "Title of the item",
        200,
        hint="{quarter} stands for the last quarter that ended before the meeting.",
    )
    often = word("How often", OFTEN)
    times = forms.IntegerField(
        label="How many times a year",
        min_value=1,
        max_value=12,
        initial=1,
        help_text="Only for a number of times a year.",
        widget=forms.TextInput(attrs={"class": "govuk-input", "inputmode": "numeric"}),
        error_messages={"required": "Give a number.", "invalid": "Write a whole number."},
    )
    months = MonthsField("Months in which it must come", hint="Only for certain months: March.")
    prefers = MonthsField("Months agreed for it", hint="Where there is a choice: June, December.")
    gap = number(
        "Months between two times", required=False, hint="At least so many. Leave empty for any."
    )
    organisation = one_of(
        Organisation.objects.all(), "Whose slot it is", required=False, empty_label="Nobody’s"
    )
    shared_with = one_of(
        Organisation.objects.all(), "Shared with", required=False, empty_label="Nobody"
    )
    kind = word("Kind of item", KINDS)
    presenter = one_of(POSTS, "Presented by", required=False, empty_label="Not said")
    minutes = minutes_field()
    source = text("Where the rule comes from", 300, hint="The paper or the resolution, in words.")
    since = Day(label="First day of the rule", required=False, help_text="Empty: always.")
    until = Day(label="Last day of the rule", required=False, help_text="Empty: while it holds.")

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        usual = {"often": Often.TIMES.value, "kind": ItemKind.REPORT.value}
        super().__init__(data, initial={**usual, **(initial or {})})

    def rule(self) -> dict[str, Any]:
        """What was written, as a rule's own fields."""
        said = dict(self.cleaned_data)
        said.pop("seen", None)
        slots = (said.pop("organisation"), said.pop("shared_with"))
        said["organisations"] = [slot for slot in dict.fromkeys(slots) if slot]
        said["gap"] = said["gap"] or 0
        return said


class ChangeRule(AddRule, OfRow):
    """A rule as it is."""

    unsaid = frozenset({"seen", "organisation", "shared_with"})

    @classmethod
    def said(cls, row: Rule) -> dict[str, Any]:
        """What the rule says now."""
        slots = [*row.organisations.all(), None, None]
        return {**super().said(row), "organisation": slots[0], "shared_with": slots[1]}


class EndRule(OfRow):
    """A rule holds no more."""

    until = Day(label="Last day of the rule")
    ended_because = text("Why it ends", 300)


def from_decision(outcome: Outcome) -> dict[str, Any]:
    """What a rule made from a decision says to begin with, read from its words."""
    read = read_resolution(outcome.text)
    minutes = outcome.minute.minutes
    where = f"{minutes.meeting.day}, minute {outcome.minute.number}"
    return {
        "title": outcome.minute.title,
        "often": read.often.value,
        "times": read.times,
        "months": list(read.months),
        "source": Truncator(f"{outcome.kind.capitalize()} on {where}").chars(300),
        "since": minutes.meeting.date,
    }
