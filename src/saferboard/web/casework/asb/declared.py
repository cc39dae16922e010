"""The partnership's settings for anti-social behaviour, as published."""

from functools import lru_cache

from saferboard.core.casework.asb.settings import FILE, Settings, read_settings
from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Faults
from saferboard.web.casework.lock.declared import text_of


def settings() -> Settings:
    """All of it. Refused if the partnership published none."""
    return _read(text_of(FILE))


def held() -> Settings | None:
    """The same; none if the partnership published none."""
    try:
        return settings()
    except Refused:
        return None


@lru_cache(maxsize=4)
def _read(text: str) -> Settings:
    faults = Faults()
    found = read_settings(text, faults)
    faults.refuse()
    if found is None:
        raise LookupError("a file without faults gave no settings")
    return found
