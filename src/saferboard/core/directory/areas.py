"""Places: a force area, counties, districts, and what lies within what on a given day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.faults import refuse


class AreaKind(StrEnum):
    """What sort of place an area is. Leaves (districts and unitaries) carry the counts."""

    COUNTRY = "country"
    REGION = "region"
    FORCE = "force"
    COUNTY = "county"
    DISTRICT = "district"
    UNITARY = "unitary"


LEAVES = frozenset({AreaKind.DISTRICT, AreaKind.UNITARY})


@dataclass(frozen=True, slots=True)
class Area:
    """A place with its GSS code, the place it lies in, and the days between which it exists."""

    code: str
    name: str
    kind: AreaKind
    parent: str | None = None
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()

    def exists_on(self, day: date) -> bool:
        """First and last day included; an open end is open."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then its other names."""
        return (self.name, *self.aliases)


class Areas:
    """Every area of a partnership and its peers, found by code, name or alias."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._by_code = {area.code: area for area in areas}
        self._children: dict[str, list[Area]] = {}
        for area in self._by_code.values():
            if area.parent is not None:
                self._children.setdefault(area.parent, []).append(area)
        # A name may belong to a county and to a force: the first of these kinds wins. Of two areas
        # that bore it in turn (a boundary change gives a new code) the later one wins.
        self._by_name: dict[str, Area] = {}
        order = [
            AreaKind.COUNTY,
            *sorted(LEAVES),
            AreaKind.FORCE,
            AreaKind.REGION,
            AreaKind.COUNTRY,
        ]
        last = {area.code: (area.until or date.max).toordinal() for area in self}
        for area in sorted(self, key=lambda a: (order.index(a.kind), -last[a.code])):
            for name in area.names:
                self._by_name.setdefault(name.casefold(), area)

    def __iter__(self) -> Iterator[Area]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Area:
        return self._by_code[code]

    def named(self, text: str) -> Area | None:
        """The area with this code, name or alias, in any case; None if there is none."""
        return self._by_code.get(text) or self._by_name.get(text.strip().casefold())

    def find(self, text: str) -> Area:
        """As ``named``, but an unknown area is refused."""
        area = self.named(text)
        if area is None:
            raise refuse(
                f"no area is called '{text}'",
                where="area",
                expected="one of " + ", ".join(sorted(a.name for a in self)),
                remedy="use a name or a GSS code from areas.csv, or add the area there",
            )
        return area

    def children(self, code: str) -> tuple[Area, ...]:
        """The areas that lie directly within this one."""
        return tuple(self._children.get(code, ()))

    def leaves(self, code: str) -> tuple[Area, ...]:
        """The districts and unitaries within an area; a leaf holds itself."""
        area = self[code]
        if area.kind in LEAVES:
            return (area,)
        return tuple(leaf for child in self.children(code) for leaf in self.leaves(child.code))
