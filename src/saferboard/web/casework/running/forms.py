"""Forms of a case."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.process import Party
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.queries import here
from saferboard.web.casework.running import messaging, queries
from saferboard.web.casework.running.models import NOTE, Entry
from saferboard.web.casework.running.panels import FORMS
from saferboard.web.directory.models import Organisation
from saferboard.web.directory.people_forms import NOT_CHOSEN, Day, one_of, passage, text, word

KINDS = {
    FieldClass.OUTLINE: "The course of the case: nothing about anybody",
    FieldClass.IDENTITY: "Who somebody is: names, dates of birth, addresses",
    FieldClass.CONTACT: "How a victim may safely be reached",
    FieldClass.ACCOUNT: "What happened",
    FieldClass.RISK: "An assessment of risk",
    FieldClass.SPECIAL: "Special category: health, ethnicity, belief and the like",
    FieldClass.OFFENCES: "Criminal offences",
    FieldClass.LEGAL: "Legal advice",
}
KIND = "Only roles to which this kind is open will read it."


def kinds(open_to: Iterable[FieldClass]) -> list[tuple[str, str]]:
    """The kinds that somebody may choose from."""
    held = set(open_to)
    return [(kind, said) for kind, said in KINDS.items() if kind in held]


class Begin(forms.Form):
    """A new case."""

    area = text(
        "Area code",
        9,
        required=False,
        hint="Nine characters, as E07000129. Only counts are made of it.",
    )
    words = passage(
        "What is it about?", 6, hint="Kept as what happened, for roles that may read that."
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area"].validators.append(
            RegexValidator(r"^[EWNS][0-9]{8}$", "Write a code like E07000129.")
        )


class Write(forms.Form):
    """An entry."""

    piece = word("What is it?", ())
    field = word("What kind of thing does it say?", ())
    words = passage("In words", 8)

    def __init__(self, *args: Any, opened: Opened, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        process = queries.process_of(opened.case)
        fields["piece"].choices = [
            (NOTE, "A note"),
            *(
                (name, name[:1].upper() + name[1:])
                for name in queries.pieces(process)
                if (process.key, name) not in FORMS
            ),
        ]
        fields["field"].choices = [NOT_CHOSEN, *kinds(opened.opens)]
        fields["field"].help_text = KIND
        fields["words"].required = True
        fields["words"].error_messages["required"] = "Write a few words."


class PutRight(forms.Form):
    """An entry instead of an earlier one."""

    words = passage("How it should read", 8, hint="The earlier words are kept beside it.")

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        super().__init__(data, initial={"words": entry.words})
        self.fields["words"].required = True


class TakeStep(forms.Form):
    """A step of the checklist. ``turn`` is the case's as it was seen."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    words = passage("Words for the record", 5)

    def __init__(self, data: Any = None, *, opened: Opened, visibility: FieldClass) -> None:
        super().__init__(data, initial={"turn": opened.case.turn})
        if opened.may(visibility):
            self.fields["words"].help_text = f"Kept as: {KINDS[visibility].lower()}. {KIND}"
        else:
            del self.fields["words"]


def usual(opened: Opened) -> str:
    """The kind that a message or a task is likely to be of: what happened, where that is open."""
    return FieldClass.ACCOUNT if FieldClass.ACCOUNT in opened.opens else FieldClass.OUTLINE


def parties(found: Iterable[Party]) -> list[tuple[str, str]]:
    """Roles to choose from."""
    return [(one.key, one.title[:1].upper() + one.title[1:]) for one in found]


def agencies(opened: Opened) -> Any:
    """The agencies that take part in the case now."""
    now = opened.case.lock_involvements.filter(here(opened.key.on)).values("agency")
    return Organisation.objects.filter(pk__in=now)


class Tell(forms.Form):
    """A message. Only those to whom somebody may write are offered; ``send`` decides."""

    as_role = forms.CharField(label="You write as", max_length=60)
    to_role = forms.CharField(
        label="To", max_length=60, error_messages={"required": "Choose to whom you write."}
    )
    to_agency = one_of(
        Organisation.objects.none(), "At", required=False, empty_label="Every agency of the case"
    )
    step = forms.CharField(label="About", max_length=60, required=False)
    field = word("What kind of thing does it say?", ())
    words = passage("Message", 6)

    def __init__(self, *args: Any, opened: Opened, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        process = queries.process_of(opened.case)
        own = parties(messaging.senders(opened))
        to = [("", "Choose one"), *parties(messaging.recipients(opened))]
        # Plain text behind the choices: what nobody was offered reaches ``send``, and the record.
        fields["as_role"].widget = forms.Select(attrs={"class": "govuk-select"}, choices=own)
        fields["to_role"].widget = forms.Select(attrs={"class": "govuk-select"}, choices=to)
        about = [("", "The case as a whole"), *((one.key, one.title) for one in process.steps)]
        fields["step"].widget = forms.Select(attrs={"class": "govuk-select"}, choices=about)
        fields["to_agency"].queryset = agencies(opened)
        fields["field"].choices, fields["field"].initial = kinds(opened.opens), usual(opened)
        fields["field"].help_text = KIND
        fields["words"].required = True


class Ask(forms.Form):
    """A task for a partner."""

    to_role = word("Who is asked?", ())
    to_agency = one_of(
        Organisation.objects.none(), "At", required=False, empty_label="Every agency of the case"
    )
    words = passage("What is to be done?", 4)
    due = Day(label="By when")
    field = word("What kind of thing does it say?", ())

    def __init__(self, *args: Any, opened: Opened, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        outline = opened.key.purpose.opens.get(FieldClass.OUTLINE, frozenset())
        process = queries.process_of(opened.case)
        asked = parties(one for one in process.parties if one.key in outline)
        fields["to_role"].choices = [NOT_CHOSEN, *asked]
        fields["to_agency"].queryset = agencies(opened)
        fields["field"].choices, fields["field"].initial = kinds(opened.opens), usual(opened)
        fields["field"].help_text = KIND
        fields["words"].required = True

    def clean_due(self) -> Any:
        """A day that is still to come."""
        due = self.cleaned_data["due"]
        if due < localdate():
            raise forms.ValidationError("Give today or a later day.")
        return due


class Answer(forms.Form):
    """What came of a task."""

    answer = passage("What came of it?", 5)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"].required = True
