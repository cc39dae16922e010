"""How Saferboard says no: what is wrong, where, what was expected and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what the user gave. Never holds personal data."""

    what: str
    where: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return (
            f"{self.where}: {self.what}\n  expected: {self.expected}\n  what to do: {self.remedy}"
        )

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for a page that shows where it is."""
        return f"{self.what[:1].upper()}{self.what[1:]}: {self.remedy}."


class Refused(Exception):
    """Input is refused whole, for one or more faults; nothing was stored."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def refuse(what: str, *, where: str, expected: str, remedy: str) -> Refused:
    """The refusal for a single fault, ready to raise."""
    return Refused(Fault(what, where, expected, remedy))
