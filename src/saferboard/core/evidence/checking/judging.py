"""A claim held against the arithmetic of its own figures."""

from dataclasses import dataclass

from saferboard.core.evidence.checking.claims import (
    Against,
    Change,
    Claim,
    Length,
    Ratio,
    Share,
    Sum,
)
from saferboard.core.evidence.checking.findings import Checked, Kind
from saferboard.core.evidence.checking.spans import Span
from saferboard.core.evidence.checking.stated import (
    Range,
    Stated,
    difference,
    relative,
    share,
    told,
    truncated,
)
from saferboard.core.evidence.checking.tokens import Token


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a claim: ``stated`` and ``computed`` are as they are shown."""

    kind: Kind
    stated: str
    computed: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was worked out again, and what is wrong with it; nothing if it stands."""

    checked: Checked
    fault: Fault | None = None


def judge(claim: Claim, *, rates: bool = False) -> Verdict | None:
    """None where nothing can be worked out. ``rates``: plain figures may be rounded ones."""
    match claim:
        case Change():
            return _change(claim, rates)
        case Against():
            return _against(claim)
        case Share():
            return _share(claim.part.figure, claim.whole.figure, claim.stated)
        case Ratio():
            whole = Stated(float(claim.ratio.whole or 0))
            return _share(claim.ratio.figure, whole, claim.stated)
        case Sum():
            return _sum(claim)
        case Length():
            return _length(claim)
        case _:
            return _rank(claim.rank)


def judge_change(
    previous: Stated, current: Stated, stated: Token, *, way: str, percentages: bool, rates: bool
) -> Fault | None:
    """What is wrong with a change stated in per cent or points; None if it follows."""
    exact = not (percentages or rates)
    was, now = previous.range(exact=exact), current.range(exact=exact)
    ratio, points = relative(was, now), difference(was, now)
    said = stated.figure
    of_kind = points if stated.kind == "t" else ratio
    if of_kind is None:
        return None
    shown = _shown(previous, current, percentages=percentages)
    if _meets(said, of_kind):
        return _way(said, of_kind, way, shown, stated)
    other = ratio if stated.kind == "t" else points
    if percentages and other is not None and _meets(said, other):
        why = "a difference between two percentages is in points; only their ratio is in per cent"
        return Fault(Kind.POINTS, stated.text, shown, why)
    if truncated(said, of_kind):
        return Fault(Kind.TRUNCATED, stated.text, shown, "its further decimals were cut off")
    return Fault(Kind.CHANGE, stated.text, shown, _why(said, was, now))


def _change(claim: Change, rates: bool) -> Verdict | None:
    previous, current = claim.previous.figure, claim.current.figure
    percentages = claim.previous.kind == "p"
    if claim.stated is None:
        if not claim.verb:
            return None
        fault = _turned(claim.verb, previous, current, claim)
        return Verdict(Checked.CHANGES, fault)
    fault = judge_change(
        previous, current, claim.stated, way=claim.verb, percentages=percentages, rates=rates
    )
    return Verdict(Checked.CHANGES, fault)


def _turned(verb: str, previous: Stated, current: Stated, claim: Change) -> Fault | None:
    moved = current.value - previous.value
    if moved == 0 or (moved > 0) == (verb == "up"):
        return None
    found = f"{previous.words} to {current.words} goes {'up' if moved > 0 else 'down'}"
    return Fault(Kind.DIRECTION, f"goes {verb}", found, "the words and the figures disagree")


def _way(said: Stated, computed: Range, way: str, shown: str, stated: Token) -> Fault | None:
    """The size is right; the sign, or the word, may yet be wrong."""
    goes = "up" if computed.low > 0 else "down" if computed.high < 0 else ""
    sign = ("up" if said.value > 0 else "down") if said.signed else ""
    wrong = next((states for states in (way, sign) if states and goes and states != goes), None)
    if wrong is None:
        return None
    return Fault(Kind.DIRECTION, f"{stated.text}, {wrong}", shown, "it goes the other way")


