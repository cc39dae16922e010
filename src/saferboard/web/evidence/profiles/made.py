"""A profile with what is kept beside it."""

from dataclasses import dataclass
from typing import Any

from saferboard.core.evidence.profile.profile import Profile


@dataclass(frozen=True, slots=True)
class Made:
    """A profile, its maps by name, and for those who may see it what was seen of each measure."""

    profile: Profile
    maps: dict[str, str]
    detail: dict[str, Any]
