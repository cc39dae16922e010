"""Forms of an anti-social behaviour case."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.timezone import localdate

from saferboard.core.casework.asb.kinds import Channel, Kind, span
from saferboard.core.casework.asb.settings import Settings
from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.asb.actions import Told
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.running.forms import KIND, kinds
from saferboard.web.directory.people_forms import NOT_CHOSEN, Day, passage, text, word
from saferboard.web.directory.scanning import ScannedFile

KINDS = {
    Kind.PERSONAL: "Personal: aimed at a person or a group",
    Kind.ENVIRONMENTAL: "Environmental: harm to a place",
    Kind.NUISANCE: "Nuisance: trouble or annoyance to people around",
}
CHANNELS = [(one, one.capitalize()) for one in Channel]


def clock(label: str, hint: str = "") -> forms.TimeField:
    """A time of day, which may not be known."""
    return forms.TimeField(
        label=label,
        required=False,
        help_text=hint,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
        error_messages={"invalid": "Write a time, as 21:40."},
    )


class AddReport(forms.Form):
    """Something that somebody told us of."""

    channel = word("How did it come to us?", CHANNELS)
    kind = word("What kind is it?", [NOT_CHOSEN, *KINDS.items()])
    day = Day(label="On which day did it happen?")
    begin = clock("From what time?", "As 21:40. Leave it empty if the time is not known.")
    end = clock("Until what time?", "An earlier time than it began is after midnight.")
    area = word("In which district?", ())
    street = text("Street", 200, required=False, hint="Where it happened. Name nobody.")
    lsoa = text("LSOA code", 9, required=False, hint="If it is known, as E01025600.")
    reference = text(
        "Reference of the police", 40, required=False, hint="If the police were told as well."
    )
    words = passage("What happened?", 8, hint="Kept as what happened. Say below who told us.")

    def __init__(self, *args: Any, settings: Settings, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["area"].choices = [NOT_CHOSEN, *((one.code, one.name) for one in settings.areas)]
        fields["words"].required = True
        fields["words"].error_messages["required"] = "Write what happened."
        fields["lsoa"].validators.append(
            RegexValidator(r"^[EW]01[0-9]{6}$", "Write a code like E01025600.")
        )

    def told(self) -> Told:
        """What was sent, as it is written down."""
        sent = self.cleaned_data
        earliest, latest = span(sent["day"], sent["begin"], sent["end"])
        return Told(
            Channel(sent["channel"]), Kind(sent["kind"]), earliest, latest, sent["area"],
            sent["words"], sent["lsoa"], sent["street"], sent["reference"],
        )  # fmt: skip

    def clean_day(self) -> Any:
        """A day that has been."""
        return _been(self.cleaned_data["day"])


class OpenByReport(AddReport):
    """A report that opens a case: who told it, where the class is open to whoever writes."""

    who = passage("Who told us?", 3, hint="Name, address, and who else suffers it.")
    reach = passage(
        "How may they safely be reached?", 3, hint="And how not: who must not learn of it."
    )

    def __init__(self, *args: Any, key: Key, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in (("who", FieldClass.IDENTITY), ("reach", FieldClass.CONTACT)):
            if not key.purpose.opens.get(field, frozenset()) & key.roles:
                del self.fields[name]


class Score(forms.Form):
    """The risk matrix. ``turn`` is the case's as it was seen."""

    turn = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, settings: Settings, turn: int) -> None:
        super().__init__(data, initial={"turn": turn})
        for one in settings.matrix.questions:
            choices = [
                ("", "Choose an answer"),
                *((option.key, f"{option.title} ({option.score})") for option in one.options),
            ]
            self.fields[one.key] = word(one.title, choices)
            self.fields[one.key].error_messages["required"] = f"Answer: {one.title}"
        self.fields["words"] = passage("Anything else about the risk", 4)

    @property
    def answers(self) -> dict[str, str]:
        """The answers by question."""
        return {
            key: said for key, said in self.cleaned_data.items() if key not in ("turn", "words")
        }


