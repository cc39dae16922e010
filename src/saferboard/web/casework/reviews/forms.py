"""The public's form, and the forms of whoever judges an application."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate

from saferboard.web.directory.people_forms import Day, passage, text, word

ROWS = 6
HATE = "I think it happened because of who I am (hate)"


def tick(label: str, *, hint: str = "", required: bool = False) -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(
        label=label,
        required=required,
        help_text=hint,
        error_messages={"required": "Tick the box, or contact us in another way."},
    )


class Apply(forms.Form):
    """Who applies, where, and what happened. Nothing but what a review needs is asked."""

    area = word("Where does it happen?", ())
    name = text("Your name", 120)
    address = passage("Your address", 3)
    reach = text(
        "How can we reach you safely?",
        200,
        hint="A telephone number or an e-mail address that only you read.",
    )
    for_other = text(
        "If you apply for somebody else: their name", 120, required=False,
        hint="They must agree to it.",
    )  # fmt: skip
    account = passage("What has been happening?", 8)
    harm = passage("What has it done to you?", 4)
    response = passage("What was done about it, and why is that not enough?", 4)
    agrees = tick(
        "I agree that the council, the police, health bodies and housing providers share what they "
        "know of this, to review it",
        required=True,
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["area"].choices = [("", "Choose one"), *areas]
        fields["area"].error_messages["required"] = "Choose the council of the place."
        for name in ("address", "account"):
            fields[name].required = True
            fields[name].error_messages["required"] = (
                f"Write something under “{fields[name].label}”."
            )


@dataclass(frozen=True, slots=True)
class Made:
    """A complaint as the applicant wrote it."""

    behaviour: date
    made: date
    told: str
    number: str
    hate: bool


class Reported(forms.Form):
    """One complaint that was made before. A row left empty is passed over."""

    behaviour = Day(label="Day on which it happened", required=False)
    made = Day(label="Day on which you reported it", required=False)
    told = text("Who you told", 120, required=False, hint="Council, police, landlord")
    number = text("Reference number, if you have one", 60, required=False)
    hate = tick(HATE)

    def clean(self) -> dict[str, Any]:
        """Both days, or neither and nothing else."""
        said = super().clean() or {}
        days = [name for name in ("behaviour", "made") if not said.get(name)]
        if days and (any(said.get(name) for name in self.fields)):
            for name in days:
                if name not in self.errors:
                    self.add_error(name, "Give the day, as near as you know it.")
        happened, reported = said.get("behaviour"), said.get("made")
        for name, on in (("behaviour", happened), ("made", reported)):
            if on and on > localdate():
                self.add_error(name, "Give today or an earlier day.")
        if happened and reported and reported < happened:
            self.add_error("made", "Give the day on which it happened, or a later day.")
        return said

    @property
    def complaint(self) -> Made | None:
        """The complaint; none where the row was left empty."""
        said = self.cleaned_data
        return Made(**said) if said.get("behaviour") and said.get("made") else None


class Judge(forms.Form):
    """What the body decides of the threshold, and what it had regard to."""

    met = word("Is the threshold met?", (("", "Choose one"), ("yes", "Yes"), ("no", "No")))
    persistence = passage("Persistence of the behaviour", 3)
    harm = passage("Harm caused, or the potential for harm", 3)
    response = passage("Adequacy of the response", 3)


class Outcome(forms.Form):
    """What a review found."""

    findings = passage("What the review found", 6)
    recommended = tick("It makes recommendations")
    recommendations = passage("The recommendations, and to whom", 4)

    def clean(self) -> dict[str, Any]:
        """Recommendations are written down where it makes some."""
        said = super().clean() or {}
        if not (said.get("findings") or "").strip():
            self.add_error("findings", "Write what the review found.")
        if said.get("recommended") != bool((said.get("recommendations") or "").strip()):
            self.add_error("recommendations", "Write the recommendations, and tick the box.")
        return said


class Publish(forms.Form):
    """Publishing a year again needs a reason."""

    because = passage("Why the figures differ from those published before", 3)
