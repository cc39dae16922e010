"""Forms about what people say for a profile."""

from collections.abc import Sequence
from typing import Any

from django import forms

from saferboard.web.directory.people_forms import passage, text, word
from saferboard.web.evidence.profiles.actions import MOST, Choice


class Comment(forms.Form):
    """The analyst's words."""

    def __init__(self, data: Any, said: str) -> None:
        super().__init__(data, initial={"text": said})
        self.fields["text"] = passage(
            "Commentary",
            14,
            "Plain text; an empty line begins a new paragraph. The public reads it: name nobody, "
            "and give no count from 1 to 4.",
        )


class Choose(forms.Form):
    """Up to so many measures, each with the reason why the district works on it."""

    def __init__(
        self, data: Any, measures: Sequence[tuple[str, str]], said: Sequence[Choice]
    ) -> None:
        initial: dict[str, str] = {}
        for number, (key, because) in enumerate(said[:MOST], start=1):
            initial |= {f"measure_{number}": key, f"because_{number}": because}
        super().__init__(data, initial=initial)
        for number in range(1, MOST + 1):
            choice = word(f"Priority {number}", [("", "None"), *measures])
            choice.required = False
            self.fields[f"measure_{number}"] = choice
            self.fields[f"because_{number}"] = text(
                f"Why priority {number}", 500, required=False, hint="In a sentence."
            )

    @property
    def items(self) -> list[Choice]:
        """What was chosen, in order; a row without a measure is none."""
        said = self.cleaned_data
        rows = [
            (said[f"measure_{number}"], said[f"because_{number}"]) for number in range(1, MOST + 1)
        ]
        return [(key, because) for key, because in rows if key]
