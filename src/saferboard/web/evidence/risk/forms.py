"""Forms about the risk matrix."""

from datetime import date
from typing import Any

from django import forms

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.risk import Scale
from saferboard.web.directory.people_forms import Day, passage
from saferboard.web.evidence.risk.actions import field

MOST_QUARTERS = 12


class Scored(forms.Form):
    """A whole number for each scale, the day, and what it rests on."""

    def __init__(
        self, data: Any, scales: tuple[Scale, ...], initial: dict[str, Any], why: str
    ) -> None:
        super().__init__(data, initial=initial)
        self.scales = scales
        for scale in scales:
            self.fields[field(scale)] = forms.TypedChoiceField(
                label=scale.name,
                help_text=scale.asks,
                coerce=int,
                choices=[
                    ("", "Choose a score"),
                    *((n, scale.word(n)) for n in range(scale.least, scale.most + 1)),
                ],
                widget=forms.Select(attrs={"class": "govuk-select"}),
                error_messages={"required": f"Choose a score for “{scale.name.lower()}”."},
            )
        self.fields["on"] = Day(
            label="Day of the score",
            help_text="Today, or the earlier day on which it was agreed.",
        )
        self.fields["reason"] = passage("Reason", 3, why)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Write what the score rests on."

    @property
    def points(self) -> dict[str, int]:
        """The scores by scale."""
        return {scale.key: self.cleaned_data[field(scale)] for scale in self.scales}


class Publish(forms.Form):
    """Which quarter, as of which day, and why if it is not the first of the quarter."""

    def __init__(self, data: Any, quarters: list[Period], today: date) -> None:
        last = quarters[0].last
        end = (date(last.year + last.month // 12, last.month % 12 + 1, 1)).toordinal() - 1
        super().__init__(data, initial={"on": min(today, date.fromordinal(end))})
        self.fields["quarter"] = forms.TypedChoiceField(
            label="Quarter",
            coerce=Period.parse,
            choices=[(str(quarter), quarter.words) for quarter in quarters],
            widget=forms.Select(attrs={"class": "govuk-select"}),
        )
        self.fields["on"] = Day(
            label="Scores as of", help_text="Scores given after this day are not used."
        )
        self.fields["note"] = passage(
            "What it corrects", 3, "Only for a quarter whose matrix is published already."
        )
