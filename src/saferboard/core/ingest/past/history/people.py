"""Names over time made one person and the posts that they held, or a question to somebody.

Two names are made one only where that is plain. What is merely likely is a doubt.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from saferboard.core.ingest.past.history.organisations import Renames, is_role, shared
from saferboard.core.ingest.past.history.person_names import Name, alike, near, parse
from saferboard.core.ingest.past.history.words import folded
from saferboard.core.ingest.past.values import NOWHERE, Doubt, Span

MERGE, ASK = 0.8, 0.5
NEW_NAME = "the same given name in the same post, one after the other, with another surname"
ELSEWHERE = 0.15  # how much less sure it is where no organisation is shared
HERE = 0.05  # and how much surer where one is


@dataclass(frozen=True, slots=True)
class Appearance:
    """A name somewhere at a meeting, with what stands beside it."""

    name: str
    post: str
    on: date
    source: str = ""
    span: Span = NOWHERE
    listed: bool = True  # in the attendance, where nobody stands twice under two names


@dataclass(frozen=True, slots=True)
class Tenure:
    """What stood beside a person, from one meeting to another, and at how many."""

    post: str
    since: date
    until: date
    meetings: int


@dataclass(frozen=True, slots=True)
class Group:
    """One person: every form of the name, the fullest first, and why they are one."""

    names: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    reason: str
    certainty: float
    appearances: tuple[Appearance, ...]

    @property
    def name(self) -> str:
        """The fullest form."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Matched:
    """The people found, by surname, and what a person must answer."""

    people: tuple[Group, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Form:
    """A name written one way, at one organisation where that is what tells two people apart."""

    name: Name
    seen: list[Appearance]
    lists: set[tuple[date, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.lists = {(one.on, one.source) for one in self.seen if one.listed}

    @property
    def order(self) -> tuple[str, str, date, str]:
        return (self.name.surname, self.name.key, self.seen[0].on, self.seen[0].post)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two forms that may be one person's."""

    certainty: float
    reason: str
    first: int
    second: int
    only_asked: bool = False

    def beside(self, n: int) -> int:
        """The other of the two."""
        return self.second if self.first == n else self.first


def match(appearances: Iterable[Appearance], renames: Renames | None = None) -> Matched:
    """Every person, each appearance under one of them, and the doubts."""
    known = renames or Renames()
    doubts: list[Doubt] = []
    forms = _forms(appearances, known, doubts)
    pairs = sorted(_pairs(forms, known), key=lambda p: (-p.certainty, p.first, p.second))
    groups = _Groups(forms)
    by_form: dict[int, list[_Pair]] = {}
    for pair in pairs:
        by_form.setdefault(pair.first, []).append(pair)
        by_form.setdefault(pair.second, []).append(pair)
    asked = []
    for pair in pairs:
        unsure = pair.only_asked or pair.certainty < MERGE
        if unsure or _is_ambiguous(pair, by_form, groups):
            asked.append(pair)
        else:
            groups.join(pair)
    for pair in asked:
        if pair.only_asked or groups.may_join(pair):
            doubts.append(_question(forms[pair.first], forms[pair.second], pair.reason))
    people = tuple(sorted(groups.people(known), key=lambda group: _sorted_by(group.name)))
    return Matched(people, tuple(doubts))


def _sorted_by(text: str) -> tuple[str, str]:
    name = parse(text)
    return (name.surname, name.key)


def _question(one: _Form, other: _Form, reason: str) -> Doubt:
    first, second = (
        f"{form.seen[0].name} ({form.seen[0].post or 'no post'}, {form.seen[0].on.isoformat()})"
        for form in (one, other)
    )
    return Doubt("people", f"{first}; {second}", f"one person or two: {reason}", one.seen[0].span)


def _forms(appearances: Iterable[Appearance], renames: Renames, doubts: list[Doubt]) -> list[_Form]:
    """One for each way of writing a name; namesakes parted by organisation."""
    by_key: dict[str, list[Appearance]] = {}
    for one in sorted(appearances, key=lambda a: (a.on, a.source, a.span, a.name, a.post)):
        if parse(one.name).surname:
            by_key.setdefault(_key(parse(one.name)), []).append(one)
    forms: list[_Form] = []
    for key in sorted(by_key):
        forms += _parted(by_key[key], renames, doubts)
    return sorted(forms, key=lambda form: form.order)


def _key(name: Name) -> str:
    """Mr. and Mrs. J. Holt are two from the start."""
    return f"{name.key}|{name.is_man}" if name.is_short else name.key


def _parted(seen: list[Appearance], renames: Renames, doubts: list[Doubt]) -> list[_Form]:
    name = _titled([parse(one.name) for one in seen])
    places = _places(seen, renames)
    if len(places) < 2 or not (name.is_short or _clash(places)):
        return [_Form(name, seen)]
    if _clash(places):
        told = "; ".join(f"{place[0].name}, {place[0].post}" for place in places)
        why = "the name stands at one meeting beside different organisations: taken as namesakes"
        doubts.append(Doubt("people", told, why, seen[0].span))
    return [_Form(_titled([parse(one.name) for one in place]), place) for place in places]


def _titled(names: list[Name]) -> Name:
    """One name of several alike, with every title and honour that any of them has."""
    titles = dict.fromkeys(title for name in names for title in name.titles)
    honours = dict.fromkeys(honour for name in names for honour in name.honours)
    return replace(names[0], titles=tuple(titles), honours=tuple(honours))


def _places(seen: list[Appearance], renames: Renames) -> list[list[Appearance]]:
    """The appearances by organisation; one beside nothing goes with the first."""
    places: list[list[Appearance]] = []
    bare = [one for one in seen if not one.post.strip()]
    for one in seen:
        if one.post.strip():
            home = next((p for p in places if shared(p[0].post, one.post, renames)), None)
            if home is None:
                places.append([one])
            else:
                home.append(one)
    if not places:
        return [bare]
    places[0] = sorted([*places[0], *bare], key=lambda a: a.on) if bare else places[0]
    return places


def _clash(places: list[list[Appearance]]) -> bool:
    """Whether one source lists the name twice at one meeting, at two organisations."""
    lists = [
        {(one.on, one.source) for one in place if one.listed and one.post.strip()}
        for place in places
    ]
    return any(a & b for a, b in combinations(lists, 2))


def _pairs(forms: Sequence[_Form], renames: Renames) -> list[_Pair]:
    """All that may be one, found by their surnames and not by looking at every two."""
    by_near: dict[str, list[int]] = {}
    for n, form in enumerate(forms):
        for key in sorted({*near(form.name.surname), *near(form.name.key.replace(" ", ""))}):
            by_near.setdefault(key, []).append(n)
        if form.name.given:
            by_near.setdefault(f"{form.name.given[0]} {form.name.surname[:4]}", []).append(n)
            by_near.setdefault(f"{form.name.given[0]} {form.name.surname[-4:]}", []).append(n)
            for post in {folded(post) for post in _posts(form) if is_role(post)}:
                by_near.setdefault(f"{form.name.given[0]}, {post}", []).append(n)
    looked = {pair for held in by_near.values() for pair in combinations(held, 2)}
    found = (_pair(forms, first, second, renames) for first, second in sorted(looked))
    return [pair for pair in found if pair is not None]


def _pair(forms: Sequence[_Form], first: int, second: int, renames: Renames) -> _Pair | None:
    one, other = forms[first], forms[second]
    like = alike(one.name, other.name)
    if one.lists & other.lists:
        # Who stands twice in one list under two names is two people.
        return None
    if like is None:
        return _Pair(ASK, NEW_NAME, first, second, True) if _follows(one, other) else None
    places = [shared(a, b, renames) for a in _posts(one) for b in _posts(other)]
    certainty, reason = like.certainty, like.reason
    if any(places):
        certainty, reason = certainty + HERE, f"{reason}, at one organisation"
    elif set(one.name.honours) & set(other.name.honours) and False not in places:
        reason = f"{reason}, with the same honours"
    else:
        certainty, reason = certainty - ELSEWHERE, f"{reason}, at no organisation shared"
    certainty = round(min(certainty, 1.0), 3)
    return _Pair(certainty, reason, first, second) if certainty >= ASK else None


def _follows(one: _Form, other: _Form) -> bool:
    """Whether somebody of the same given name took up the same post when the one had left it."""
    given = [form.name.given[:1] for form in (one, other)]
    if given[0] != given[1] or one.name.is_short or one.name.surname == other.name.surname:
        return False
    days = sorted([(form.seen[0].on, form.seen[-1].on) for form in (one, other)])
    posts = [{folded(post) for post in _posts(form) if is_role(post)} for form in (one, other)]
    return days[0][1] < days[1][0] and bool(posts[0] & posts[1])


def _posts(form: _Form) -> list[str]:
    return list(dict.fromkeys(one.post for one in form.seen))


def _is_ambiguous(pair: _Pair, by_form: Mapping[int, Sequence[_Pair]], groups: "_Groups") -> bool:
    """Whether one of the two fits another person just as well."""
    return any(
        rival.certainty >= pair.certainty and not groups.fit(pair.beside(n), rival.beside(n))
        for n in (pair.first, pair.second)
        for rival in by_form[n]
        if rival != pair
    )


class _Groups:
    """Forms joined into people, never against the lists of those who were there."""

    def __init__(self, forms: Sequence[_Form]) -> None:
        self._forms = forms
        self._of = {n: [n] for n in range(len(forms))}
        self._why: dict[int, list[_Pair]] = {}

    def are_one(self, one: int, other: int) -> bool:
        return self._of[one] is self._of[other]

    def fit(self, one: int, other: int) -> bool:
        """Whether all forms of the one may be all forms of the other."""
        return self.are_one(one, other) or all(
            not self._forms[a].lists & self._forms[b].lists
            and alike(self._forms[a].name, self._forms[b].name) is not None
            for a in self._of[one]
            for b in self._of[other]
        )

    def may_join(self, pair: _Pair) -> bool:
        return not self.are_one(pair.first, pair.second) and self.fit(pair.first, pair.second)

    def join(self, pair: _Pair) -> None:
        """Make two one: all forms of the one fit all of the other, else the pair is ambiguous."""
        if self.are_one(pair.first, pair.second):
            return
        joined = [*self._of[pair.first], *self._of[pair.second]]
        for n in joined:
            self._of[n] = joined
            self._why.setdefault(n, []).append(pair)

    def people(self, renames: Renames) -> Iterable[Group]:
        """Each group once."""
        for n in range(len(self._forms)):
            held = sorted(self._of[n])
            if held[0] == n:
                why = {pair for m in held for pair in self._why.get(m, ())}
                yield _group([self._forms[m] for m in held], why, renames)


def _group(forms: Sequence[_Form], why: set[_Pair], renames: Renames) -> Group:
    seen = sorted((one for form in forms for one in form.seen), key=lambda a: (a.on, a.source))
    names = dict.fromkeys(one.name for one in seen)
    ordered = sorted(names, key=lambda text: (-len("".join(parse(text).key)), -len(text), text))
    told = sorted(why, key=lambda pair: (-pair.certainty, pair.first, pair.second))
    reason = "; ".join(dict.fromkeys(pair.reason for pair in told)) or "one name throughout"
    certainty = min((pair.certainty for pair in told), default=1.0)
    return Group(tuple(ordered), tenures(seen, renames), reason, certainty, tuple(seen))


def tenures(seen: Sequence[Appearance], renames: Renames) -> tuple[Tenure, ...]:
    """What stood beside a name, run by run; what stands beside nothing says nothing."""
    runs: list[tuple[str, list[date]]] = []
    for one in seen:
        if not one.post.strip():
            continue
        if runs and shared(runs[-1][0], one.post, renames):
            post, days = runs[-1]
            runs[-1] = (max(post, one.post, key=len), [*days, one.on])
        else:
            runs.append((one.post, [one.on]))
    return tuple(Tenure(post, days[0], days[-1], len(set(days))) for post, days in runs)
