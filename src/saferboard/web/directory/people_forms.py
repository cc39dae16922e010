"""Forms about posts, people, bodies and seats."""

from datetime import date
from typing import Any, Self

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from saferboard.core.directory.elections import CHAIR_BY, ELECTED
from saferboard.core.directory.lines import line
from saferboard.core.directory.seats import SeatRole
from saferboard.web.directory.models import (
    Body,
    Organisation,
    Person,
    Post,
    Seat,
)
from saferboard.web.directory.versions import stamp

PUBLISHED = "The public can read this once the Board’s pages are published."
LASTS = "The last day. Leave it empty while it lasts."

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
FAR = "Give a day from 1900 to 2199."
POSTS = Post.objects.select_related("organisation")


class Day(forms.DateField):
    """A day, by the browser's own calendar or typed as 10/06/2022."""

    def __init__(self, **about: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input"})
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]
        messages = {"invalid": "Write a day, as 10/06/2022.", "required": "Give the day."}
        super().__init__(widget=widget, input_formats=formats, error_messages=messages, **about)
        self.validators += [MinValueValidator(EARLIEST, FAR), MaxValueValidator(LATEST, FAR)]


class Written(forms.CharField):
    """Words, of which too many are refused.

    A browser that knows the limit cuts off what is pasted beyond it, and tells nobody: it is not
    told.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Those of any words, without the limit."""
        return {name: v for name, v in super().widget_attrs(widget).items() if name != "maxlength"}


def text(label: str, length: int, *, required: bool = True, hint: str = "") -> Written:
    """A line of text."""
    return Written(
        label=label,
        max_length=length,
        required=required,
        help_text=hint,
        error_messages={
            "required": f"Write something under “{label}”.",
            "max_length": f"Write at most {length:,} characters under “{label}”.",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )


def passage(label: str, rows: int = 4, hint: str = "") -> Written:
    """Text of several lines, which may be left empty."""
    widget = forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows})
    return Written(
        label=label,
        required=False,
        help_text=hint,
        widget=widget,
        max_length=20_000,
        error_messages={
            "required": f"Write something under “{label}”.",
            "max_length": f"Write at most 20,000 characters under “{label}”.",
        },
    )


def one_of(rows: QuerySet, label: str, *, required: bool = True, **about: Any) -> Any:
    """A choice out of rows."""
    about.setdefault("empty_label", "Choose one")
    return forms.ModelChoiceField(
        queryset=rows,
        label=label,
        required=required,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of those shown."},
        widget=forms.Select(attrs={"class": "govuk-select"}),
        **about,
    )


NOT_CHOSEN = ("", "Choose one")
"""Before the others where a wrong choice, made by not looking, would do harm."""


class Several(forms.ModelMultipleChoiceField):
    """Several rows. A number greater than the database can hold is no choice, and no fault."""

    def clean(self, value: Any) -> Any:
        """The rows that were chosen."""
        try:
            return super().clean(value)
        except OverflowError:
            message, said = self.error_messages["invalid_choice"], ", ".join(map(str, value))
            raise forms.ValidationError(message, "invalid_choice", {"value": said}) from None


def word(label: str, choices: Any) -> forms.ChoiceField:
    """A choice out of a few words."""
    widget = forms.Select(attrs={"class": "govuk-select"})
    messages = {"required": "Choose one.", "invalid_choice": "Choose one of those shown."}
    return forms.ChoiceField(label=label, choices=choices, widget=widget, error_messages=messages)


