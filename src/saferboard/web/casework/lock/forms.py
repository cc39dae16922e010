"""Forms at the lock."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from saferboard.web.directory.models import Organisation, User
from saferboard.web.directory.people_forms import one_of, passage, text, word


class Enter(forms.Form):
    """For which agency and for which purpose somebody comes."""

    agency = word("For which agency do you act?", ())
    purpose = word("What do you need to see cases for?", ())

    def __init__(self, *args: Any, agencies: Any, purposes: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["agency"].choices = [(one.key, one.name) for one in agencies]
        fields["purpose"].choices = [(one.key, one.title) for one in purposes]


class TakePart(forms.Form):
    """Another agency of the case."""

    agency = one_of(Organisation.objects.none(), "Which agency takes part?")
    role = word("Who there may see it?", ())

    def __init__(
        self, *args: Any, agencies: dict[Organisation, bool], roles: dict[str, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["agency"].queryset = Organisation.objects.filter(pk__in=[a.pk for a in agencies])
        agreed = {one.pk for one, is_agreed in agencies.items() if is_agreed}
        fields["agency"].label_from_instance = lambda one: (
            one.name if one.pk in agreed else f"{one.name} (no live agreement: cannot see it)"
        )
        fields["role"].choices = [("", "Everybody who works there"), *_only(roles)]
        fields["role"].required = False


class WithRole(forms.Form):
    """A role that the case is shared with."""

    role = word("Which role?", ())

    def __init__(self, *args: Any, roles: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["role"]
        field.choices = [("", "Choose one"), *_only(roles)]
        field.error_messages["required"] = "Choose one."


class OwnConflict(forms.Form):
    """One's own conflict of interest: a button."""


class OfColleague(forms.Form):
    """A colleague who has a conflict of interest."""

    user = one_of(User.objects.none(), "Who has a conflict of interest?")

    def __init__(self, *args: Any, users: list[User], titles: dict[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["user"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in users]).order_by("post")
        field.label_from_instance = lambda one: titles[one.pk]


class Emergency(forms.Form):
    """Break-glass."""

    reference = text("Reference of the case", 20, hint="As ASB-7K3M9Q: from a letter or a message.")
    reason = passage(
        "Why must you see it now?", hint="Your supervisor reads it. Give no name of anybody."
    )
    supervisor = one_of(
        User.objects.none(), "Who is told of it?", empty_label="Choose a supervisor"
    )

    def __init__(
        self, *args: Any, supervisors: QuerySet[User], titles: dict[int, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Say why."
        supervisor: Any = self.fields["supervisor"]
        supervisor.queryset = supervisors
        supervisor.label_from_instance = lambda one: titles[one.pk]

    def clean_reference(self) -> str:
        """As the service writes it."""
        return str(self.cleaned_data["reference"]).strip().upper()


def _only(roles: dict[str, str]) -> list[tuple[str, str]]:
    return [(role, f"{title[:1].upper()}{title[1:]}") for role, title in roles.items()]
