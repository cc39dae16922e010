"""When events were: counts by weekday and hour, told in bands of three hours."""

from collections.abc import Iterable

from saferboard.core.evidence.profile.bands import band_of, bands, keeps
from saferboard.core.evidence.profile.located import HourCount
from saferboard.core.evidence.profile.profile import Week

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PART = 3
PARTS = tuple(f"{start:02d}:00 to {start + PART:02d}:00" for start in range(0, 24, PART))
FEWEST = 60
"""With fewer events in twelve months than these (five a month) parts of a week say nothing."""

NOT_LOADED = (
    "police.uk gives the month only, and no counts by weekday and hour are held for these twelve "
    "months"
)
TOO_FEW = f"fewer than {FEWEST} events in twelve months are too few for a pattern"
GIVES_AWAY = "so few events that the parts would give small numbers away"


def week(measure: str, suppress_to: int, counts: Iterable[HourCount]) -> Week:
    """The week of a measure from its counts by hour; those not given hold no events."""
    held = list(counts)
    if not held:
        return Week(measure, unknown=NOT_LOADED)
    parts = [[0] * len(PARTS) for _ in DAYS]
    for count in held:
        parts[count.weekday - 1][count.hour // PART] += count.events
    every = [events for day in parts for events in day]
    if sum(every) < FEWEST:
        return Week(measure, unknown=TOO_FEW)
    if not keeps(every, suppress_to):
        return Week(measure, unknown=GIVES_AWAY)
    shown = bands(suppress_to)
    return Week(measure, tuple(tuple(band_of(events, shown) for events in day) for day in parts))
