"""Forms about sources of the past."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from saferboard.core.directory.areas import Area
from saferboard.core.ingest.past.public import folded
from saferboard.core.ingest.past.text.clock import hour_of
from saferboard.engines.past import LARGEST, Kind
from saferboard.web.directory.models import Body, Person
from saferboard.web.directory.people_forms import one_of, passage, text
from saferboard.web.evidence.returns.forms import Files, SeveralFiles
from saferboard.web.ingest.models import Settlement
from saferboard.web.ingest.people import Match

KINDS = (
    (Kind.PACK.value, "Packs: PDF, text, Markdown or HTML"),
    (Kind.MODERNGOV.value, "Pages of a committee system (Modern.Gov): HTML, XML or text"),
)
HOUR = re.compile(r"[0-9:. ]{1,8}(?:[ap]\.?m\.?|noon)?|noon", re.I)
MEGABYTE = 1024 * 1024


def _choice(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose one"), *choices],
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of those shown."},
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )


class Upload(forms.Form):
    """Files of the past."""

    kind = _choice("What they are", KINDS)
    chosen = SeveralFiles(
        label="Files",
        help_text="Several at once, at most 50 MB together. More is for the server: "
        "saferboard import pack FOLDER --commit.",
        widget=Files(
            attrs={
                "class": "govuk-file-upload",
                "accept": ".pdf,.txt,.text,.md,.markdown,.html,.htm,.xml",
            }
        ),
        error_messages={
            "required": "Choose a file.",
            "empty": "A file is empty: choose another.",
            "max_length": "The name of a file is too long: shorten it.",
        },
    )

    def clean_chosen(self) -> list[UploadedFile]:
        """Not more than can be read while somebody waits."""
        files: list[UploadedFile] = self.cleaned_data["chosen"]
        if sum(file.size or 0 for file in files) > LARGEST:
            raise forms.ValidationError(
                "The files have more than 50 MB together, which takes longer than a page can "
                "wait. Send fewer at a time, or import them on the server."
            )
        return files


class Settle(forms.Form):
    """An answer to a doubt, or other words for lines."""

    choice = _choice("What is right", Settlement.Choice.choices)
    correction = passage("How the lines should read", 2, "As many lines as are shown, or fewer.")
    reason = passage("Why", 2, "Needed unless it is right as it was read.")


class Lines(forms.Form):
    """Other words for lines that nothing doubted."""

    first = forms.IntegerField(
        label="First line", min_value=1, widget=forms.TextInput(attrs={"class": "govuk-input"})
    )
    last = forms.IntegerField(
        label="Last line", min_value=1, widget=forms.TextInput(attrs={"class": "govuk-input"})
    )
    correction = passage(
        "How they should read", 6, "As many lines as there are, or fewer. Empty: they are left out."
    )
    reason = passage("Why", 2)


class Know(forms.Form):
    """Whom a name means."""

    NOBODY = "nobody"
    name = forms.CharField(max_length=120, widget=forms.HiddenInput)
    said = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    person = _choice("Whom the name means", ())

    def __init__(self, data: Any, match: Match) -> None:
        super().__init__(data, initial={"name": match.name, "said": match.said})
        likely = [(str(one.person.pk), f"{one.person} ({one.why})") for one in match.likely]
        shown = {pk for pk, _ in likely}
        others = Person.objects.values_list("pk", "name")
        rest = [(str(pk), name) for pk, name in others if str(pk) not in shown]
        nobody = (self.NOBODY, "Nobody who is held here")
        self.fields["person"] = _choice("Whom the name means", [*likely, nobody, *rest])

    def chosen(self) -> Person | None:
        """The person, if one was chosen."""
        given = self.cleaned_data["person"]
        return None if given == self.NOBODY else Person.objects.get(pk=int(given))


class Choose(forms.Form):
    """Which of two accounts holds."""

    subject = forms.CharField(max_length=200, widget=forms.HiddenInput)
    held = _choice("Which one holds", ())
    reason = passage("Why", 2, "Needed if the newly read one takes the place of the other.")

    def __init__(self, data: Any, subject: str, name: str, source: str) -> None:
        super().__init__(data, initial={"subject": subject}, auto_id=f"id_%s_{folded(subject)}")
        self.fields["held"] = _choice(
            "Which one holds", [("yes", f"{name}, which is held"), ("no", f"{source}, newly read")]
        )


class Activate(forms.Form):
    """Writes what was read into the Board's tables."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        seen: int,
        names: tuple[str, ...],
        bodies: Mapping[str, Body],
        hourless: bool,
        has_log: bool,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.names = names
        for place, name in enumerate(names):
            self.fields[f"body-{place}"] = one_of(
                Body.objects.all(), f"“{name}” is", initial=bodies.get(folded(name))
            )
        if hourless:
            self.fields["starts"] = text(
                "Hour at which meetings began for which none is printed", 20, hint="As 10.00 am."
            )
        if has_log:
            self.fields["take_log"] = _tick(
                "Take the action log into the Board’s own",
                "For the newest log. Older ones can be read on the public page without it.",
            )
        self.fields["is_open"] = _tick(
            "The original was published as it is: let everybody open it",
            "Leave it unticked if it holds anything that was not public.",
        )

    def clean_starts(self) -> Any:
        """An hour."""
        said = self.cleaned_data["starts"].strip()
        hour = hour_of(said)
        if hour is None or not HOUR.fullmatch(said):
            raise forms.ValidationError("Write an hour, as 10.00 am.")
        return hour

    def bodies(self) -> dict[str, Body]:
        """Which body each name is."""
        return {name: self.cleaned_data[f"body-{place}"] for place, name in enumerate(self.names)}


def _tick(label: str, hint: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=hint)


class Because(forms.Form):
    """Why."""

    reason = passage("Why", 3, "The public can read this.")


class Dismiss(forms.Form):
    """That a finding is none."""

    key = forms.CharField(max_length=500, widget=forms.HiddenInput)
    reason = passage("Why it is none", 2)


class Where(forms.Form):
    """The area that the figures of dashboards are of; the first unless one is chosen."""

    def __init__(self, asked: Mapping[str, Any], areas: Iterable[Area]) -> None:
        choices = [(area.code, f"{area.name} ({area.code})") for area in areas]
        super().__init__({"area": asked.get("area", choices[0][0])}, auto_id="%s")
        self.fields["area"] = _choice("Area that the figures are of", choices)
