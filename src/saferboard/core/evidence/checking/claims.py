"""What a sentence says with its figures: changes, shares, sums, lengths of time, ranks.

Each rule is a way of saying something; what does not fit one is no claim. Precision comes before
recall: words between the figures of a claim must be those of the claim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from saferboard.core.evidence.checking.grammar import (
    DOWN,
    MARK,
    UP,
    Sentence,
    compiled,
    picked,
)
from saferboard.core.evidence.checking.tokens import Token


@dataclass(frozen=True, slots=True)
class Change:
    """From one figure to another. ``stated`` is what the change is said to be, ``verb`` its way."""

    previous: Token
    current: Token
    stated: Token | None
    verb: str
    said: str


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


Claim = Change | Against | Share | Ratio | Sum | Length | Ranked

_VERBS_TO = (
    r"(?:which |and |has |have |had |then |since |later |it )*"
    r"(?:fell|fallen|falling|rose|risen|rising|drop(?:ped|ping)|reduc(?:ed|ing)|increas(?:ed|ing)|"
    r"decreas(?:ed|ing)|declin(?:ed|ing)|improv(?:ed|ing)|gr(?:ew|owing|own)|climb(?:ed|ing))"
)
_PAIRS = tuple(
    (compiled(pattern), order)
    for pattern, order in (
        (
            r"\bfrom (?:an? |the |{w}{0,25}? of )?{v}{gap}{0,60}?(?<!\w)to (?:an? |the |{w}{0,25}? (?:of|at) )?{v}",
            0,
        ),
        (r"{v}{gap}{0,50}?(?:{UP}|{DOWN}) from {gap}{0,40}?{v}", 1),
        (r"{v}{gap}{0,60}?(?:compared|comparison|against|versus|vs)\b{gap}{0,60}?{v}", 1),
        (rf"{{v}}{{gap}}{{0,60}}?\b{_VERBS_TO}{{gap}}{{0,30}}?\bto {{w}}{{0,20}}?{{v}}", 0),
        (
            rf"\b{_VERBS_TO}{{gap}}{{0,30}}?\bto {{w}}{{0,20}}?{{v}}{{gap}}{{0,40}}?\bfrom {{w}}{{0,25}}?{{v}}",
            1,
        ),
        (r"{v} to {v}(?=\s*\()", 0),
    )
)
_YEARS = compiled(
    r"{v}{w}{0,30}?\b(?:in|for|during) {y},? (?:and|but) {w}{0,25}?{v}{w}{0,30}?\b(?:in|for|during) {y}"
)
_BREAKERS = re.compile(
    r"\b(?:while|whilst|whereas|but|although|though|however|target|against a|threshold|"
    r"average|benchmark|nationally|region\w*|england)\b|;",
    re.I,
)
_JOINING = frozenset(
    "a an the which is was are were this that it these represents representing represented equates "
    "equating equivalent equal to of by or ie and overall year on in per cent percentage point "
    "points terms over decrease increase reduction rise fall drop decline growth change difference "
    "improvement significant slight further total marked small large notable around about "
    "approximately nearly just some roughly being giving making showing with therefore an "
    "decreased increased reduced fallen risen down up lower higher fewer more less rate i e "
    "same period previous last when compared".split()
)
_AFTER = compiled(
    r"^({gap}{0,110}?)(?:\b(?:of|by|or|is|was|a|an|about|around)\s+|[(=:,\-\u2013]\s*|\s){c}"
)
_BEFORE_OF = compiled(
    r"(?:{MOVE})(?:{w}{0,25}?(?:\b(?:of|by)\b|\(){w}{0,15}?|\s){c}({gap}{0,60}?)$"
)
_BEFORE_NOUN = compiled(r"{c}\s*\)?\s*(?:{MOVE})({gap}{0,80}?)$")
_CALLED = compiled(r"{MOVE}|\bby\b|=")
_CALLED_AFTER = compiled(r"^ ?(?:percentage )?(?:points? )?{MOVE}")
_SEGMENT = re.compile(r"[,(;:=]|\s[-\u2013]\s|\b(?:an?|which|this|representing|equating|or|by)\b")
_MORE = r"(?:fewer|more|less|higher|lower|additional)"
_AGAINST = (
    compiled(
        rf"{{n}} \({{p}}\){{w}}{{0,8}}?{_MORE}\b{{gap}}{{0,90}}?\bthan\b{{gap}}{{0,50}}?{{n}}"
    ),
    compiled(rf"{{n}} {_MORE}\b{{w}}{{0,30}}? \({{p}}\) than\b{{gap}}{{0,50}}?{{n}}"),
)
_THE = r"(?:the |these |all |those |our |a total of |a possible )?"
_IS = r"(?:\(|, or |\bor |, |\bi\.?e\.?,? |equating to |equates to |representing |which is |that is |equal to |= ?|\bis )"
_SHARES = (
    (
        compiled(
            rf"{{n}}(?: {{w}}{{0,25}}?)?(?: out)? of {_THE}{{n}}({{w}}{{0,40}}?){_IS}{{w}}{{0,12}}?{{p}}"
        ),
        (0, 1, 2),
    ),
    (
        compiled(
            rf"{{p}}({{w}}{{0,30}}?)\({{w}}{{0,10}}?{{n}}(?: {{w}}{{0,20}}?)?(?:out of|of|from) {_THE}{{n}}"
        ),
        (1, 2, 0),
    ),
    (compiled(rf"{{n}} \({{p}}\)({{w}}{{0,30}}?)\b(?:out of|of) {_THE}{{n}}"), (0, 2, 1)),
    (compiled(rf"\bof {_THE}{{n}}({{w}}{{0,60}}?){{n}}(?: \w+)? ?\((?:or )?{{p}}\)"), (1, 0, 2)),
)
_RATIOS = (compiled(r"{r} ?\({p}\)"), compiled(r"{p} ?\({r}\)"))
_ONE = r"{-n} (?!of|in|to)[^\ue000.;:()]{2,40}?"
_SUM_AFTER = compiled(
    rf"({_ONE}(?:, {_ONE})*(?: and |, and | plus ){_ONE})[,;\s]*(?:\u2013 |- )?(?:\(?an? |giving an? |making an? |in |\()?total(?:ling)?(?: of)? {{n}}"
)
_SUM_BEFORE = compiled(
    rf"total of {{n}}[^\ue000.()]{{0,40}}?(?:\(|: | comprising | made up of | consisting of )({_ONE}(?:(?:, | and |, and ){_ONE})+)(?:\)|\.|$)"
)
_SUM_INSIDE = compiled(
    rf"{{n}} [^\ue000.()]{{2,60}}? \(({_ONE}(?:(?:, |; | and |, and ){_ONE})+)\)"
)
_HELD = r"[\s:,(\u2013-]*(?:(?:period|rolling|data|figures?|from|between|covering|is|was|running|of|the|total|in|for)\b[\s:,(\u2013-]*)*"
_LENGTHS = (
    (compiled(rf"{{d}}{_HELD}{{y}}"), (0, 1)),
    (
        compiled(
            r"{y}\s*[,(\u2013-]+\s*(?:a |an |the )?(?:full |total of |period of )?{d}(?= ?\)| period|,|\.|$)"
        ),
        (1, 0),
    ),
)
_RANKED = (
    compiled(r"\branked?\b{w}{0,30}?{r}"),
    compiled(r"{r}{w}{0,30}?\brank"),
    compiled(r"\brank(?:ing|s)?\b{w}{0,30}?{r}"),
)


def claims(found: Sentence) -> Iterator[Claim]:
    """Every claim of a sentence that its own words make whole."""
    used: set[Token] = set()
    for claim in (*_against(found), *_shares(found), *_changes(found)):
        parts = _tokens(claim)
        if not used.intersection(parts):
            used.update(parts)
            yield claim
    yield from _sums(found)
    yield from _lengths(found)
    yield from _ranks(found)


def _tokens(claim: Claim) -> set[Token]:
    match claim:
        case Change():
            return {t for t in (claim.stated,) if t} or {claim.previous, claim.current}
        case Against() | Share() | Ratio():
            return {claim.stated}
        case _:
            return set()


def _against(found: Sentence) -> Iterator[Claim]:
    for pattern in _AGAINST:
        for match in pattern.finditer(found.marked):
            part, stated, base = picked(found, match)
            yield Against(part, stated, base)


def _shares(found: Sentence) -> Iterator[Claim]:
    for pattern, order in _SHARES:
        for match in pattern.finditer(found.marked):
            groups = [g for g in match.groups() if g is not None and g.isdigit()]
            gap = next(g for g in match.groups() if g is not None and not g.isdigit())
            three = [found.tokens[int(g)] for g in groups]
            if not _moves(gap):
                part, whole, stated = (three[n] for n in order)
                yield Share(part, whole, stated)
    for pattern in _RATIOS:
        for match in pattern.finditer(found.marked):
            one, other = picked(found, match)
            ratio, stated = (one, other) if one.kind == "r" else (other, one)
            yield Ratio(ratio, stated)


def _moves(text: str) -> bool:
    return bool(re.search(f"{UP}|{DOWN}", text, re.I) or _BREAKERS.search(text))


def _changes(found: Sentence) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for pattern, order in _PAIRS:
        for match in pattern.finditer(found.marked):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            one, other = picked(found, match)
            if one.kind != other.kind or _BREAKERS.search(match[0]):
                continue
            taken.append(match.span())
            previous, current = (other, one) if order else (one, other)
            stated = _attached(found, match)
            yield Change(previous, current, stated, _verb(found, match), match[0])
    for match, previous, current in _by_years(found):
        if previous.kind == current.kind and not _BREAKERS.search(match[0]):
            yield Change(previous, current, _attached(found, match), "", match[0])


def _by_years(found: Sentence) -> Iterator[tuple[re.Match[str], Token, Token]]:
    """A figure in one year and another in another, the earlier first."""
    for match in _YEARS.finditer(found.marked):
        one, first, other, second = picked(found, match)
        times = [t.span.period for t in (first, second) if t.span and t.span.period]
        if len(times) == 2 and times[0] != times[1]:
            yield match, *((one, other) if times[0] < times[1] else (other, one))


def _attached(found: Sentence, match: re.Match[str]) -> Token | None:
    """The per cent, or points, said of a pair of figures in the words before or after it."""
    rest = found.marked[match.end() :]
    after = _AFTER.match(rest)
    if after and _joins(rest[: after.end()]) and _is_change(found, rest, after):
        return found.tokens[int(after[2])]
    before = found.marked[: match.start()]
    of, noun = _BEFORE_OF.search(before), _BEFORE_NOUN.search(before)
    for one in (of, noun):
        if one and not _BREAKERS.search(one[2]) and len(one[2].split()) <= 8 and not _stops(one[2]):
            return found.tokens[int(one[1])]
    return None


def _is_change(found: Sentence, rest: str, after: re.Match[str]) -> bool:
    """Whether a per cent after a pair is called a change, has a sign, or stands in brackets."""
    token = found.tokens[int(after[2])]
    lead, tail = rest[: after.end()], rest[after.end() : after.end() + 14]
    called = _CALLED.search(MARK.sub(" ", lead)) or _CALLED_AFTER.match(tail)
    return bool(called or token.figure.signed or re.match(r"^\W*\(\W*$", MARK.sub("", lead)))


def _stops(text: str) -> bool:
    return bool(re.search(r"\band\b|[;:]", text))


def _joins(text: str) -> bool:
    """Whether words lead from a pair to its change: a few of the thing counted, then the change."""
    words = MARK.sub(" ", text)
    cut = _SEGMENT.search(words)
    head, rest = (words[: cut.start()], words[cut.start() :]) if cut else (words, "")
    if _BREAKERS.search(words) or len(head.split()) > 6 or re.search(r"\band\b", head):
        return False
    return all(word in _JOINING for word in re.findall(r"[a-z]+", rest.lower()))


_LAST_WAY = re.compile(rf"({UP}|{DOWN})[^\ue000]{{0,20}}$", re.I)


def _verb(found: Sentence, match: re.Match[str]) -> str:
    """``up`` or ``down`` where the word right before, or inside, says so."""
    inside = re.search(rf"({UP}|{DOWN}) (?:from|to)\b", match[0], re.I)
    before = _LAST_WAY.search(found.marked[: match.start()])
    if match[0].lower().startswith("from"):
        way = inside or before
    else:
        way = inside or re.search(rf"({UP}|{DOWN})", match[0], re.I)
    if way is None:
        return ""
    return "up" if re.fullmatch(UP, way[1], re.I) else "down"


def _sums(found: Sentence) -> Iterator[Claim]:
    for match in _SUM_AFTER.finditer(found.marked):
        yield Sum(_parts(found, match[1]), found.tokens[int(match[2])], all_told=True)
    before = _SUM_BEFORE.search(found.marked)
    if before:
        yield Sum(_parts(found, before[2]), found.tokens[int(before[1])], all_told=True)
        return
    for match in _SUM_INSIDE.finditer(found.marked):
        yield Sum(_parts(found, match[2]), found.tokens[int(match[1])], all_told=False)


def _parts(found: Sentence, text: str) -> tuple[Token, ...]:
    return tuple(found.tokens[int(mark[0][2:-1])] for mark in MARK.finditer(text))


def _lengths(found: Sentence) -> Iterator[Claim]:
    for pattern, order in _LENGTHS:
        for match in pattern.finditer(found.marked):
            two = picked(found, match)
            months, span = two[order[0]], two[order[1]]
            if span.span is not None and span.span.run:
                yield Length(months, span)


def _ranks(found: Sentence) -> Iterator[Claim]:
    seen: set[Token] = set()
    for pattern in _RANKED:
        for match in pattern.finditer(found.marked):
            (token,) = picked(found, match)
            if token not in seen:
                seen.add(token)
                yield Ranked(token)
