"""Forms at the lock."""

from typing import Any

from django import forms

from saferboard.web.casework.lock.models import Membership
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

    agency = one_of(Organisation.objects.all(), "Which agency takes part?")
    role = text(
        "Only this role there", 60, required=False, hint="Leave it empty for all who work there."
    )


class Emergency(forms.Form):
    """Break-glass."""

    reference = text("Reference of the case", 20, hint="As it stands on a letter or a message.")
    reason = passage("Why must you see it now?")
    supervisor = one_of(
        User.objects.none(), "Who is told of it?", empty_label="Choose a supervisor"
    )

    def __init__(self, *args: Any, agency: Organisation, but: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = True
        colleagues = Membership.objects.filter(agency=agency).values("user")
        supervisor: Any = self.fields["supervisor"]
        supervisor.queryset = User.objects.filter(pk__in=colleagues, is_active=True).exclude(
            pk=but.pk
        )
