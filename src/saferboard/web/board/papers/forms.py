"""Forms about papers."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import EmailValidator

from saferboard.core.board.papers import Steps
from saferboard.core.board.papers_template import CONTACT_KEYS, SECTIONS
from saferboard.web.directory.people_forms import POSTS, Day, number, one_of, passage, text
from saferboard.web.directory.scanning import ScannedFile

MOST_BYTES = 50 * 1024 * 1024
LONGEST = 100_000
HOW = "An empty line begins a paragraph. Lines that begin with a dash are its points."


class Begin(forms.Form):
    """A paper for an item."""

    title = text("Title of the paper", 200)


def _long(label: str, hint: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=hint,
        max_length=LONGEST,
        error_messages={"max_length": f"Write at most {LONGEST:,} characters under “{label}”."},
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows}),
    )


class Write(forms.Form):
    """The Board's template. ``revision`` is that of the draft it was opened from."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["title"] = text("Title of the paper", 200)
        for section in SECTIONS:
            label = (
                f"{section.under}: {section.heading.lower()}" if section.under else section.heading
            )
            self.fields[section.key] = _long(label, section.hint, section.rows)
        self.fields["recommendations"] = _long(
            "Recommendations",
            "One a line. They are lettered under “It is recommended that the Board:”",
            4,
        )
        labels = ("Officer to contact: post", "Organisation", "Telephone", "E-mail address")
        for key, label in zip(CONTACT_KEYS, labels, strict=True):
            self.fields[key] = text(label, 200, required=False)
        self.fields["contact_email"].validators.append(
            EmailValidator("Write an e-mail address, as name@example.org, or nothing.")
        )
        self.fields["appendices"] = _long(
            "Appendices",
            "Begin each with a line of its own, as: Appendix A: Referrals by district",
            4,
        )


class Upload(forms.Form):
    """A file of somebody's own, in the place of what was ``written`` so far, if anything was."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, files: Any, *, revision: int, written: bool) -> None:
        super().__init__(data, files, initial={"revision": revision})
        if written:
            self.fields["replace"] = forms.BooleanField(
                label="Put the file in the place of what is written in the form",
                error_messages={
                    "required": "The form’s words would be lost: tick the box if you want that."
                },
            )

    file = ScannedFile(
        label="Word document or PDF",
        help_text="A .docx or .pdf file of at most 50 MB.",
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".docx,.pdf"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty: choose another.",
            "max_length": "The name of the file is too long: shorten it.",
        },
    )

    def clean_file(self) -> UploadedFile:
        """Not too large, and of a kind that is known by its name."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has {(file.size or 0) // 1024 // 1024} MB, and at most 50 MB are taken: "
                "make its pictures smaller (Word: Compress Pictures), or split it."
            )
        if not str(file.name).lower().endswith((".docx", ".docm", ".doc", ".pdf")):
            raise forms.ValidationError(
                "The file is neither a Word document (.docx) nor a PDF: save it as one of these."
            )
        return file


class Describe(forms.Form):
    """Words for every picture of a draft."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, pictures: list[tuple[int, Any]], revision: int) -> None:
        super().__init__(data, initial={"revision": revision})
        for shown, (place, picture) in enumerate(pictures, 1):
            self.fields[f"picture-{place}"] = forms.CharField(
                label=f"Picture {shown}: what it shows",
                required=False,
                max_length=1000,
                initial=picture.alt,
                help_text=picture.title,
                widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
            )


class Submit(forms.Form):
    """Sends the draft as it was looked at; a late one says why it cannot wait."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    urgent = passage("Why the paper cannot wait for the next meeting", 3)

    def __init__(self, data: Any, *, revision: int, late: bool) -> None:
        super().__init__(data, initial={"revision": revision})
        if not late:
            del self.fields["urgent"]


class Agree(forms.Form):
    """That the chair agreed to take a late paper."""

    chair = one_of(POSTS, "Who is in the chair")
    on = Day(label="Agreed on")


class Deadlines(forms.Form):
    """A body's steps, in working days before the latest day to publish."""

    asked = number("Papers are asked for", required=True, hint="Working days before.")
    draft = number("Drafts are due", required=True, hint="Working days before.")
    final = number("Final papers are due", required=True, hint="Working days before.")
    dispatch = number(
        "The pack is sent out", required=True, hint="Working days before; 0: that day."
    )

    def steps(self) -> Steps:
        """What was given."""
        return Steps(**self.cleaned_data)


class Because(forms.Form):
    """A reason."""

    because = passage("Why", 3)


class Nothing(forms.Form):
    """A page that only asks whether to go on."""
