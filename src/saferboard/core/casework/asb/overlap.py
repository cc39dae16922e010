"""How many of the police's incidents the council holds too: counted, or estimated from a sample.

Of N incidents of an area and period, L are linked: that is counted and has no limits. The rest,
the frame, may hold more that nobody linked. From it a sample is drawn at random, and a person
looks up each: k of n are held, u could not be told. Then the share is

    (L + (N - L) k / (n - u)) / N,

with Wilson's limits for the frame's part: k of n for the lower, k + u of n for the upper. No limit
goes beyond what is known: L + k are held at least, and those of the sample that are not, are not.
Whoever looks up the whole frame has counted, and the limits close.

What comes of it is an ``Overlap`` as the Board's dashboard takes it (``evidence.two_sources``), and
with the two counts the distinct incidents A + B - sB between limits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from saferboard.core.evidence.disclosure.targets import is_small
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rates import Estimate, proportion
from saferboard.core.evidence.two_sources import Distinct, Overlap
from saferboard.core.evidence.two_sources import distinct as distinct_of
from saferboard.core.faults import refuse


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known: of ``total`` incidents ``linked`` stand outside the sample, and of the rest
    ``drawn`` were looked up.

    Of these ``held`` are held by the council too and ``unsure`` could not be told.
    """

    total: int
    linked: int
    drawn: int = 0
    held: int = 0
    unsure: int = 0

    def __post_init__(self) -> None:
        if not (
            0 <= self.linked <= self.total
            and 0 <= self.drawn <= self.frame
            and self.held >= 0
            and self.unsure >= 0
            and self.held + self.unsure <= self.drawn
        ):
            raise ValueError(f"these counts cannot be: {self}")

    @property
    def frame(self) -> int:
        """How many were not linked when the sample was drawn."""
        return self.total - self.linked

    @property
    def is_count(self) -> bool:
        """Whether every incident was looked up and could be told."""
        return self.drawn == self.frame and not self.unsure


def share(looked: Looked) -> Estimate | None:
    """The share, 0 to 1, with its limits; None where there is nothing to know it from."""
    total, linked, frame = looked.total, looked.linked, looked.frame
    if total == 0 or looked.drawn - looked.unsure <= 0 < frame:
        return None
    if looked.is_count:
        exact = (linked + looked.held) / total
        return Estimate(exact, exact, exact)
    told = looked.drawn - looked.unsure
    value = linked + frame * looked.held / told
    low = linked + frame * proportion(looked.held, looked.drawn).lower
    high = linked + frame * proportion(looked.held + looked.unsure, looked.drawn).upper
    least = linked + looked.held
    most = total - (told - looked.held)
    return Estimate(value / total, max(low, least) / total, min(high, most) / total)


def distinct(looked: Looked, reports: int) -> Distinct | None:
    """The distinct incidents of both sources, A + B - sB, with the limits of s.

    ``reports`` is A. None where the share is not known, or larger than the council's reports allow.
    """
    found = share(looked)
    if found is None:
        return None
    return distinct_of(reports, looked.total, (found.value, found.lower, found.upper))


def overlap(
    looked: Looked, *, area: str, period: Period, of: str, measured: date, up_to: int
) -> Overlap:
    """The value for the Board's dashboard. ``of`` is the measure of the police's incidents.

    Refused while nothing is measured, and where it would tell a small count: ``up_to`` is the
    largest, and held, not held and all of them must each be larger or none.
    """
    found = share(looked)
    if found is None:
        raise refuse(
            "the overlap is not measured yet",
            where=f"{area}, {period.words}",
            expected="a sample that was looked up, or every incident linked",
            remedy="draw a sample and look up each of it",
        )
    held = looked.linked + looked.held
    parts = (held, looked.total - held, looked.total)
    if any(is_small(count, up_to) for count in parts):
        raise refuse(
            "so few incidents could tell of somebody",
            where=f"{area}, {period.words}",
            expected=f"none, or more than {up_to}, that are held, that are not, and in all",
            remedy="measure a longer period or a larger area",
        )
    return Overlap(
        area=area,
        period=period,
        of=of,
        per_cent=round(100 * found.value, 1),
        lower=round(100 * found.lower, 1),
        upper=round(100 * found.upper, 1),
        method=method(looked),
        measured=measured,
    )


def method(looked: Looked) -> str:
    """How it was measured, in a few words."""
    if looked.is_count:
        return f"every one of {looked.total:,} incidents looked up"
    unsure = f"; {looked.unsure:,} of them could not be told" if looked.unsure else ""
    return (
        f"{looked.linked:,} links confirmed, and a random sample of {looked.drawn:,} of the other "
        f"{looked.frame:,} incidents looked up{unsure}"
    )


def draw(references: Iterable[str], number: int, seed: str) -> tuple[str, ...]:
    """So many of the references, by lot: those whose hash with the seed comes first.

    Whoever has the seed can draw again and gets the same, in whatever order the references come.
    With a larger number the same ones come first: a sample may be made larger, and not chosen anew.
    """
    if not seed.strip():
        raise refuse(
            "there is no seed",
            where="seed",
            expected="a word or number that was chosen before anybody looked",
            remedy="write one, such as the day's date",
        )
    frame = sorted(set(references), key=lambda one: sha256(f"{seed}\n{one}".encode()).digest())
    if not 1 <= number <= len(frame):
        raise refuse(
            f"{number} cannot be drawn from {len(frame)}",
            where="number",
            expected=f"a whole number from 1 to {len(frame)}"
            if frame
            else "incidents to draw from",
            remedy="choose another number, or another area or period",
        )
    return tuple(frame[:number])
