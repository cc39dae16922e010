"""What a cell may hold. Zero is a Number; nothing else stands for absence."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Number:
    """A known value, in its measure's unit, with 95% limits and its two parts where they exist."""

    value: float
    lower: float | None = None
    upper: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    state: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A value that is known but may not be shown."""

    reason: str
    state: Literal["suppressed"] = "suppressed"


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is not known."""

    reason: str
    state: Literal["missing"] = "missing"


Figure = Number | Suppressed | Missing
