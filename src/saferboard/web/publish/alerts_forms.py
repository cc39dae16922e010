"""What somebody wants to hear of, and where to write to."""

from collections.abc import Mapping
from typing import Any

from django import forms

from saferboard.web.publish.models import Kind

CLASSES = {"class": "govuk-checkboxes__input"}
NO_ADDRESS = {
    "required": "Give an e-mail address",
    "invalid": "Write an e-mail address like name@example.org",
    "max_length": "Write an e-mail address of at most 254 characters",
}


class Choice(forms.Form):
    """Kinds of publication, of some bodies or of all."""

    kinds = forms.MultipleChoiceField(
        label="What do you want to hear of?",
        choices=[(kind.value, kind.label) for kind in Kind],
        widget=forms.CheckboxSelectMultiple(attrs=CLASSES),
        error_messages={"required": "Choose at least one kind of news"},
    )
    bodies = forms.MultipleChoiceField(
        label="Of which bodies?",
        help_text="Choose none to hear of all, those to come too.",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CLASSES),
    )

    def __init__(self, data: Any, *, names: Mapping[str, str], **about: Any) -> None:
        super().__init__(data, **about)
        self.fields["bodies"].choices = list(names.items())  # type: ignore[attr-defined]


class Asking(Choice):
    """The same, and an address."""

    address = forms.EmailField(
        max_length=254,
        label="Your e-mail address",
        help_text="We send a link there first. Until you use it, you get nothing more.",
        widget=forms.EmailInput(attrs={"class": "govuk-input", "autocomplete": "email"}),
        error_messages=NO_ADDRESS,
    )
    field_order = ("address", "kinds", "bodies")


class Forgetting(forms.Form):
    """An address to delete."""

    address = forms.EmailField(
        max_length=254,
        label="E-mail address to delete",
        widget=forms.EmailInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
        error_messages=NO_ADDRESS,
    )
