"""Forms about returns and loading. What figures may say is asked by the rules, not here."""

import secrets
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from saferboard.engines.sheets.reading import MOST_BYTES
from saferboard.web.directory.models import Post
from saferboard.web.directory.people_forms import one_of, passage, text
from saferboard.web.directory.scanning import ScannedFile

MOST_LOADED = 50 * 1024 * 1024
CHOOSE = {
    "required": "Choose a file.",
    "empty": "The file is empty: choose another.",
    "max_length": "The name of the file is too long: shorten it.",
}


class Once(forms.Form):
    """A form that makes one thing however often it is sent: its key is made when it is shown."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, **about: Any) -> None:
        about["initial"] = {"key": secrets.token_urlsafe(16), **(about.get("initial") or {})}
        super().__init__(*args, **about)

    def clean_key(self) -> str:
        """A key, even where a browser lost it."""
        return self.cleaned_data["key"] or secrets.token_urlsafe(16)


class Upload(Once):
    """A spreadsheet of figures; who accepts returns may send one for any post."""

    file = ScannedFile(
        label="Spreadsheet",
        help_text="The template filled in: an Excel workbook (.xlsx) or CSV, of at most 5 MB.",
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".xlsx,.csv"}),
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, posts: QuerySet[Post] | None = None, **about: Any) -> None:
        super().__init__(*args, **about)
        if posts is not None:
            self.fields["post"] = one_of(posts, "For which post", to_field_name="key")
            self.order_fields(["key", "post", "file"])

    def clean_file(self) -> UploadedFile:
        """Not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                "The file has more than 5 MB, and a return needs far less: put the figures into a "
                "fresh template."
            )
        return file


class Accept(forms.Form):
    """Takes a return as it was held against what was seen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


class Reject(forms.Form):
    """Sends a return back."""

    reason = passage("What is wrong, and what is needed", 4)


class Files(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class SeveralFiles(ScannedFile):
    """One file or more."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file as a single one is cleaned."""
        single = super().clean
        chosen = data if isinstance(data, list | tuple) else [data]
        return [single(one, initial) for one in chosen] if chosen else single(None, initial)


class Load(Once):
    """Files of evidence."""

    chosen = SeveralFiles(
        label="Files",
        help_text="As downloaded from data.police.uk (.zip, or -street.csv files), or one CSV of "
        "observations. At most 50 MB together.",
        widget=Files(attrs={"class": "govuk-file-upload", "accept": ".csv,.gz,.zip"}),
        error_messages=CHOOSE,
    )

    def clean_chosen(self) -> list[UploadedFile]:
        """Not more than can be loaded while somebody waits."""
        files: list[UploadedFile] = self.cleaned_data["chosen"]
        if sum(file.size or 0 for file in files) > MOST_LOADED:
            raise forms.ValidationError(
                "The files have more than 50 MB together, which takes longer than a page can "
                "wait. Load them on the server instead: saferboard load police-uk FILE. Or send "
                "fewer months at a time."
            )
        return files


class Activate(forms.Form):
    """Loads what was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


class Quarter(forms.Form):
    """Which quarter to work out."""

    quarter = text("Quarter", 12, hint="As 2021/22-Q4. Q1 is April to June.")


class Freeze(forms.Form):
    """Freezes what was previewed: ``seen`` is its fingerprint."""

    quarter = forms.CharField(widget=forms.HiddenInput, max_length=12)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
