"""Every page of a release lives twice: under the newest release, and under its own number."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Place
from saferboard.core.faults import Refused
from saferboard.web.evidence import queries
from saferboard.web.evidence.detail import Sight, sight_of
from saferboard.web.evidence.models import Release

_SLUG = re.compile(r"(\d{4})-(\d{2})-(q[1-4])")


class QuarterConverter:
    """``2021-22-q4`` in an address, a Period in a view."""

    regex = r"\d{4}-\d{2}-q[1-4]"

    def to_python(self, value: str) -> Period:
        """ValueError (so: no such page) for years that do not follow one another."""
        start, end, quarter = _SLUG.fullmatch(value).groups()  # type: ignore[union-attr]
        try:
            return Period.parse(f"{start}/{end}-{quarter.upper()}")
        except Refused as error:
            raise ValueError(str(error)) from error

    def to_url(self, value: Period) -> str:
        """The quarter as it stands in an address."""
        return str(value).replace("/", "-").lower()


@dataclass(frozen=True, slots=True)
class Address:
    """Where a release is looked at: as the newest one, or pinned to its quarter and number.

    ``sight`` tells whether it is shown whole, to somebody who may see suppressed figures; to them
    ``bounded`` names the small counts that earlier releases bound too tightly.
    """

    row: Release
    pinned: bool
    sight: Sight = Sight.PUBLIC
    bounded: tuple[str, ...] = ()

    @property
    def detail(self) -> bool:
        """Whether it is shown whole."""
        return self.sight is Sight.WHOLE

    def to(self, name: str, **parts: str) -> str:
        """The address of a page of this release; the same page moves on with the newest one."""
        if not self.pinned:
            return reverse(name, kwargs=parts)
        return reverse(f"release:{name}", kwargs={**self.where, **parts})

    def above(self, name: str, **parts: str) -> str:
        """The address of this release's page in a room that stands over this one."""
        if not self.pinned:
            return reverse(name, kwargs=parts)
        return reverse(f"release-{name}", kwargs={**self.where, **parts})

    @property
    def where(self) -> dict[str, Period | int]:
        """Quarter and number."""
        return {"quarter": Period.parse(self.row.quarter), "number": self.row.number}

    @property
    def seal(self) -> str:
        """The fingerprint of what is shown."""
        return self.row.fingerprint if self.detail else self.row.public.fingerprint

    @property
    def record(self) -> str:
        """The page that tells how the release was made."""
        return reverse("release-record", kwargs=self.where)


def address_of(request: HttpRequest, row: Release, *, pinned: bool) -> Address:
    """Where a release is looked at, and as what whoever asks may see it."""
    sight = sight_of(request)
    bounded = queries.bounded(row) if sight is Sight.WHOLE else ()
    return Address(row, pinned, sight, bounded)


def place_slug(place: Place) -> str:
    """A place in an address. Two places of one name (a county, a force) differ by kind."""
    if place.kind in {"district", "unitary"}:
        return slugify(place.name)
    return slugify(f"{place.name} {place.kind}")
