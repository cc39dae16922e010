"""One text for one event, whichever database has kept it.

What JSON leaves open is fixed: keys are in order, nothing stands between the parts, every letter
beyond ASCII is escaped, and a number is written out in full. PostgreSQL keeps a number as a decimal
and gives 1e16 back as 10000000000000000; both are written the same here.
"""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal


def canonical(value: object) -> str:
    """The value as canonical JSON. ValueError for what JSON cannot say."""
    if isinstance(value, dict):
        pairs = sorted(value.items())
        return "{" + ",".join(f"{canonical(key)}:{canonical(held)}" for key, held in pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return json.dumps(value)


def _number(value: float) -> str:
    told = Decimal(repr(value))
    if not told.is_finite():
        raise ValueError(f"{value} is no number that JSON knows")
    text = f"{told:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def digest(*, at: datetime, by: str, action: str, object: str, detail: object) -> str:
    """SHA-256 of what an event says. Its moment is told in UTC to the microsecond."""
    plain = json.loads(json.dumps(detail))  # as the database will give it back: no tuples, no enums
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    text = canonical([moment, by, action, object, plain])
    return hashlib.sha256(text.encode("ascii")).hexdigest()
