"""Forms of the information governance officer: work, vetting, agreements. Moments are days here."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.vetting import Level
from saferboard.web.casework.lock.declared import purposes, roles
from saferboard.web.casework.lock.governing import TEXTS
from saferboard.web.casework.lock.models import SharingAgreement
from saferboard.web.directory.models import Organisation, User
from saferboard.web.directory.people_forms import (
    NOT_CHOSEN,
    Day,
    Several,
    one_of,
    passage,
    text,
    word,
)

MIDNIGHT = "It holds to the end of this day."
TITLES = {
    "lawful_basis": "Lawful basis (UK GDPR article 6)",
    "special_category": "Condition for special categories (article 9; DPA 2018 Schedule 1)",
    "rights": "How people’s rights are met",
    "governance": "Governance",
    "retention": "Retention",
}


class OfAccount(forms.Form):
    """Something about an account; ``titles`` say what their posts are called."""

    user = one_of(User.objects.filter(is_active=True).order_by("post"), "Whose account?")

    def __init__(self, *args: Any, titles: dict[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["user"]
        field.label_from_instance = lambda user: f"{titles.get(user.pk, user.post)}, {user.email}"


class Employ(OfAccount):
    """Somebody works for an agency."""

    agency = one_of(Organisation.objects.all(), "For which agency do they work?")
    role = word("In which role?", ())
    since = Day(label="First day")
    until = Day(label="Last day", required=False, help_text="Leave it empty while it lasts.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["role"]
        field.choices = [("", "Choose one"), *roles().items()]
        field.error_messages["required"] = "Choose one."


class EndMembership(forms.Form):
    """The last day, or at once."""

    until = Day(
        label="Last day", required=False, help_text="Leave it empty to end it at once, this second."
    )


class RecordVetting(OfAccount):
    """A check was passed."""

    level = word("What was passed?", [NOT_CHOSEN, *((one.value, one.value) for one in Level)])
    issued = Day(label="Issued on")
    expires = Day(
        label="Valid to",
        required=False,
        help_text=f"{MIDNIGHT} Only a DBS check may have no last day.",
    )


class Confirm(forms.Form):
    """Nothing to fill in: a button."""


class Agree(forms.Form):
    """An agreement as it was written."""

    title = text("Title", 200)
    key = forms.SlugField(
        label="Short name",
        max_length=80,
        help_text="For its address: small letters, digits and hyphens, as asb-2026.",
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
        error_messages={
            "required": "Write a short name.",
            "invalid": "Use small letters, digits and hyphens, as asb-2026.",
        },
    )
    purpose = word("Purpose", ())
    starts = Day(label="First day")
    ends = Day(
        label="Last day", required=False, help_text=f"{MIDNIGHT} Leave it empty if none is set."
    )
    parties = Several(
        Organisation.objects.all(),
        label="Parties",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the agencies that are parties."},
    )
    items = forms.MultipleChoiceField(
        label="What it lets be shared",
        choices=[(one.value, one.value.capitalize()) for one in FieldClass],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one class of fields."},
    )
    lawful_basis, special_category, rights, governance, retention = (
        passage(TITLES[name], 3) for name in TEXTS
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["purpose"]
        field.choices = [("", "Choose one"), *((one.key, one.title) for one in purposes().values())]
        field.error_messages["required"] = "Choose one."
        for name in TEXTS:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = (
                f"Write something under “{TITLES[name]}”."
            )

    def clean_key(self) -> str:
        """Each short name once."""
        key: str = self.cleaned_data["key"].lower()
        if SharingAgreement.objects.filter(key=key).exists():
            raise forms.ValidationError("Another agreement has this short name.")
        return key


class Sign(forms.Form):
    """A party signed."""

    agency = one_of(Organisation.objects.none(), "Which party signed?")
    on = Day(label="Signed on")

    def __init__(self, *args: Any, parties: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["agency"]
        field.queryset = parties


class Reviewed(forms.Form):
    """The agreement was reviewed and stands."""

    on = Day(label="Reviewed on", help_text="Today or earlier. It stands unchanged from this day.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"initial": {"on": localdate()}, **more})
