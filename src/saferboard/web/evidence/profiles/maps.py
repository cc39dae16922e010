"""The maps of a profile as pictures of its document: named by their bytes, told in words."""

import hashlib
from collections.abc import Mapping

from saferboard.core.document.tree import Picture
from saferboard.core.evidence.profile.document import districts_of, hexagons_of
from saferboard.core.evidence.profile.profile import Profile
from saferboard.core.evidence.profile.words import standing, where


def pictures(profile: Profile, maps: Mapping[str, str]) -> dict[str, Picture]:
    """Each map as a picture, by the map's name."""
    told = {}
    for line in profile.lines:
        key, name = line.measure.key, line.measure.name
        spread, stood = profile.spread(key), profile.standing(key)
        if spread is not None:
            told[hexagons_of(key)] = (f"{name} by hexagon", where(spread))
        if stood is not None:
            told[districts_of(key)] = (
                f"{name} by district",
                standing(stood, line.measure, profile),
            )
    return {
        key: Picture(sha_of(maps[key]), "svg", alt, title)
        for key, (title, alt) in told.items()
        if key in maps
    }


def sha_of(svg: str) -> str:
    """What a map is kept under."""
    return hashlib.sha256(svg.encode()).hexdigest()
