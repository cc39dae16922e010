"""Reading profiles, and what was said for them. A profile never changes: each is read once."""

from dataclasses import dataclass
from functools import lru_cache

from saferboard.core.document.tree import Document
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.building import DISTRICTS
from saferboard.core.evidence.profile.document import document
from saferboard.core.evidence.profile.hexagons import SEEN, Seen
from saferboard.core.evidence.profile.profile import PROFILE, Footing, Priority, Profile
from saferboard.core.evidence.release import Place, Release
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.queries import post_of
from saferboard.web.evidence.addresses import place_slug
from saferboard.web.evidence.profiles.maps import pictures
from saferboard.web.evidence.profiles.models import ChosenPriorities, Commentary, MadeProfile

CONTENT = ("payload", "maps", "detail")


@dataclass(frozen=True, slots=True)
class Read:
    """A profile as it is shown: its values, its document, and the maps that it names."""

    profile: Profile
    document: Document
    maps: dict[str, str]


def newest_of_each() -> list[MadeProfile]:
    """The newest profile of each district, by name, without its content. One query."""
    found: dict[str, MadeProfile] = {}
    for row in MadeProfile.objects.defer(*CONTENT):
        found.setdefault(row.area, row)
    return sorted(found.values(), key=lambda row: row.name)


def newest(slug: str) -> MadeProfile | None:
    """The newest profile of the newest quarter of a district."""
    return MadeProfile.objects.defer(*CONTENT).filter(slug=slug).first()


def numbered(slug: str, quarter: Period, number: int) -> MadeProfile | None:
    """One profile of a district's quarter."""
    found = MadeProfile.objects.defer(*CONTENT).filter(slug=slug, quarter=str(quarter))
    return found.filter(number=number).first()


def others(row: MadeProfile) -> list[MadeProfile]:
    """The district's other profiles, newest first."""
    return list(MadeProfile.objects.defer(*CONTENT).filter(area=row.area).exclude(pk=row.pk))


def newest_in(area: str, quarter: Period) -> MadeProfile | None:
    """The newest profile of a district for a quarter, without its content."""
    return MadeProfile.objects.defer(*CONTENT).filter(area=area, quarter=str(quarter)).first()


def read(row: MadeProfile) -> Read:
    """What a profile says. One query the first time."""
    return _read(row.pk)


@lru_cache(maxsize=16)
def _read(pk: int) -> Read:
    row = MadeProfile.objects.defer("detail").get(pk=pk)
    profile = PROFILE.validate_python(row.payload)
    drawn = pictures(profile, row.maps)
    return Read(profile, document(profile, drawn), row.maps)


def detail(row: MadeProfile) -> dict[str, Seen]:
    """Each hexagon's count and test by measure: not for the public."""
    stored = MadeProfile.objects.only("detail").get(pk=row.pk).detail
    return {measure: SEEN.validate_python(seen) for measure, seen in stored.items()}


def chosen(area: str) -> ChosenPriorities | None:
    """The priorities of a district that stand."""
    return ChosenPriorities.objects.filter(area=area).first()


def choices(area: str) -> list[ChosenPriorities]:
    """Every choice of priorities, newest first."""
    return list(ChosenPriorities.objects.filter(area=area))


def priorities(area: str) -> tuple[Priority, ...]:
    """The priorities that stand, as values; empty where none were chosen."""
    found = chosen(area)
    if found is None:
        return ()
    return tuple(
        Priority(item["measure"], Footing.CHOSEN, item["because"], found.post, found.on)
        for item in found.items
    )


def commentaries(area: str) -> list[Commentary]:
    """Every version of every commentary on a district, newest first."""
    return list(Commentary.objects.filter(area=area))


def commentary(area: str, quarter: Period) -> str:
    """What stands as commentary on a district's quarter; empty where nothing was written."""
    found = Commentary.objects.filter(area=area, quarter=str(quarter)).first()
    return found.text if found else ""


def districts(release: Release) -> list[Place]:
    """The districts of a release that it says something of, by name."""
    said = {a.area for a in release.assessments}
    held = (p for p in release.places if p.kind in DISTRICTS and p.code in said)
    return sorted(held, key=lambda place: place.name)


def district(release: Release, slug: str) -> Place | None:
    """The district of a release with this slug."""
    return next((p for p in districts(release) if place_slug(p) == slug), None)


def post_behind(user: object) -> Post | None:
    """The post of whoever is signed in."""
    return post_of(user) if isinstance(user, User) else None
