"""Forms of referrals and of what agencies answer."""

import re
from datetime import date, datetime
from typing import Any

from django import forms

from saferboard.core.casework.marac.agencies import Shortfall
from saferboard.core.casework.marac.referral import Children, Known
from saferboard.core.casework.marac.transfers import Part
from saferboard.web.casework.marac.models import Kind
from saferboard.web.casework.marac.referring import Person, Sent
from saferboard.web.directory.models import Organisation
from saferboard.web.directory.people_forms import Day, Written, one_of, passage, text, word

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d")
YES_NO = (("", "Not asked"), ("yes", "Yes"), ("no", "No"))
ASKED = (("", "Not asked"), (Known.NOT_KNOWN.value, "Asked, and not known"))
SAYS = (("yes", "Yes"), ("no", "No"))


def day_of(said: str) -> date | None:
    """A day as it is written on a line, or none."""
    for form in _DAYS:
        try:
            return datetime.strptime(said.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def choice(label: str, choices: Any, hint: str = "") -> forms.ChoiceField:
    """A choice that may be left as it stands."""
    field = word(label, choices)
    field.required, field.help_text = False, hint
    return field


class Lines(Written):
    """Several things, one a line, each read by ``read``; a line that cannot be read is a fault."""

    def __init__(self, label: str, expected: str, *, hint: str) -> None:
        super().__init__(
            label=label,
            required=False,
            help_text=hint,
            max_length=4_000,
            error_messages={"max_length": f"Write at most 4,000 characters under “{label}”."},
            widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
        )
        self.expected = expected

    def lines(self, value: str) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in value.splitlines() if line.strip()]

    def fault(self, number: int) -> forms.ValidationError:
        """Which line cannot be read; never what it says."""
        return forms.ValidationError(
            f"Line {number} under “{self.label}” cannot be read: write {self.expected}."
        )


class Events(Lines):
    """Days of events, one a line."""

    def clean(self, value: Any) -> list[date]:
        """The days."""
        found = []
        for number, line in enumerate(self.lines(super().clean(value)), start=1):
            day = day_of(line)
            if day is None:
                raise self.fault(number)
            found.append(day)
        return found


class People(Lines):
    """People, one a line: name; date of birth; address. The last two may be left out."""

    def clean(self, value: Any) -> list[tuple[str, date | None, str]]:
        """Name, date of birth and address of each."""
        found = []
        for number, line in enumerate(self.lines(super().clean(value)), start=1):
            name, born, address = (*line.split(";", 2), "", "")[:3]
            day = day_of(born)
            if not name.strip() or (born.strip() and day is None):
                raise self.fault(number)
            found.append((name.strip()[:200], day, address.strip()[:300]))
        return found


class Heard(Lines):
    """Earlier referrals at another MARAC: day; crime or not; day of the meeting."""

    def clean(self, value: Any) -> list[tuple[date, bool, date | None]]:
        """Each with its days."""
        found = []
        for number, line in enumerate(self.lines(super().clean(value)), start=1):
            on, crime, met = (*(one.strip() for one in line.split(";")), "", "")[:3]
            day, meeting = day_of(on), day_of(met)
            if day is None or crime not in ("crime", "no crime") or (met and meeting is None):
                raise self.fault(number)
            found.append((day, crime == "crime", meeting))
        return found


_PEOPLE = "a name; a date of birth as 31/01/1980; an address"


