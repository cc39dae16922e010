"""What stands over an agenda: the body, the day, the place and the hour."""

import re
from collections.abc import Sequence
from datetime import date

from saferboard.core.ingest.past.text.dates import date_in, time_in
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.prose import joined
from saferboard.core.ingest.past.text.titles import is_sentence

_VENUE = re.compile(r"^(?:venue|location|place)\s?[:\t]\s?(?P<venue>.+)$", re.I)
_BODY = re.compile(r"^(?:meeting|body|committee|board)\s?[:\t]\s?(?P<body>.+)$", re.I)
_AT = re.compile(
    r"\b(?:to\sbe\sheld\s|held\s)?(?:at|in|via)\s(?P<venue>(?!\d|noon)[A-Z][^;]{3,120})", re.S
)
_LABEL = re.compile(
    r"^(?:date|time|venue|location|place|meeting|contact|email|e-mail|tel|telephone|date/time|day)\b[\s/\w]{0,20}[:\t]",
    re.I,
)
UNPLACED = "stands on the cover and belongs to no item"


def read_cover(lines: Sequence[Line], ledger: Ledger) -> tuple[str, date | None, str, str]:
    """What stands over the agenda: the body, the day, the place and the hour."""
    body, venue, starts = "", "", ""
    on: date | None = None
    for at, line in enumerate(lines):
        text = line.text.replace("\t", " ").strip()
        label, place = _BODY.match(line.text), _VENUE.match(line.text)
        day, hour = date_in(text), time_in(text)
        if label:
            body = label["body"].strip()
        elif place:
            venue = place["venue"].strip()
        elif day or (hour and _LABEL.match(line.text)):
            here = _AT.search(text) if not _LABEL.match(line.text) else None
            on, starts = on or day, starts or hour
            venue = venue or (here["venue"].strip(" .") if here else "")
        elif (
            on
            and not venue
            and not is_sentence(text)
            and not _LABEL.match(line.text)
            and _near(lines, at)
        ):
            venue = text
        elif (
            not on
            and not _LABEL.match(line.text)
            and not is_sentence(text)
            and (not body or body.lower() == text.lower())
        ):
            body = text
        elif not on and body and _broken(body, text):
            body = joined(body, text, ledger)
        else:
            ledger.reject([line], UNPLACED)
            continue
        ledger.claim([line], "agenda")
    return body, on, venue, starts


def _near(lines: Sequence[Line], at: int) -> bool:
    """Whether the day stands on the line before: what follows it is the place."""
    return at > 0 and date_in(lines[at - 1].text) is not None


def _broken(body: str, text: str) -> bool:
    """Whether a body's name goes on in the next line."""
    return body.isupper() and text.isupper() and len(text) < 60 and body.lower() not in text.lower()
