"""Forms of actions and decisions. What must be given is not asked here but by the rules."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from saferboard.core.board.action_steps import Need, Rule
from saferboard.core.board.decisions import AnswerKind, must_supersede
from saferboard.core.faults import Refused
from saferboard.web.board.decisions.lives import Life
from saferboard.web.board.decisions.register import Decided
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.directory.models import Body, Post
from saferboard.web.directory.people_forms import Several
from saferboard.web.directory.scanning import ScannedFile

LARGEST = 10 * 1024 * 1024  # bytes of a file of evidence
FIELDS = {"due day": "due_on", "other action": "other", "decisions": "outcomes", "owners": "owner"}
"""Fields by what a fault is about, where the two differ."""


class Day(forms.DateField):
    """A day, by the browser's own calendar or typed as 10/06/2022."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.DateInput(
                format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input sb-day"}
            ),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
            error_messages={"invalid": "Write a day, as 10/06/2022"},
        )


def passage(label: str, hint: str = "", rows: int = 4) -> forms.CharField:
    """A few words, or more."""
    widget = forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows})
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=widget, max_length=5000
    )


def chosen(rows: Any, label: str, empty: str, hint: str = "") -> forms.ModelChoiceField:
    """A choice out of rows; may be left open."""
    return forms.ModelChoiceField(
        rows,
        label=label,
        required=False,
        empty_label=empty,
        help_text=hint,
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"invalid_choice": "Choose one of those shown"},
    )


def standing_posts(on: date) -> Any:
    """The posts that there are on a day."""
    lasting = Q(until__isnull=True) | Q(until__gte=on)
    return Post.objects.filter(lasting).select_related("organisation")


def coming(body: Body, on: date) -> Any:
    """The meetings of a body from a day on."""
    found = Meeting.objects.filter(body=body, date__gte=on).select_related("body")
    return found.exclude(state=Meeting.State.CANCELLED).order_by("date")


class Sayable(forms.Form):
    """A form that can show why the rules refused what it said."""

    def refused(self, refused: Refused) -> None:
        """Every fault beside the field that it is about, else on top."""
        for fault in refused.faults:
            name = FIELDS.get(fault.where, fault.where)
            what = fault.what[:1].upper() + fault.what[1:]
            self.add_error(name if name in self.fields else None, f"{what}: {fault.remedy}")

    def add_seen(self, count: int) -> None:
        """How many entries or answers the writer had before the eyes."""
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput)
        self.initial["seen"] = count

    def seen_now(self, count: int) -> None:
        """Show the form again to somebody who has now seen the newest."""
        self.data = {**dict(self.data.items()), "seen": str(count)}

    def owners(self) -> tuple[Post, ...]:
        """The posts that were chosen, each once."""
        said = (self.cleaned_data.get("owner"), self.cleaned_data.get("second"))
        return tuple(dict.fromkeys(post for post in said if post))

    def add_owners(self, on: date) -> None:
        """One or two posts that are to act."""
        posts = standing_posts(on)
        self.fields["owner"] = chosen(posts, "Owner", "Choose a post")
        self.fields["second"] = chosen(posts, "Second owner (optional)", "Nobody")

    def add_due(self, body: Body, on: date) -> None:
        """A day, or a meeting to come."""
        self.fields["due_on"] = Day("Due on a day")
        self.fields["due_meeting"] = chosen(
            coming(body, on), "or at a meeting", "No meeting", "Moves with the meeting."
        )

    def add_change(self, kind: AnswerKind, found: Decided) -> None:
        """Why, where the decision was answered otherwise; and how many answers were seen."""
        self.add_seen(found.given)
        if must_supersede(kind, found.answers):
            hint = "It was marked as needing no action."
            self.fields["reason"] = passage("Why the answer changes", hint, 2)


class EntryForm(Sayable):
    """An entry in an action's life: whatever the offered steps may need."""

    def __init__(self, life: Life, rules: Sequence[Rule], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_seen(len(life.entries))
        needs = {need for rule in rules for need in rule.needs}
        if len(rules) > 1:
            self.fields["step"] = forms.ChoiceField(
                label="How does it stand?",
                choices=[(rule.step.value, rule.offered) for rule in rules],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose how it stands"},
            )
        self.fields["text"] = passage("In a few words", "They become the entry in the log.")
        if Need.EVIDENCE in needs:
            self.add_evidence()
        if Need.OWNERS in needs:
            self.add_owners(life.on)
        if Need.DUE in needs:
            self.add_due(life.action.body, life.on)

    def add_evidence(self) -> None:
        """Words, a link or a file."""
        hint = "What shows it, as: sent to all members on 3 March."
        self.fields["evidence"] = passage("Evidence in words", hint, rows=2)
        self.fields["link"] = forms.CharField(
            label="or a link",
            required=False,
            max_length=500,
            widget=forms.TextInput(
                attrs={"class": "govuk-input", "inputmode": "url", "spellcheck": "false"}
            ),
        )
        self.fields["file"] = ScannedFile(
            label="or a file",
            required=False,
            allow_empty_file=False,
            help_text="Up to 10 MB. It is kept as it is.",
            widget=forms.FileInput(attrs={"class": "sb-file"}),
        )

    def clean_file(self) -> Any:
        """A file that is not too large."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 10 MB: give a link to it")
        return file

    def add_others(self, actions: Sequence[Life]) -> None:
        """The open actions that this one can be merged into."""
        self.fields["other"] = one_of(actions, required=False)


def one_of(actions: Sequence[Life], *, required: bool) -> forms.ChoiceField:
    """One of some open actions, by its number."""
    listed = [(str(life.action.number), named(life)) for life in actions]
    return forms.ChoiceField(
        label="Open action",
        required=required,
        choices=[("", "Choose an action"), *listed],
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"required": "Choose an open action"},
    )


def named(life: Life) -> str:
    """``5: Circulate the link``, cut to fit a list."""
    text = life.action.text
    return f"{life.action.number}: {text[:80]}{'…' if len(text) > 80 else ''}"


class MakeForm(Sayable):
    """A new action from a decision."""

    def __init__(self, found: Decided, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["text"] = found.words
        hint = "Start from the sentence of the minutes, which is kept as it is."
        self.fields["text"] = passage("What must be done", hint)
        self.add_owners(on)
        self.add_due(found.meeting.body, on)
        self.add_change(AnswerKind.MADE, found)


class AddForm(Sayable):
    """An action there is already that does what was decided."""

    def __init__(self, found: Decided, actions: Sequence[Life], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = one_of(actions, required=True)
        self.add_change(AnswerKind.ADDED, found)


class ReasonForm(Sayable):
    """Why: for what needs no action, and for what is let go."""

    reason = passage("Why", "It stays beside the decision, with your post.", 3)


class NoneForm(ReasonForm):
    """Why a decision needs no action."""

    def __init__(self, found: Decided, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_seen(found.given)


class ManyForm(ReasonForm):
    """Several decisions with one reason."""

    unwritten = forms.BooleanField(required=False)

    def __init__(self, rows: Sequence[Outcome], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcomes"] = Several(
            Outcome.objects.filter(pk__in=[row.pk for row in rows]),
            label="Decisions",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "One of them is answered by now: look again"},
        )