class Refer(forms.Form):
    """A referral. Nothing but the victim is required: what is lacking is gone back for."""

    on = Day(label="Day of the referral")
    criminal = word("Was what happened a crime?", SAYS)
    area = text(
        "GSS code of the district", 9, required=False, hint="As E07000129. For counts only."
    )
    victim = text("Name of the victim", 200, hint="As your agency knows them.")
    victim_born = Day(label="Date of birth of the victim", required=False)
    victim_address = text("Address of the victim", 300, required=False)
    way = text("How may the victim safely be reached?", 300, required=False)
    times = text("At what times?", 300, required=False)
    warnings = text("What must not happen?", 300, required=False, hint="As: leave no message.")
    perpetrators = People(
        "Perpetrators", _PEOPLE, hint="One a line: name; date of birth as 31/01/1980; address."
    )
    unknown_perpetrator = choice(
        "Does nobody know who the perpetrator is?", (("", "No"), ("yes", "Nobody knows"))
    )
    has_children = choice(
        "Are there children?", [(one.value, one.value.capitalize()) for one in Children][::-1]
    )
    children = People(
        "Children", _PEOPLE, hint="One a line: name; date of birth as 31/01/2015; address."
    )
    account = passage("What happened?", 6)
    wishes = passage("What does the victim wish?", 3)
    told_of_referral = choice("Was the victim told of the referral?", YES_NO)
    why_not_told = text("If not, why?", 300, required=False)
    idva = choice("Was an IDVA asked for?", YES_NO)
    judgement = passage(
        "Professional judgement",
        3,
        hint="Why you judge the risk to be high, whatever the checklist says. It never lowers it.",
    )
    events = Events(
        "Days of earlier events", "a day as 31/01/2024", hint="One a line, as 31/01/2024."
    )
    ethnicity = choice(
        "Is the victim of a minority ethnic group?", (*ASKED, *SAYS), "For the quarterly return."
    )
    orientation = choice("Is the victim LGBT+?", (*ASKED, *SAYS))
    disability = choice("Is the victim disabled?", (*ASKED, *SAYS))
    sex = choice(
        "Sex of the victim", (*ASKED, ("female", "Female"), ("male", "Male"), ("other", "Other"))
    )
    again = forms.CharField(required=False, widget=forms.HiddenInput)
    GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("The referral", ("on", "criminal", "area")),
        ("The victim", ("victim", "victim_born", "victim_address", "way", "times", "warnings")),
        ("The perpetrators", ("perpetrators", "unknown_perpetrator")),
        ("Children", ("has_children", "children")),
        ("What happened", ("account", "wishes", "told_of_referral", "why_not_told", "idva")),
        ("Other routes to the meeting", ("judgement", "events")),
        ("Known of the victim, or not", ("ethnicity", "orientation", "disability", "sex")),
    )

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody whom the form names."""
        said = self.cleaned_data
        victim = Person(Kind.VICTIM, said["victim"], said["victim_born"], said["victim_address"])
        return (
            victim,
            *(Person(Kind.PERPETRATOR, *one) for one in said["perpetrators"]),
            *(Person(Kind.CHILD, *one) for one in said["children"]),
        )

    def parts(self) -> dict[str, dict[str, Any]]:
        """What the form says, by its parts."""
        said = self.cleaned_data
        children = said["has_children"] or Children.NOT_ASKED
        if said["children"]:
            children = Children.LISTED
        return {
            "people": {
                "unknown_perpetrator": said["unknown_perpetrator"] == "yes",
                "has_children": str(children),
            },
            "contact": {name: said[name].strip() for name in ("way", "times", "warnings")},
            "account": {
                "account": said["account"],
                "wishes": said["wishes"],
                "told_of_referral": _yes(said["told_of_referral"]),
                "why_not_told": said["why_not_told"],
                "idva": _yes(said["idva"]),
            },
            "judgement": {
                "judgement": said["judgement"].strip(),
                "events": [day.isoformat() for day in said["events"]],
            },
            "characteristics": {
                name: said[name] for name in ("ethnicity", "orientation", "disability", "sex")
            },
        }

    def sent(self) -> Sent:
        """The referral as the action takes it."""
        said = self.cleaned_data
        return Sent(
            on=said["on"],
            criminal=said["criminal"] == "yes",
            people=self.people,
            parts=self.parts(),
            area=said["area"],
            came_from=said.get("came_from", ""),
            earlier=tuple(said.get("earlier", ())),
        )


class TakeIn(Refer):
    """A case that another MARAC sends."""

    came_from = text("Which MARAC sends it?", 120)
    earlier = Heard(
        "Referrals there",
        "a day; crime or no crime; the day of the meeting, if it was heard",
        hint="One a line, as: 28/06/2023; crime; 20/07/2023. These days are kept.",
    )
    GROUPS = (("The other MARAC", ("came_from", "earlier")), *Refer.GROUPS)


def _yes(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)


class Answer(forms.Form):
    """An agency's research."""

    text = passage("What does your agency know that bears on the risk?", 8)
    nothing_known = choice(
        "Or does it know nothing?",
        (("", "No"), ("yes", "My agency looked, and knows nothing")),
        "That is an answer. Silence is none.",
    )


NUMBERS = 2**31 - 1  # as far as the database counts minutes


class Minutes(forms.Form):
    """The minutes of one case."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=NUMBERS)
    settles = forms.CharField(required=False, widget=forms.HiddenInput)
    text = passage("What was said", 8)
    plan = passage("Safety plan", 6)


class Give(forms.Form):
    """An action."""

    agency = one_of(Organisation.objects.none(), "Which agency?")
    text = passage("What is it to do?", 2)
    due = Day(label="By the end of")

    def __init__(self, *args: Any, agencies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["agency"].queryset, fields["text"].required = agencies, True


class Became(forms.Form):
    """What became of an action."""

    done = word("What became of it?", (("yes", "It was done"), ("no", "It was not done")))
    answer = passage("How, or why not", 3)


class SendBack(forms.Form):
    """A referral that is not heard."""

    reason = passage("Why is it not heard?", 3)
    answered = choice(
        "Did the referrer answer?", (("", "Not yet"), ("yes", "Yes, and judges the risk not high"))
    )


class RecordRepeat(forms.Form):
    """What the co-ordinator records of a repeat."""

    repeat = word("Is this a repeat?", SAYS)
    shortfall = choice(
        "If so, why had the case not been made safe?",
        [("", "Not said"), *((one.value, one.value.capitalize()) for one in Shortfall)],
    )


class Transfer(forms.Form):
    """A case that is sent to another MARAC."""

    marac = text("Which MARAC?", 120)
    on = Day(label="Sent on")
    parts = forms.MultipleChoiceField(
        label="What is sent?",
        choices=[(one.value, one.value.capitalize()) for one in Part if one is not Part.LEGAL],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what is sent."},
    )
    agreed = choice(
        "Do the agencies agree that their research goes?", (("", "Not all"), ("yes", "Yes, all"))
    )


class Receipt(forms.Form):
    """The other MARAC's receipt."""

    on = Day(label="On which day did the other MARAC say that it holds the case?")


class Ask(forms.Form):
    """Somebody is asked after."""

    name = text("Name", 200)
    born = Day(label="Date of birth", required=False)


def minute(said: str) -> int | None:
    """The minute of the day of ``09:30``, or none."""
    found = _CLOCK.fullmatch(said.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None
