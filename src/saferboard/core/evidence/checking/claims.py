"""What a sentence says with its figures: changes, shares, sums, lengths of time, ranks.

Each phrase is a way of saying something; what fits none is no claim. Precision comes before
recall: words between the figures of a claim must be those of the claim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from saferboard.core.evidence.checking import phrases
from saferboard.core.evidence.checking.grammar import DOWN, MARK, UP, Sentence, picked
from saferboard.core.evidence.checking.known import dated
from saferboard.core.evidence.checking.stated import Stated
from saferboard.core.evidence.checking.tokens import Token
from saferboard.core.evidence.checking.wholes import wholes

YEAR = 12


@dataclass(frozen=True, slots=True)
class Change:
    """From one figure to another. ``stated`` is what the change is said to be, ``verb`` its way."""

    previous: Token
    current: Token
    stated: Token | None
    verb: str


@dataclass(frozen=True, slots=True)
class Against:
    """So many more or fewer than a base, said to be so much per cent of it."""

    part: Token
    stated: Token
    base: Token


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, said to be so much per cent."""

    part: Token
    whole: Token
    stated: Token


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share written as n/N."""

    ratio: Token
    stated: Token


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts said to make a total; without ``all_told`` some parts may be left unsaid."""

    parts: tuple[Token, ...]
    total: Token
    all_told: bool