class LogContact(forms.Form):
    """The victim was spoken to, or somebody tried."""

    on = Day(label="On which day?")
    reached = word(
        "Did you speak to them?",
        [NOT_CHOSEN, ("yes", "Yes"), ("no", "No, an attempt that reached nobody")],
    )
    channel = word("How?", CHANNELS)
    words = passage("What was said", 5, hint="Kept as contact, for roles that may read that.")

    def clean_on(self) -> Any:
        """A day that has been."""
        return _been(self.cleaned_data["on"])


class PlanVisit(forms.Form):
    """A visit that is to be made."""

    due = Day(label="By when?")
    words = passage("Where, and what for?", 4)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].required = True

    def clean_due(self) -> Any:
        """A day that is still to come."""
        if self.cleaned_data["due"] < localdate():
            raise forms.ValidationError("Give today or a later day.")
        return self.cleaned_data["due"]


class Visited(forms.Form):
    """What came of a visit."""

    on = Day(label="On which day was it?")
    outcome = passage("What came of it?", 5)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["outcome"].required = True

    def clean_on(self) -> Any:
        """A day that has been."""
        return _been(self.cleaned_data["on"])


class Close(forms.Form):
    """Why the case is closed."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    reason = word("Why is it closed?", ())
    words = passage("In words", 5, hint="Kept as what happened.")

    def __init__(self, data: Any = None, *, settings: Settings, turn: int) -> None:
        super().__init__(data, initial={"turn": turn})
        fields: Any = self.fields
        fields["reason"].choices = [NOT_CHOSEN, *((one.key, one.title) for one in settings.reasons)]


def _upload(
    label: str, accept: str, hint: str, kind: type[forms.FileField] = ScannedFile
) -> forms.FileField:
    return kind(
        label=label,
        help_text=hint,
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": accept}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty: choose another.",
            "max_length": "The name of the file is too long: shorten it.",
        },
    )


class AddFile(forms.Form):
    """A file as evidence."""

    file = _upload(
        "File",
        ".pdf,.jpg,.jpeg,.png,.heic,.heif,.m4a,.mp4,.mov,.m4v,.mp3,.wav,.txt",
        "A picture, sound, film, PDF or plain text. Save an Office document as PDF first.",
        forms.FileField,  # ``filing`` scans it, and puts on record what was refused
    )
    field = word("What kind of thing does it show?", ())
    words = passage("What it is, and where it comes from", 3)

    def __init__(self, *args: Any, opened: Opened, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["field"].choices = [NOT_CHOSEN, *kinds(opened.opens)]
        fields["field"].help_text = KIND


class Accept(forms.Form):
    """An unscanned file is opened to those who may read its class."""

    because = passage("Why may it be opened unscanned?", 3, hint="Kept with your account.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["because"].required = True


class TakeIn(forms.Form):
    """A file of incidents."""

    file = _upload(
        "File of incidents", ".csv,.xlsx", "CSV or an Excel workbook (.xlsx), of at most 5 MB."
    )
    write = word(
        "What is to be done?",
        [("no", "Check the file, and write nothing"), ("yes", "Take the incidents in")],
    )


class Draw(forms.Form):
    """A sample of incidents to be looked up."""

    area = word("Which district?", ())
    period = word("Which period?", ())
    number = forms.IntegerField(
        label="How many incidents?",
        min_value=1,
        max_value=2000,
        help_text="With 200 the limits lie about seven points either side at most.",
        widget=forms.TextInput(attrs={"class": "govuk-input", "inputmode": "numeric"}),
        error_messages={"invalid": "Write a whole number, in digits."},
    )
    seed = text(
        "Seed", 60, hint="Any word or number, chosen before you look. Who has it can draw again."
    )

    def __init__(self, *args: Any, settings: Settings, periods: list[tuple[str, str]]) -> None:
        super().__init__(*args)
        fields: Any = self.fields
        fields["area"].choices = [(one.code, one.name) for one in settings.areas]
        fields["period"].choices = periods


def _been(day: Any) -> Any:
    if day > localdate():
        raise forms.ValidationError("Give today or an earlier day.")
    return day
