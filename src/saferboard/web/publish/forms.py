"""What is written at the desk: reasons, which release, and a member's own notes."""

from typing import Any

from django import forms

from saferboard.web.publish.models import Note


def _area(label: str, hint: str, error: str, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3})
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=widget,
        error_messages={"required": error},
    )


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = _area(
        "Why is it withdrawn?",
        "The public reads this at its address.",
        "Say why it is withdrawn.",
    )


class IssueForm(forms.Form):
    """What goes out: as it was seen, and why it changes if it is out already."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    what = forms.ChoiceField(
        choices=[("pack", ""), ("supplement", ""), ("correct", "")], widget=forms.HiddenInput
    )
    odd_start = forms.BooleanField(
        label="Start every paper on a right-hand page",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )
    note = _area(
        "What changed, and why?",
        "The public reads this on the meeting’s page.",
        "Say what changed.",
        required=False,
    )


class MinutesForm(forms.Form):
    """Why minutes that are out are put out again."""

    note = _area(
        "What changed, and why?",
        "Needed when the minutes are out already. The public reads it.",
        "Say what changed.",
        required=False,
    )


class AttachForm(forms.Form):
    """Which release's performance paper goes on which item."""

    item = forms.ChoiceField(
        label="Agenda item", widget=forms.Select(attrs={"class": "govuk-select"})
    )
    release = forms.ChoiceField(
        label="Release", widget=forms.Select(attrs={"class": "govuk-select"})
    )

    def __init__(
        self, data: Any = None, *, items: list[tuple[int, str]], releases: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["item"].choices = items  # type: ignore[attr-defined]
        self.fields["release"].choices = releases  # type: ignore[attr-defined]


class NoteForm(forms.ModelForm):
    """A note at a paragraph, at a page, or on the whole paper."""

    paragraph = forms.IntegerField(
        label="Paragraph",
        help_text="Leave it empty for a note on the whole paper.",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "govuk-input", "inputmode": "numeric"}),
    )
    page = forms.IntegerField(
        label="Page",
        help_text="Leave it empty for a note on the whole paper.",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "govuk-input", "inputmode": "numeric"}),
    )
    text = _area("Your note", "Only you can read it.", "Write your note.")
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Note
        fields = ("paragraph", "page", "text")

    def __init__(self, *args: Any, is_document: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["page" if is_document else "paragraph"]
        if self.instance.pk:
            self.fields["revision"].initial = self.instance.revision
