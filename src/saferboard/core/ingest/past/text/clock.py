"""An hour as papers print it: 10.00 am, 2:30pm, 14.00, 10 o'clock, noon."""

import re
from datetime import time

_HOUR = re.compile(r"\b(\d{1,2})(?:\s?[.:]\s?(\d{2}))?\s?(a\.?m|p\.?m|noon)?\b", re.I)
_NOON, _LAST = 12, 23


def hour_of(text: str) -> time | None:
    """The first hour that a text tells; None where it tells none."""
    if text.strip().casefold().rstrip(".") in ("noon", "midday", "12 noon"):
        return time(_NOON)
    for found in _HOUR.finditer(text):
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if not half and found[2] is None and "o'clock" not in text.replace("’", "'"):
            continue  # a bare number is no hour
        if half.startswith("p") and hour < _NOON:
            hour += _NOON
        elif half.startswith("a") and hour == _NOON:
            hour = 0
        if hour <= _LAST and minute < 60:
            return time(hour, minute)
    return None
