"""What releases say of every place and measure: never an error to repeat.

A paper names measures loosely and speaks of many places. A figure that some release gives under
such a name is right for something, so it raises no alarm; a sentence that names another place is
not held against what is known of the Board's own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.core.evidence.checking.known import is_small, places_of
from saferboard.core.evidence.checking.labels import Label
from saferboard.core.evidence.checking.stated import Range, Stated
from saferboard.core.evidence.checking.tokens import Token
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.release import Release

Figure = tuple[frozenset[str], bool, Range]
"""The stems of its measure's name, whether it is in per cent, and what it may be."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """Figures that releases give, and the names of places other than the Board's own."""

    figures: tuple[Figure, ...] = ()
    places: frozenset[str] = frozenset()

    def repeats(self, label: Label, token: Token) -> bool:
        """Whether a stated figure is one that a release gives under a name like this one."""
        said, per_cent = token.figure.range(), token.kind == "p"
        return any(
            stems & label.stems and share == per_cent and value.meets(said)
            for stems, share, value in self.figures
        )

    def elsewhere(self, text: str) -> bool:
        """Whether a sentence names another place."""
        return any(re.search(rf"\b{re.escape(name)}\b", text) for name in self.places)


NONE = Sayings()
"""Where no release is at hand."""


def sayings_of(releases: Iterable[Release]) -> Sayings:
    """What these releases give of every measure in every place, now and before."""
    figures: list[Figure] = []
    places: set[str] = set()
    own: set[str] = set()
    for release in releases:
        held = {m.key: (Label.of(m.name).stems, m) for m in release.measures}
        places |= {place.name for place in release.places}
        own.add(release.place(release.area).name)
        for a in release.assessments:
            stems, measure = held[a.measure]
            share = measure.kind is Kind.PROPORTION
            for figure in (a.figure, a.previous):
                if isinstance(figure, Number) and not is_small(figure, measure):
                    value = Stated(figure.value, places_of(measure)).range()
                    figures.append((stems, share, value))
    return Sayings(tuple(dict.fromkeys(figures)), frozenset(places - own))
