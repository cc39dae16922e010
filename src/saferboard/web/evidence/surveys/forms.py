"""The form in which somebody chooses what becomes of a comment."""

from django import forms

from saferboard.web.evidence.surveys.models import CHOICES, Comment, Moderation

LONGEST = 5000


class ModerationForm(forms.Form):
    """A choice, and what it needs: other words, or a reason."""

    verdict = forms.ChoiceField(
        label="What becomes of it",
        choices=[("", "Choose one"), *((one.value, one.label) for one in CHOICES)],
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"required": "Choose what becomes of the comment."},
    )
    text = forms.CharField(
        label="In other words",
        help_text="Needed where you let it through in other words. Cut out names, addresses and "
        "whatever else tells who wrote it or whom it is about.",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 6}),
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Needed where you hold it back. It is not published.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def opened(cls, comment: Comment, standing: Moderation | None) -> "ModerationForm":
        """The form as it is first shown: the words that stand, to be changed."""
        return cls(
            initial={
                "text": (standing.text if standing else "") or comment.text,
                "reason": standing.reason if standing else "",
                "verdict": standing.verdict if standing else "",
                "seen": standing.pk if standing else None,
            }
        )


class EraseForm(forms.Form):
    """Takes a comment's words out: a reason, and that it is meant."""

    prefix = "erase"
    reason = forms.CharField(
        label="Why it is erased",
        help_text="As: whoever wrote it asked for it. Name nobody: the reason is kept.",
        max_length=500,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
        error_messages={"required": "Write why it is erased."},
    )
    meant = forms.BooleanField(
        label="I have read it, and nobody will be able to read it again",
        error_messages={"required": "Say that its words may be lost for good."},
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
