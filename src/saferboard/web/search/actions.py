"""What can be found is changed with what is published, and never otherwise.

Nothing here is entered in the audit trail: the publication, correction or withdrawal that the index
follows stands there already, in the same transaction.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from saferboard.core.searching.words import clean
from saferboard.web.search.models import Passage, Scope

LONGEST = 20_000  # letters of a passage; PostgreSQL's index holds no more than some 16,000 words
WIDEST = 2_000  # bytes of all names of a passage
SHORT = {"topic": 200, "mark": 60, "state": 200, "body_name": 200}
LINES = ("organisations", "owners")
SAME = (
    "scope", "kind", "body", "body_name", "date", "organisations", "owners", "topic", "title",
    "text", "mark", "state", "address", "page", "key", "came_of",
)  # fmt: skip


@transaction.atomic
def put(*, by: str, subject: str, scope: Scope, passages: Iterable[Passage]) -> int:
    """Make these the passages of the subject, in the caller's transaction; how many changed.

    What stays as it was is not touched, and keeps the moment at which it first came out. ``by`` is
    whoever publishes: the trail says so with what they published.
    """
    now = timezone.now()
    wanted = list(_whole(subject, scope, passages))
    held = list(Passage.objects.select_for_update().filter(subject=subject))
    left: dict[tuple[Any, ...], list[Passage]] = {}
    for row in held:
        left.setdefault(_same(row), []).append(row)
    known = {(row.kind, row.key, row.text): row.at for row in held}
    fresh, moved = [], []
    for row in wanted:
        if stays := left.get(_same(row)):
            found = stays.pop()
            if found.place != row.place:
                found.place = row.place
                moved.append(found)
        else:
            row.at = known.get((row.kind, row.key, row.text)) or row.at or now
            fresh.append(row)
    gone = [row.pk for rows in left.values() for row in rows]
    _delete(gone)
    Passage.objects.bulk_update(moved, ["place"], batch_size=200)
    Passage.objects.bulk_create(fresh, batch_size=500)
    return len(gone) + len(fresh)


@transaction.atomic
def take_out(*, subject: str) -> None:
    """Nothing of the subject can be found from here on."""
    Passage.objects.filter(subject=subject).delete()


@transaction.atomic
def keep_only(*, subjects: Iterable[str]) -> None:
    """Take out every subject but these, after everything that stands was put anew."""
    held = set(Passage.objects.order_by().values_list("subject", flat=True).distinct())
    for subject in held - set(subjects):
        take_out(subject=subject)


def lines(names: Iterable[str]) -> str:
    """Names as a passage holds them: each once, on a line of its own, between two ends of line.

    As many as PostgreSQL's index of them has room for: some dozens.
    """
    found = "\n"
    for name in dict.fromkeys(filter(None, map(clean, names))):
        if len(f"{found}{name}\n".encode()) <= WIDEST:
            found += f"{name}\n"
    return found if len(found) > 1 else ""


def _whole(subject: str, scope: Scope, passages: Iterable[Passage]) -> Iterable[Passage]:
    """The passages in order, with nothing in them that cannot be kept."""
    place = 0
    for row in passages:
        for text in _pieces(clean(row.text)):
            made = Passage(**{name: getattr(row, name) for name in SAME}, at=row.at)
            made.subject, made.scope, made.place = subject, scope, place
            made.text, made.title = text, clean(row.title)
            for name in LINES:
                setattr(made, name, lines(getattr(row, name).split("\n")))
            for name, most in SHORT.items():
                setattr(made, name, clean(getattr(row, name))[:most])
            place += 1
            yield made


def _pieces(text: str) -> Iterable[str]:
    """A text that is too long for the index, in pieces; others whole."""
    while len(text) > LONGEST:
        cut = text.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield text[:cut]
        text = text[cut:].strip()
    yield text


def _same(row: Passage) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in SAME)


def _delete(keys: list[int]) -> None:
    for start in range(0, len(keys), 500):
        Passage.objects.filter(pk__in=keys[start : start + 500]).delete()
