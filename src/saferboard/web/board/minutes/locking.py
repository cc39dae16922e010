"""What every write to minutes starts with."""

from saferboard.core.board.minutes import must_be_draft
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.board.minutes.models import Minute, Minutes


def named(minutes: Minutes) -> str:
    """The minutes in the audit trail."""
    return f"minutes {minutes.meeting.body.key} {minutes.meeting.date.isoformat()}"


def locked(minutes: Minutes) -> Minutes:
    """The minutes as they are stored now, kept from other writers until the transaction ends."""
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__body")
    return found.get(pk=minutes.pk)


def writable(minutes: Minutes) -> Minutes:
    """The minutes, locked; refused unless they are a draft."""
    held = locked(minutes)
    must_be_draft(held.stage)
    return held


def writable_minute(minute: Minute) -> Minute:
    """The minute as it is stored now, locked with its minutes, which must be a draft."""
    found = Minute.objects.select_for_update(of=("self", "minutes"))
    held = found.select_related("minutes__meeting__body", "item").get(pk=minute.pk)
    must_be_draft(held.minutes.stage)
    return held


def words(text: str, *, where: str, most: int = 100_000, needed: bool = True) -> str:
    """Text as it is stored: line ends made one kind, characters that no database takes left out."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    clean = clean.encode("utf-8", "replace").decode("utf-8")
    if needed and not clean.strip():
        raise refuse("nothing is written", where=where, expected="words", remedy="write them")
    if len(clean) > most:
        raise refuse(
            f"the text has {len(clean):,} characters",
            where=where,
            expected=f"at most {most:,}",
            remedy="shorten it, or divide it",
        )
    return clean


def changed_meanwhile(what: str, *, now: str, yours: str) -> Refused:
    """Two people changed one thing: what stands now and what was sent, both to be seen."""
    return Refused(
        Fault(
            f"somebody else changed it meanwhile. It now says “{now}”; you wrote “{yours}”",
            where=what,
            expected="a change made from how it stands now",
            remedy="decide between the two, and save again",
        )
    )
