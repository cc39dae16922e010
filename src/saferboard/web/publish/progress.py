"""How far a pack has come, for whoever waits for it. Forgotten when it is done."""

import json
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from django.conf import settings

from saferboard.engines.pdf.binder import Told
from saferboard.web.board.meetings.models import Meeting


class Progress(TypedDict):
    """What is being done, and how many papers of how many are set."""

    words: str
    done: int
    of: int


def teller(meeting: Meeting) -> Told:
    """Writes down how far it has come, where any process can read it. A full disk stops nothing."""

    def told(words: str, done: int, of: int) -> None:
        place = _place(meeting)
        fresh = place.with_suffix(".new")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps({"words": words, "done": done, "of": of}), "utf-8")
            fresh.replace(place)

    return told


def so_far(meeting: Meeting) -> Progress | None:
    """How far it has come; none where nothing is being made."""
    with suppress(OSError, ValueError):
        found: Progress = json.loads(_place(meeting).read_text("utf-8"))
        return found
    return None


def forget(meeting: Meeting) -> None:
    """It is done, or was given up."""
    with suppress(OSError):
        _place(meeting).unlink(missing_ok=True)


def _place(meeting: Meeting) -> Path:
    return Path(settings.CACHE) / "progress" / f"meeting-{meeting.pk}.json"