def number(label: str, *, required: bool, hint: str) -> forms.IntegerField:
    """A whole number, from nought to ninety-nine."""
    widget = forms.TextInput(attrs={"class": "govuk-input", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=99,
        help_text=hint,
        widget=widget,
        error_messages={"invalid": "Write a whole number, in digits."},
    )


class OfRow(forms.Form):
    """A form that changes a row. It carries what the row said when the form was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, row: Any, data: Any = None) -> Self:
        """The form with what the row says, or with what was sent."""
        form = cls(data, initial={**cls.said(row), "seen": stamp(row)})
        form.narrow(row)
        return form

    @classmethod
    def said(cls, row: Any) -> dict[str, Any]:
        """What the row says now, field by field."""
        return {name: getattr(row, name) for name in cls.base_fields if name not in cls.unsaid}

    def narrow(self, row: Any) -> None:
        """Leave out the choices that this row cannot have."""

    unsaid: frozenset[str] = frozenset({"seen"})


class AddPost(forms.Form):
    """A new post."""

    title = text("Title of the post", 200, hint=PUBLISHED)
    organisation = one_of(Organisation.objects.all(), "Organisation")
    telephone = text("Telephone", 40, required=False, hint="Never published.")
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="Never published.",
        widget=forms.EmailInput(attrs={"class": "govuk-input"}),
        error_messages={"invalid": "Write an address like name@example.org."},
    )


class ChangePost(AddPost, OfRow):
    """A post as it is."""

    until = Day(label="Last day of the post", required=False, help_text="Only if it is abolished.")


class Appoint(OfRow):
    """Somebody for a post, instead of whoever holds it with no last day."""

    person = one_of(
        Person.objects.all(), "Person", required=False, empty_label="Somebody new, named below"
    )
    name = text("Name, if somebody new", 120, required=False)
    since = Day(label="First day in the post")
    until = Day(label="Last day in the post", required=False, help_text=LASTS)
    unsaid = frozenset({"seen", "person", "name", "since", "until"})


class EndTenure(OfRow):
    """The last day of a tenure."""

    until = Day(label="Last day in the post")


class CorrectTenure(OfRow):
    """A tenure put right."""

    person = one_of(Person.objects.all(), "Person")
    since = Day(label="First day in the post")
    until = Day(label="Last day in the post", required=False, help_text=LASTS)
    because = text("Why is this corrected?", 200, hint="Kept in the audit trail. Name nobody.")
    unsaid = frozenset({"seen", "because"})


class StrikeTenure(OfRow):
    """A tenure that never was."""

    because = text("Why is this struck out?", 200, hint="Kept in the audit trail. Name nobody.")
    unsaid = frozenset({"seen", "because"})


class RenamePerson(OfRow):
    """Somebody's name."""

    name = text("Name", 120)


class Declare(forms.Form):
    """An interest declared once for every meeting."""

    interest = text("Interest", 300, hint="As it is to be read in the minutes of each meeting.")
    since = Day(label="Declared on")
    until = Day(label="Holds until", required=False, help_text=LASTS)


class ChangeDeclaration(Declare, OfRow):
    """A standing declaration as it is."""


class AddBody(forms.Form):
    """A new body."""

    name = text("Name", 200)
    reports_to = one_of(
        Body.objects.all(), "Reports to", required=False, empty_label="None of these"
    )
    purpose = passage("Purpose", 3, hint="A sentence. " + PUBLISHED)
    terms = passage("Terms of reference", 10, hint=PUBLISHED)
    chair_by = word(
        "How it gets its chair", [(key, said.capitalize()) for key, said in CHAIR_BY.items()]
    )
    quorum = number(
        "Quorum", required=False, hint="How many members must be present, if it is set."
    )
    notice_days = number(
        "Clear days of notice", required=True, hint="Five in England, three in Wales, as a rule."
    )
    since = Day(label="First day of the body", required=False, help_text="If it is known.")
    until = Day(label="Last day of the body", required=False, help_text=LASTS)


class ChangeBody(AddBody, OfRow):
    """A body as it is."""

    def narrow(self, row: Body) -> None:
        """A body cannot report to itself, or to one below it."""
        above = dict(Body.objects.values_list("key", "reports_to__key"))
        below = {key for key in above if row.key in line(key, above)}
        field = self.fields["reports_to"]
        field.queryset = Body.objects.exclude(key__in=below)  # type: ignore[attr-defined]


class AddSeat(forms.Form):
    """A seat for a post."""

    post = one_of(POSTS, "Post")
    role = word("Role", [(role.value, role.value.capitalize()) for role in SeatRole])
    since = Day(label="First day in the seat")
    until = Day(label="Last day in the seat", required=False, help_text=LASTS)
    basis = text("What it rests on", 200, required=False, hint="As: terms of reference, section 3.")
    substitute = one_of(POSTS, "Who may come instead", required=False, empty_label="Nobody")


class ChangeSeat(AddSeat, OfRow):
    """A seat as it is; the post stays."""

    post = None

    def narrow(self, row: Seat) -> None:
        """Nobody comes instead of themselves."""
        field = self.fields["substitute"]
        field.queryset = POSTS.exclude(pk=row.post_id)  # type: ignore[attr-defined]


class StrikeSeat(OfRow):
    """A seat that never was."""

    because = text("Why is this struck out?", 200, hint="Kept in the audit trail. Name nobody.")
    unsaid = frozenset({"seen", "because"})


class Elect(forms.Form):
    """The chair or vice-chair, out of the members."""

    role = word("Elected as", [(role.value, role.value.capitalize()) for role in ELECTED])
    post = one_of(POSTS, "Member elected")
    since = Day(label="Elected on", help_text="The day of the meeting.")
    basis = text("At which meeting, and where that is minuted", 200)

    def __init__(self, data: Any, *, body: Body, members: list[Post], today: date) -> None:
        super().__init__(data, initial={"since": today})
        held = [post.pk for post in members]
        self.fields["post"].queryset = POSTS.filter(pk__in=held)  # type: ignore[attr-defined]
        if body.chair_by == "terms":
            vice = SeatRole.VICE_CHAIR
            self.fields["role"].choices = [(vice.value, vice.value.capitalize())]  # type: ignore[attr-defined]


class PassOn(forms.Form):
    """Business for another body."""

    business = text("Business", 300, hint=PUBLISHED)
    taker = one_of(Body.objects.all(), "Passed to")
    on = Day(label="Passed on")
    because = passage("Why, and what is asked", 3, hint=PUBLISHED)

    def __init__(self, data: Any, *, giver: Body) -> None:
        super().__init__(data)
        self.fields["taker"].queryset = Body.objects.exclude(pk=giver.pk)  # type: ignore[attr-defined]


class HandBack(OfRow):
    """Business that comes back."""

    returned_on = Day(label="Came back on")
    outcome = passage("What came of it", 3, hint=PUBLISHED)
