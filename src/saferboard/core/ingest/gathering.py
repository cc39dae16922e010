"""Gathering every fault before refusing, and checking names that one file takes from another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from saferboard.core.faults import Fault, Refused

SIMILAR = 0.6


def nearest(wrong: str, names: Iterable[str], cutoff: float = SIMILAR) -> str | None:
    """The name most like the wrong one, in its own spelling; None if nothing is like it."""
    held = {name.casefold(): name for name in names}
    found = get_close_matches(wrong.casefold(), held, n=1, cutoff=cutoff)
    return held[found[0]] if found else None


def did_you_mean(wrong: str, names: Iterable[str], otherwise: str) -> str:
    """What to write instead of a wrong name."""
    near = nearest(wrong, names)
    return f"did you mean '{near}'?" if near else otherwise


@dataclass(slots=True)
class Faults:
    """The faults found so far. Reading goes on after a fault; ``refuse`` ends it."""

    found: list[Fault] = field(default_factory=list)

    def add(self, what: str, *, where: str, expected: str, remedy: str) -> None:
        """Note a fault and go on."""
        self.found.append(Fault(what, where, expected, remedy))

    def refuse(self) -> None:
        """Refused with every fault found; nothing if there is none."""
        if self.found:
            raise Refused(*self.found)


@dataclass(frozen=True, slots=True)
class Names:
    """What may be referred to.

    ``held`` is None where the file that declares it cannot be read: one missing file must not be
    reported again by every row that refers to it.
    """

    what: str
    file: str
    held: frozenset[str] | None

    def check(self, name: str, where: str, faults: Faults) -> bool:
        """Whether the name may stand; an unknown one is a fault."""
        if self.held is None or name in self.held:
            return True
        faults.add(
            f"there is no {self.what} '{name}'",
            where=where,
            expected=f"{self.what} declared in {self.file}",
            remedy=did_you_mean(name, self.held, f"declare it in {self.file} or correct the name"),
        )
        return False
