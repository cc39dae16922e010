"""The form that takes a paper to be checked."""

from typing import Any

from django import forms

from saferboard.engines.papers import ENDINGS, LARGEST
from saferboard.web.directory.scanning import ScannedFile

LONGEST = 500_000


class Given(forms.Form):
    """A file, or pasted words; one of them."""

    file = ScannedFile(
        label="The paper as a file",
        help_text="Word (.docx), PDF, web page, Markdown or text, of at most 20 MB.",
        required=False,
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ",".join(ENDINGS)}),
        error_messages={
            "empty": "The file is empty: choose another.",
            "max_length": "The name of the file is too long: shorten it.",
        },
    )
    text = forms.CharField(
        label="Or paste its words",
        help_text="Tables keep their columns when they are copied from Word or a spreadsheet.",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two, and not too large."""
        said = super().clean() or {}
        file, text = said.get("file"), str(said.get("text") or "").strip()
        if self.errors:
            return said
        if file and text:
            self.add_error("text", "Give a file or pasted words, not both.")
        elif not file and not text:
            self.add_error("file", "Choose a file, or paste the words of the paper.")
        elif file and (file.size or 0) > LARGEST:
            self.add_error(
                "file", "The file has more than 20 MB: make its pictures smaller, or split it."
            )
        return said