@dataclass(frozen=True, slots=True)
class Length:
    """A number of months beside the stretch of time that it describes."""

    months: Token
    span: Token


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place among so many."""

    rank: Token


Stating = Change | Against | Share | Ratio
Claim = Change | Against | Share | Ratio | Sum | Length | Ranked


def claims(found: Sentence) -> Iterator[Claim]:
    """Every claim of a sentence that its own words make whole."""
    used: set[Token] = set()
    for claim in (*_against(found), *_shares(found), *_than(found), *_changes(found)):
        parts = _tokens(claim)
        if not used.intersection(parts):
            used.update(parts)
            yield claim
    yield from _once(_sums(found))
    yield from _lengths(found)
    yield from _ranks(found)


def _tokens(claim: Stating) -> set[Token]:
    """What of a claim no other may claim too."""
    if claim.stated is not None:
        return {claim.stated}
    return {claim.previous, claim.current}


def _against(found: Sentence) -> Iterator[Stating]:
    for pattern in phrases.AGAINST:
        for match in pattern.finditer(found.marked):
            part, stated, base = picked(found, match)
            yield Against(part, stated, base)


def _shares(found: Sentence) -> Iterator[Stating]:
    for pattern, order in phrases.SHARES:
        for match in pattern.finditer(found.marked):
            groups = [g for g in match.groups() if g is not None and g.isdigit()]
            gap = next(g for g in match.groups() if g is not None and not g.isdigit())
            three = [found.tokens[int(g)] for g in groups]
            if not _moves(gap):
                part, whole, stated = (three[n] for n in order)
                yield Share(part, whole, stated)
    for pattern in phrases.RATIOS:
        for match in pattern.finditer(found.marked):
            one, other = picked(found, match)
            ratio, stated = (one, other) if one.kind == "r" else (other, one)
            yield Ratio(ratio, stated)


def _moves(text: str) -> bool:
    return bool(re.search(f"{UP}|{DOWN}", text, re.I) or phrases.BREAKERS.search(text))


def _changes(found: Sentence) -> Iterator[Stating]:
    taken: list[tuple[int, int]] = []
    for pattern, order in phrases.PAIRS:
        for match in pattern.finditer(found.marked):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            one, other = picked(found, match)
            if one.kind != other.kind or phrases.BREAKERS.search(match[0]):
                continue
            taken.append(match.span())
            previous, current = _in_order(found, *((other, one) if order else (one, other)))
            stated = _attached(found, match)
            yield Change(previous, current, stated, _verb(found, match))
    for match, previous, current in _by_years(found):
        if previous.kind == current.kind and not phrases.BREAKERS.search(match[0]):
            yield Change(previous, current, _attached(found, match), "")


def _in_order(found: Sentence, previous: Token, current: Token) -> tuple[Token, Token]:
    """The two figures of a pair, turned round where their dates say so."""
    times = {one.token: one.period for one in dated(found)}
    was, now = times.get(previous), times.get(current)
    turned = was is not None and now is not None and was.last > now.last
    return (current, previous) if turned else (previous, current)


def _than(found: Sentence) -> Iterator[Stating]:
    for match in phrases.THAN.finditer(found.marked):
        current, stated, previous = (found.tokens[int(match[n])] for n in (1, 2, 4))
        if current.kind == previous.kind and not phrases.BREAKERS.search(match[0]):
            way = "up" if match[3].lower() in ("higher", "more", "up", "above") else "down"
            yield Change(previous, current, stated, way)


def _by_years(found: Sentence) -> Iterator[tuple[re.Match[str], Token, Token]]:
    """A figure in one year and another in another, the earlier first."""
    for match in phrases.YEARS.finditer(found.marked):
        one, first, other, second = picked(found, match)
        times = [t.span.period for t in (first, second) if t.span and t.span.period]
        if len(times) == 2 and times[0] != times[1]:
            yield match, *((one, other) if times[0] < times[1] else (other, one))


def _attached(found: Sentence, match: re.Match[str]) -> Token | None:
    """The per cent, or points, said of a pair of figures in the words before or after it."""
    rest = found.marked[match.end() :]
    after = phrases.AFTER.match(rest)
    if after and _joins(rest[: after.end()]) and _is_change(found, rest, after):
        return found.tokens[int(after[2])]
    before = found.marked[: match.start()]
    for one in (pattern.search(before) for pattern in phrases.BEFORE):
        if (
            one
            and not phrases.BREAKERS.search(one[2])
            and len(one[2].split()) <= 8
            and not _stops(one[2])
        ):
            return found.tokens[int(one[1])]
    return None


def _is_change(found: Sentence, rest: str, after: re.Match[str]) -> bool:
    """Whether a per cent after a pair is called a change, has a sign, or stands in brackets."""
    token = found.tokens[int(after[2])]
    lead, tail = rest[: after.end()], rest[after.end() : after.end() + 14]
    called = phrases.CALLED.search(MARK.sub(" ", lead)) or phrases.CALLED_AFTER.match(tail)
    return bool(called or token.figure.signed or re.match(r"^\W*\(\W*$", MARK.sub("", lead)))


def _stops(text: str) -> bool:
    return bool(re.search(r"\band\b|[;:]", text))


def _joins(text: str) -> bool:
    """Whether words lead from a pair to its change: a few of the thing counted, then the change."""
    words = MARK.sub(" ", text)
    cut = phrases.SEGMENT.search(words)
    head, rest = (words[: cut.start()], words[cut.start() :]) if cut else (words, "")
    if phrases.BREAKERS.search(words) or len(head.split()) > 6 or re.search(r"\band\b", head):
        return False
    return all(word in phrases.JOINING for word in re.findall(r"[a-z]+", rest.lower()))


def _verb(found: Sentence, match: re.Match[str]) -> str:
    """``up`` or ``down`` where the word right before, or inside, says so."""
    inside = re.search(rf"({UP}|{DOWN}) (?:from|to)\b", match[0], re.I)
    before = phrases.LAST_WAY.search(found.marked[: match.start()])
    if match[0].lower().startswith("from"):
        way = inside or before
    else:
        way = inside or re.search(rf"({UP}|{DOWN})", match[0], re.I)
    if way is None:
        return ""
    return "up" if re.fullmatch(UP, way[1], re.I) else "down"


def _once(sums: Iterator[Sum]) -> Iterator[Sum]:
    """The sums, one for each total."""
    seen: set[Token] = set()
    for one in sums:
        if one.total not in seen:
            seen.add(one.total)
            yield one


def _sums(found: Sentence) -> Iterator[Sum]:
    for parts, whole in wholes(found):
        yield Sum(parts, whole, all_told=True)
    for match in phrases.SUM_AFTER.finditer(found.marked):
        yield Sum(_parts(found, match[1]), found.tokens[int(match[2])], all_told=True)
    before = phrases.SUM_BEFORE.search(found.marked)
    if before:
        yield Sum(_parts(found, before[2]), found.tokens[int(before[1])], all_told=True)
        return
    for match in phrases.SUM_INSIDE.finditer(found.marked):
        yield Sum(_parts(found, match[2]), found.tokens[int(match[1])], all_told=False)


def _parts(found: Sentence, text: str) -> tuple[Token, ...]:
    return tuple(found.tokens[int(mark[0][2:-1])] for mark in MARK.finditer(text))


def _lengths(found: Sentence) -> Iterator[Claim]:
    for pattern, order in phrases.LENGTHS:
        for match in pattern.finditer(found.marked):
            two = picked(found, match)
            months, span = two[order[0]], two[order[1]]
            if span.span is not None and span.span.run:
                yield Length(months, span)
    for pattern in (*phrases.WHOLE_YEAR, *phrases.SOME_YEAR):
        for match in pattern.finditer(found.marked):
            yield from _year(found, match, whole=pattern in phrases.WHOLE_YEAR)


def _year(found: Sentence, match: re.Match[str], *, whole: bool) -> Iterator[Claim]:
    """A year told by a word; unless a ``whole`` one is meant, a part of it may stand beside it."""
    token = next(found.tokens[int(g)] for g in match.groups() if g is not None and g.isdigit())
    if token.span is None or not token.span.run:
        return
    if whole or token.span.length > YEAR:
        year = Token("d", token.start, token.start, match["year"], Stated(float(YEAR)))
        yield Length(year, token)


def _ranks(found: Sentence) -> Iterator[Claim]:
    seen: set[Token] = set()
    for pattern in phrases.RANKED:
        for match in pattern.finditer(found.marked):
            (token,) = picked(found, match)
            if token not in seen:
                seen.add(token)
                yield Ranked(token)
