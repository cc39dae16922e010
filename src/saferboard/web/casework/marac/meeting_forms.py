"""Forms of meetings: times, breaks, who is there when, and the list."""

from typing import Any

from django import forms

from saferboard.web.casework.marac.forms import Lines, choice, minute
from saferboard.web.casework.marac.models import Meeting
from saferboard.web.directory.models import Organisation
from saferboard.web.directory.people_forms import Day, Several, one_of

Stretch = tuple[int, int]


def clock_field(label: str) -> forms.CharField:
    """A time of the day."""
    return forms.CharField(
        label=label,
        max_length=5,
        help_text="As 09:30.",
        error_messages={"required": "Give the time."},
        widget=forms.TextInput(attrs={"class": "govuk-input", "inputmode": "numeric"}),
    )


def stretch(said: str) -> Stretch | None:
    """``10:30-10:45`` in minutes, or none."""
    begins, _, ends = said.partition("-")
    first, last = minute(begins), minute(ends)
    return None if first is None or last is None or last <= first else (first, last)


class Breaks(Lines):
    """Breaks, one a line."""

    def clean(self, value: Any) -> list[Stretch]:
        """Each break in minutes."""
        found = []
        for number, line in enumerate(self.lines(super().clean(value)), start=1):
            one = stretch(line)
            if one is None:
                raise self.fault(number)
            found.append(one)
        return found


class There(Lines):
    """When agencies are there, one a line: the agency's key, then its stretches."""

    def clean(self, value: Any) -> list[tuple[str, list[Stretch]]]:
        """Each agency with its stretches."""
        known = set(Organisation.objects.values_list("key", flat=True))
        found = []
        for number, line in enumerate(self.lines(super().clean(value)), start=1):
            agency, _, rest = line.partition(":")
            spans = [stretch(one) for one in rest.split(",")]
            if agency.strip() not in known or None in spans:
                raise self.fault(number)
            found.append((agency.strip(), [one for one in spans if one]))
        return found


class Arrange(forms.Form):
    """A new meeting."""

    day = Day(label="Day of the meeting")
    begins = clock_field("Begins at")
    ends = clock_field("Ends by")
    breaks = Breaks("Breaks", "two times, as 10:30-10:45", hint="One a line, as 10:30-10:45.")

    def _time(self, name: str) -> int:
        found = minute(self.cleaned_data[name])
        if found is None:
            raise forms.ValidationError("Write a time of the day, as 09:30.")
        return found

    def clean_begins(self) -> int:
        """In minutes from midnight."""
        return self._time("begins")

    def clean_ends(self) -> int:
        """In minutes from midnight."""
        return self._time("ends")


class Change(Arrange):
    """A meeting as it is."""

    there = There(
        "Agencies that are not there all the time",
        "the key of the agency, a colon, and times, as police: 09:30-11:00, 13:00-14:00",
        hint="One a line, as police: 09:30-11:00. An agency that is not named is there throughout.",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["day"]


def coming(rows: Any) -> list[tuple[int, str]]:
    """Meetings to choose from."""
    return [(row.pk, f"{row.day:%-d %B %Y}, {row.holder}") for row in rows]


class ListCase(forms.Form):
    """A case for a meeting, and the agencies that are asked."""

    meeting = one_of(Meeting.objects.none(), "For which meeting?")
    agencies = Several(
        queryset=Organisation.objects.none(),
        label="Which agencies are asked what they know?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the agencies that are asked."},
    )

    def __init__(self, *args: Any, meetings: Any, agencies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["meeting"].queryset = meetings
        fields["meeting"].label_from_instance = lambda row: f"{row.day:%-d %B %Y}, {row.holder}"
        fields["agencies"].queryset = agencies


class AskMore(forms.Form):
    """More agencies that are asked."""

    agencies = Several(
        queryset=Organisation.objects.none(),
        label="Ask other agencies",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the agencies that are asked."},
    )

    def __init__(self, *args: Any, agencies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["agencies"].queryset = agencies


class CloseResearch(forms.Form):
    """The research is closed."""

    silence_told = choice(
        "Some agencies have not answered", (("", "Wait for them"), ("yes", "Close without them"))
    )
