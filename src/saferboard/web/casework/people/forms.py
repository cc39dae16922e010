"""Forms about people."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from saferboard.core.casework.people.linking import Said
from saferboard.core.casework.people.records import Address, Born, Known, Name
from saferboard.web.casework.people.models import Kin, Part, PersonRecord
from saferboard.web.casework.people.recording import Written
from saferboard.web.directory.people_forms import NOT_CHOSEN, Day, one_of, passage, text, word

KNOWN = [
    (Known.PERSON, "It is known who"),
    (Known.UNBORN, "An unborn child"),
    (Known.UNKNOWN, "It is not known who"),
]


class Record(forms.Form):
    """Somebody, as one's own agency knows them. ``turn`` is the record's as it was seen."""

    turn = forms.IntegerField(widget=forms.HiddenInput, required=False)
    part = word("In this case", [NOT_CHOSEN, *Part.choices])
    known = word("Who is it?", KNOWN)
    given = text("Given names", 120, required=False)
    family = text("Family name", 120, required=False)
    aliases = passage("Other names", 2, hint="One a line, the family name last: Ann Example.")
    born = text(
        "Date of birth", 10, required=False, hint="As 14/3/1990, or as far as known: 3/1990, 1990."
    )
    sex = text("Sex as recorded", 40, required=False)
    addresses = passage("Addresses", 3, hint="One a line, newest first: 1 Example Street, ZZ1 1AA.")
    phones = passage("Telephone numbers", 2, hint="One a line.")

    def clean_born(self) -> Born | None:
        """A date, or as much of one as is known."""
        said = self.cleaned_data["born"].replace("-", "/").strip()
        if not said:
            return None
        parts = said.split("/")
        try:
            numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
            if len(numbers) != len(parts) or not 1880 <= numbers[-1] <= 2199:
                raise ValueError
            return Born(*reversed(numbers))
        except (ValueError, TypeError):
            raise forms.ValidationError("Write a date as 14/3/1990, 3/1990 or 1990.") from None

    def clean(self) -> dict[str, Any]:
        """Nobody but an unborn child is born later than today."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        born, known = said.get("born"), said.get("known")
        if born and known != Known.UNBORN and born.first > localdate():
            self.add_error("born", "This date lies in the future. Correct it, or leave it out.")
        return said

    def written(self) -> Written:
        """What is said, as the action takes it."""
        said = self.cleaned_data
        return Written(
            part=said["part"],
            known=Known(said["known"]),
            name=Name(said["given"], said["family"]),
            aliases=tuple(Name(*one.rpartition(" ")[::2]) for one in lines(said["aliases"])),
            born=said["born"],
            sex=said["sex"],
            addresses=tuple(address(one) for one in lines(said["addresses"])),
            phones=tuple(lines(said["phones"])),
        )

    @classmethod
    def of(cls, row: PersonRecord, homes: tuple[Address, ...], data: Any = None) -> "Record":
        """The form with what a record says."""
        numbers = (row.birth_day, row.birth_month, row.birth_year)
        said = {
            **{name: getattr(row, name) for name in ("turn", "part", "known", "given", "family")},
            "sex": row.sex,
            "aliases": "\n".join(" ".join(filter(None, one)) for one in row.aliases),
            "born": "/".join(str(one) for one in numbers if one),
            "addresses": "\n".join(", ".join(filter(None, (h.lines, h.postcode))) for h in homes),
            "phones": "\n".join(row.phones),
        }
        return cls(data, initial=said)


def lines(said: str) -> list[str]:
    """The lines in which something is written."""
    return [one.strip() for one in said.splitlines() if one.strip()][:20]


def address(line: str) -> Address:
    """A line as an address, its postcode after the last comma if it looks like one."""
    before, _, last = line.rpartition(",")
    is_code = len(last.strip()) <= 8 and any(letter.isdigit() for letter in last)
    return Address(before.strip(), last.strip()) if before and is_code else Address(line)


class Relate(forms.Form):
    """Somebody is something to somebody else."""

    record = one_of(PersonRecord.objects.none(), "Who")
    kind = word("Is", [NOT_CHOSEN, *Kin.choices])
    other = one_of(PersonRecord.objects.none(), "Of")
    since = Day(label="Since", required=False)
    until = Day(label="Until", required=False)

    def __init__(self, data: Any = None, *, people: list[tuple[int, str]], rows: Any) -> None:
        super().__init__(data)
        fields: Any = self.fields
        for name in ("record", "other"):
            fields[name].queryset = rows
            fields[name].choices = [("", "Choose one"), *people]


class Decide(forms.Form):
    """A decision of a pair. ``seen`` is the newest that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    said = word("Decision", ())
    reason = passage("Why", 3, hint="What you know that the records do not say.")

    def __init__(self, data: Any = None, *, stands: Said | None, seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        fields: Any = self.fields
        named = {
            Said.LINK: "They are one person",
            Said.REFUSE: "They are not one person",
            Said.UNDO: "Take back what was decided",
        }
        held = Said.UNDO if stands is None else stands
        open_to = [(one, words) for one, words in named.items() if one is not held]
        fields["said"].choices = [NOT_CHOSEN, *open_to]
        fields["reason"].required = True
        fields["reason"].error_messages["required"] = "Say why."
