"""The search box and what narrows it. Nothing typed into it is an error but a day that is none."""

from datetime import date
from typing import Any

from django import forms

from saferboard.core.searching.query import LONGEST, parse
from saferboard.core.searching.words import clean
from saferboard.web.search.models import Kind
from saferboard.web.search.queries import Asked, Options

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
ORDERS = [("newest", "Newest first"), ("best", "Best answer first")]
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DAYS,
        help_text="As 10 June 2022",
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
        error_messages={"invalid": f"{label}: write a day as 10 June 2022."},
    )


def _choice(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.Select(attrs={"class": "govuk-select"})
    )


class SearchForm(forms.Form):
    """Words, and what they must be of."""

    q = forms.CharField(
        label="Words to look for",
        required=False,
        strip=False,
        widget=forms.TextInput(
            attrs={"class": "govuk-input", "type": "search", "maxlength": LONGEST}
        ),
    )
    body = _choice("Board or group")
    since = _day("From")
    until = _day("To")
    organisation = _choice("Organisation")
    owner = _choice("Post that presented it or must act")
    topic = _choice("Topic")
    kind = _choice("Kind")
    order = _choice("Order")

    def __init__(self, asked: Any, options: Options | None = None) -> None:
        plain = {name: clean(value) for name, value in asked.items()}
        super().__init__(plain)
        if options is None:
            return
        held: dict[str, list[tuple[str, str]]] = {
            "body": options.bodies,
            "organisation": [(name, name) for name in options.organisations],
            "owner": [(name, name) for name in options.owners],
            "topic": [(name, name) for name in options.topics],
            "kind": [(str(key), str(label)) for key, label in Kind.choices],
        }
        for name, choices in held.items():
            self.fields[name].widget.choices = [("", "All"), *choices]
            if not choices:
                del self.fields[name]
        self.fields["order"].widget.choices = ORDERS

    def asked(self) -> Asked:
        """What was asked; of a day that is none, nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            parse(said.get("q", "")),
            body=said.get("body", ""),
            since=said.get("since"),
            until=said.get("until"),
            organisation=said.get("organisation", ""),
            owner=said.get("owner", ""),
            topic=said.get("topic", ""),
            kind=said.get("kind", ""),
        )

    @property
    def best(self) -> bool:
        """Whether the best answer is to be first."""
        return bool(self.cleaned_data.get("order") == "best")

    def given(self, *without: str) -> dict[str, str]:
        """What was given, as it goes into an address."""
        return {
            name: str(self.data[name])
            for name in self.fields
            if name not in without and self.data.get(name)
        }
