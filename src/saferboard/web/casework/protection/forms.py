"""Forms of the data protection officer. What is sent here never comes into an address."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate

from saferboard.core.casework.subject_access import Reason
from saferboard.web.directory.people_forms import Day, passage, text, word

OWN_WORDS = "In your own words. It stands in the log: repeat nothing that is kept back."


def said(label: str, rows: int = 3, hint: str = "") -> forms.CharField:
    """Text of several lines that must be there."""
    field = passage(label, rows, hint)
    field.required = True
    field.error_messages["required"] = f"Write something under “{label}”."
    return field


def ticks(label: str, choices: Any, required: str, hint: str = "") -> forms.MultipleChoiceField:
    """Boxes to tick, at least one of them."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": required, "invalid_choice": "Choose out of those shown."},
    )


class Past(Day):
    """Today or earlier."""

    def clean(self, value: Any) -> Any:
        """No day that is still to come."""
        found = super().clean(value)
        if found is not None and found > localdate():
            raise forms.ValidationError("Give today or an earlier day.")
        return found


class Enter(forms.Form):
    """A request as it came."""

    received = Past(label="Received on")
    names = said("Name", 3, "Each name that they go or went by, on a line of its own.")
    born = Past(label="Date of birth", required=False, help_text="If it is known.")
    checked = word(
        "Was it checked who asks?", [("", "Choose one"), ("yes", "Yes, today"), ("no", "Not yet")]
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["checked"].error_messages["required"] = "Choose one."
        for field in ("names", "born"):
            self.fields[field].widget.attrs["autocomplete"] = "off"


class Asked(forms.Form):
    """Something was asked of the subject."""

    asked = Past(label="Asked on")


class Came(forms.Form):
    """What was asked for came."""

    came = Past(label="Came on")


class Because(forms.Form):
    """A reason."""

    because = said("Why?", 3)


class Find(forms.Form):
    """Which of the cases are about the subject."""

    cases = ticks("Which of them are about the subject?", (), "Choose at least one.")

    def __init__(self, *args: Any, found: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["cases"]
        field.choices = found


class KeepBack(forms.Form):
    """Words of a piece that are kept back."""

    words = said(
        "Words to be kept back",
        2,
        "Copy them out of the text, letter by letter. They are kept back wherever they stand in "
        "this piece, and are not stored here.",
    )
    reason = word("Reason", [("", "Choose one"), *((one.value, one.value) for one in Reason)])
    because = said("Why here?", 2, OWN_WORDS)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].error_messages["required"] = "Choose one."


class Judge(forms.Form):
    """Whether a piece is given."""

    given = word(
        "Is this piece given?",
        [("", "Choose one"), ("yes", "Yes, as it reads now"), ("no", "No, it is left out")],
    )
    because = passage("If it is left out: why?", 2, OWN_WORDS)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["given"].error_messages["required"] = "Choose one."


class Hold(forms.Form):
    """A case that must stay."""

    reference = text("Case", 20, hint="Its reference, as ASB-7K3M9Q.")
    because = said("Why must it stay?", 3, "A claim, an inquiry. Name nobody.")


class Erase(forms.Form):
    """Cases whose time is over."""

    cases = ticks("Which cases?", (), "Choose at least one.")
    because = text("Why now?", 300, hint="It stands in the record of erasures. Name nobody.")
    sure = ticks(
        "Confirm", [("yes", "Erase them. It cannot be undone.")], "Tick the box to erase them."
    )

    def __init__(self, *args: Any, proposed: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["cases"]
        field.choices = proposed


class Confirm(forms.Form):
    """Nothing to fill in: a button."""


class Narrow(forms.Form):
    """What narrows the trail down."""

    case = forms.CharField(label="Case", required=False, max_length=20)
    account = word("Account", ())
    action = forms.CharField(
        label="Did what",
        required=False,
        max_length=80,
        help_text="Words that the entry has, as listed or read.",
    )

    def __init__(self, data: Any, *, titles: Mapping[str, str]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        # The number tells apart two accounts of one post, and is what the CSV says.
        fields["account"].choices = [
            ("", "Every account"),
            *(
                (key.removeprefix("account "), f"{title} ({key})")
                for key, title in sorted(titles.items(), key=lambda one: (one[1].lower(), one[0]))
            ),
        ]
        fields["account"].required = False
        for name in ("case", "action"):
            fields[name].widget.attrs["class"] = "govuk-input"
