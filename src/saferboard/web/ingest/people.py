"""Names of the past and the people and posts that are held here. Nobody is linked by a guess."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.ingest.past.history.organisations import Renames, shared
from saferboard.core.ingest.past.history.person_names import Name, alike, near, parse
from saferboard.core.ingest.past.values import Minutes, Reading
from saferboard.core.ingest.past.values import Person as Said
from saferboard.web.directory.models import Person, Post, Tenure
from saferboard.web.ingest import queries
from saferboard.web.ingest.models import Known

# Above this nothing but a title, a middle name, or an initial at the same organisation differs.
SURE, LIKELY = 0.96, 0.5
HERE, ELSEWHERE = 0.05, 0.15  # surer at the same organisation, and less sure at another


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody held here whose name may be the one that was read, and how sure that is."""

    person: Person
    post: Post | None
    certainty: float
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A name with what stood beside it, whom it means, or who it may be.

    ``asks``: a person must say. Neither a match nor a question: nobody who is held here.
    """

    name: str
    said: str
    on: date | None
    person: Person | None = None
    post: Post | None = None
    known: Known | None = None
    likely: tuple[Likely, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether somebody must say who it is."""
        return self.known is None and self.person is None and bool(self.likely)


def said(one: Said) -> tuple[str, str]:
    """The name and what stood beside it, as they are kept."""
    return one.name[:120], one.post[:200]


def matches(reading: Reading) -> dict[tuple[str, str], Match]:
    """Every name of the attendance with what stood beside it, once. Three queries."""
    settled = queries.known()
    held = _Held(Tenure.objects.select_related("person", "post__organisation"))
    found: dict[tuple[str, str], Match] = {}
    for minutes in reading.minutes:
        for person in everybody(minutes):
            key = said(person)
            if key not in found:
                found[key] = _match(*key, minutes.on, settled, held)
    return found


def everybody(minutes: Minutes) -> Iterable[Said]:
    """Everybody of the attendance, those who sent apologies too."""
    return (*minutes.present, *minutes.officers, *minutes.others, *minutes.apologies)


def post_of(person: Person, on: date | None) -> Post | None:
    """The post that somebody held on a day, if it was one alone."""
    tenures = Tenure.objects.filter(person=person).select_related("person", "post__organisation")
    held = _Held(tenures)
    return held.post(person, on) if person.pk in held.tenures else None


class _Held:
    """Who held which posts, found by how their surnames are written."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self.tenures: dict[int, list[Tenure]] = {}
        self.people: dict[int, tuple[Person, Name]] = {}
        self._near: dict[str, set[int]] = {}
        for tenure in tenures:
            person = tenure.person
            self.tenures.setdefault(person.pk, []).append(tenure)
            if person.pk not in self.people:
                name = parse(person.name)
                self.people[person.pk] = (person, name)
                for key in near(name.surname):
                    self._near.setdefault(key, set()).add(person.pk)

    def like(self, name: Name) -> list[int]:
        """The people whose surnames are near to one."""
        return sorted({pk for key in near(name.surname) for pk in self._near.get(key, ())})

    def post(self, person: Person, on: date | None) -> Post | None:
        """The post that somebody held on a day, if it was one alone."""
        posts = [
            tenure.post
            for tenure in self.tenures[person.pk]
            if on and tenure.since <= on and (tenure.until is None or on <= tenure.until)
        ]
        return posts[0] if len(posts) == 1 else None


def _match(
    name: str,
    beside: str,
    on: date | None,
    settled: Mapping[tuple[str, str], Known],
    held: _Held,
) -> Match:
    known = settled.get((name, beside))
    if known is not None:
        return Match(name, beside, on, known.person, known.post, known)
    likely = sorted(_likely(parse(name), beside, on, held), key=lambda one: -one.certainty)
    best = [one for one in likely if one.certainty >= SURE]
    if len(best) == 1:
        return Match(name, beside, on, best[0].person, best[0].post)
    return Match(name, beside, on, likely=tuple(likely))


def _likely(name: Name, beside: str, on: date | None, held: _Held) -> Iterable[Likely]:
    for pk in held.like(name):
        person, parsed = held.people[pk]
        like = alike(name, parsed)
        if like is None:
            continue
        posts = [str(tenure.post) for tenure in held.tenures[pk]]
        places = [shared(beside, post, Renames()) for post in posts]
        certainty = like.certainty + (HERE if True in places else 0)
        certainty -= ELSEWHERE if False in places and True not in places else 0
        if certainty >= LIKELY:
            yield Likely(person, held.post(person, on), round(min(certainty, 1.0), 3), like.reason)