def _meets(said: Stated, computed: Range) -> bool:
    size = Stated(abs(said.value), said.places, said.hedge)
    return size.range().meets(computed.size)


def _why(said: Stated, was: Range, now: Range) -> str:
    backwards = relative(now, was)
    if backwards is not None and _meets(said, backwards):
        return "it was divided by the later figure, not by the earlier one"
    return "it does not follow from the two figures"


def _shown(previous: Stated, current: Stated, *, percentages: bool) -> str:
    moved = current.value - previous.value
    places = max(previous.places, current.places)
    ratio = f"{told(100 * moved / previous.value)}%" if previous.value else "no per cent of nought"
    from_to = f"{previous.words} to {current.words}"
    return (
        f"{from_to}: {told(moved, places)} points, {ratio}"
        if percentages
        else f"{from_to}: {ratio}"
    )


def _against(claim: Against) -> Verdict:
    part, base = claim.part.figure, claim.base.figure
    found = _share(part, base, claim.stated)
    return Verdict(Checked.CHANGES, found.fault if found else None)


def _share(part: Stated, whole: Stated, stated: Token) -> Verdict | None:
    computed = share(part.range(exact=True), whole.range(exact=True))
    if computed is None:
        return None
    if _meets(stated.figure, computed):
        return Verdict(Checked.SHARES)
    exact = 100 * part.value / whole.value
    shown = f"{part.words} of {whole.words} is {told(exact, stated.figure.places + 1)}%"
    if part.value > whole.value:
        return None  # more than there are: the words were misread
    if truncated(stated.figure, computed):
        why = "its further decimals were cut off"
        return Verdict(Checked.SHARES, Fault(Kind.TRUNCATED, stated.text, shown, why))
    why = "it does not follow from the two counts"
    return Verdict(Checked.SHARES, Fault(Kind.SHARE, stated.text, shown, why))


def _sum(claim: Sum) -> Verdict | None:
    parts = [token.figure for token in claim.parts]
    total = claim.total.figure
    *ranges, stated = _ranges(claim)
    added = Range(sum(r.low for r in ranges), sum(r.high for r in ranges))
    if added.meets(stated):
        return Verdict(Checked.TOTALS)
    if not claim.all_told:
        return None  # some parts may be left unsaid, or counted twice
    places = max(part.places for part in (*parts, total))
    found = f"{' + '.join(p.words for p in parts)} = {told(sum(p.value for p in parts), places)}"
    why = "the parts do not make the total"
    return Verdict(Checked.TOTALS, Fault(Kind.TOTAL, claim.total.text, found, why))


def _ranges(claim: Sum) -> list[Range]:
    """The parts and the total: counts exact, percentages rounded each by itself.

    Sums of money are all rounded as finely as the finest: where one is in thousands, all are.
    """
    tokens = (*claim.parts, claim.total)
    if claim.total.kind != "m":
        return [token.figure.range(exact=token.kind != "p") for token in tokens]
    halves = [(r.high - r.low) / 2 for r in (token.figure.range(exact=True) for token in tokens)]
    finest = min(halves)
    return [
        token.figure.range(exact=True)
        if token.figure.hedge
        else Range(token.figure.value, token.figure.value).widened(finest)
        for token in tokens
    ]


def _length(claim: Length) -> Verdict:
    months = round(claim.months.figure.value)
    span = claim.span.span or Span(months)
    if months == span.length:
        return Verdict(Checked.LENGTHS)
    found = f"{claim.span.text} is {span.length} months"
    why = "the months and the dates disagree"
    return Verdict(Checked.LENGTHS, Fault(Kind.LENGTH, claim.months.text, found, why))


def _rank(token: Token) -> Verdict | None:
    of = token.whole or 0
    if 1 <= token.figure.value <= of:
        return None
    found = f"places go from 1 to {of}"
    return Verdict(Checked.RANKS, Fault(Kind.RANK, token.text, found, "there is no such place"))
