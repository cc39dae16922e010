"""What a sentence says of a measure, held against tables, a release and earlier papers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from saferboard.core.evidence.checking.findings import Checked, Kind
from saferboard.core.evidence.checking.grammar import MARK, UP, Sentence, compiled
from saferboard.core.evidence.checking.judging import Fault, Verdict, judge_change
from saferboard.core.evidence.checking.known import Dated, Fact, dated
from saferboard.core.evidence.checking.labels import ENOUGH, Acronyms, Label, Said, best, fit, top
from saferboard.core.evidence.checking.rows import Cell, Row
from saferboard.core.evidence.checking.stated import Hedge, relative
from saferboard.core.evidence.checking.tokens import Token
from saferboard.core.evidence.checking.units import PEOPLE

GROWTH = 1.5  # how far, in points, a count and its rate may part in a year: population changes

_THIS = re.compile(r"^(?:This|That|It|These|The (?:increase|reduction|rise|fall))\b")
_ELSEWHERE = re.compile(
    r"\b(?:national(?:ly)?|england|region(?:al|ally)?|city|district|borough|force|similar|peers?|"
    r"target|threshold|average|expected|forecast|predicted|projected|ambition|parameters?)\b",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:quarters?|month on month|last month|since|decade|weeks?|previous months?|to date|"
    r"pre-?(?:covid|pandemic)|baseline|same period|lockdown)\b",
    re.I,
)
NOTED = re.compile(
    r"\b(?:revis(?:ed|ion)|restat(?:ed|ement)|correct(?:ed|ion)|amended|re-?counted|updated|"
    r"previously reported|provisional|estimat\w+|now includes?|definition|re-?based|"
    r"break in the series|recording (?:practices?|changes?)|no longer comparable|not comparable)\b",
    re.I,
)
_MOVED = (
    compiled(r"({MOVE}){w}{0,30}?\b(?:of|by)\b{w}{0,15}?{c}"),
    compiled(r"{c}{w}{0,12}?({MOVE})"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about: a row of the paper, known figures, or both."""

    row: Row | None
    facts: tuple[Fact, ...]
    label: Label


@dataclass(frozen=True, slots=True)
class Ground:
    """All that sentences are held against. ``named`` are the known facts by what names them."""

    rows: tuple[Row, ...]
    named: tuple[tuple[Label, tuple[Fact, ...]], ...]
    acronyms: Acronyms

    @classmethod
    def of(cls, rows: tuple[Row, ...], facts: Iterable[Fact], acronyms: Acronyms) -> "Ground":
        """Facts whose names have the same stems are of one measure, or of a count and its rate."""
        alike: dict[tuple[frozenset[str], bool], list[Fact]] = {}
        for fact in facts:
            alike.setdefault((fact.label.stems, fact.unit.thing == PEOPLE), []).append(fact)
        named = tuple((held[0].label, tuple(held)) for held in alike.values())
        return cls(rows, named, acronyms)

    def subject(self, found: Sentence, before: Subject | None) -> Subject | None:
        """The measure that a sentence names; what it takes over from the one before; or None."""
        said = Said.of(found.text, self.acronyms)
        row = self._row(found, said) or self._by_value(found)
        facts = self._facts(found, said, row)
        if row is not None or facts:
            return Subject(row, facts, row.label if row else facts[0].label)
        if before is None or not (goes_on(found) or _states(found, before.row)):
            return None
        return before

    def _facts(self, found: Sentence, said: Said, row: Row | None) -> tuple[Fact, ...]:
        """What is known of the measure that the words name, and that a row found does not deny.

        Of a count and its rate under like names, the one that is stated the sentence's way; where
        the sentence says in brackets which source it means, no other.
        """
        held = top([label for label, _ in self.named], said)
        text = found.text.lower()
        qualifiers = {label.qualifier for label, _ in self.named if label.qualifier}
        meant = {qualifier for qualifier in qualifiers if f"({qualifier})" in text}
        sets = [
            facts
            for label, facts in self.named
            if label in held and (not meant or label.qualifier in meant)
        ]
        if len(sets) > 1:
            rates = any(token.kind == "u" for token in found.tokens)
            sets = [facts for facts in sets if (facts[0].unit.thing == PEOPLE) == rates]
        if len(sets) != 1 or (row is not None and not _alike(sets[0][0].label, row.label)):
            return ()
        return sets[0]

    def _row(self, found: Sentence, said: Said) -> Row | None:
        """The row whose name fits; of several, one whose own figure the sentence states."""
        fitting = [row for row in self.rows if fit(row.label, said)]
        stating = [row for row in fitting if _states(found, row)]
        label = best([row.label for row in stating or fitting], said)
        return next((row for row in fitting if row.label is label), None)

    def _by_value(self, found: Sentence) -> Row | None:
        """The one row whose current figure and some of whose own words stand with it."""
        stating = [row for row in self.rows if _states(found, row)]
        if not stating:
            return None
        stems = Said.of(found.passage.text, self.acronyms).held
        held = [row for row in stating if len(row.label.stems & stems) >= 2]
        return held[0] if len(held) == 1 else None


def _alike(one: Label, other: Label) -> bool:
    """Whether two names may be of one measure: one holds most words of the other."""
    shared = one.stems & other.stems
    return len(shared) >= ENOUGH * min(len(one.stems), len(other.stems))


def goes_on(found: Sentence) -> bool:
    """Whether a sentence speaks on of what the one before it named."""
    return bool(_THIS.match(found.text))


def _states(found: Sentence, row: Row | None) -> bool:
    """Whether a sentence states the row's figure for now."""
    if row is None or row.pair is None:
        return False
    return any(_same(token, row.pair[1], row) for token in found.tokens)


def _same(token: Token, cell: Cell, row: Row) -> bool:
    if token.kind != ("p" if row.per_cent else "n"):
        return False
    return token.figure.value == cell.figure.value and cell.figure.value >= 0.01


def moves(found: Sentence, used: set[Token]) -> Iterator[tuple[Token, str]]:
    """Changes in per cent or points whose two figures the sentence does not give."""
    seen = set(used)
    for pattern in _MOVED:
        for match in pattern.finditer(found.marked):
            index = next(g for g in match.groups() if g.isdigit())
            word = next(g for g in match.groups() if not g.isdigit())
            token = found.tokens[int(index)]
            if token not in seen:
                seen.add(token)
                yield token, _way(word)


def _way(word: str) -> str:
    if re.fullmatch(UP, word, re.I):
        return "up"
    return "" if re.match(r"chang|differ|improv|deterior|varian", word, re.I) else "down"


def judge_move(found: Sentence, token: Token, way: str, subject: Subject) -> Verdict | None:
    """A change said of a row, held against the row's two figures; None where they are others."""
    row = subject.row
    if row is None or row.pair is None or _is_of_others(found, token, row):
        return None
    if token.figure.hedge is Hedge.UNDER:
        return None  # "up to" is a bound, not a change
    was, now = row.pair
    if was.part != now.part or _lengths(was) != _lengths(now):
        return None
    fault = judge_change(
        was.figure,
        now.figure,
        token,
        way=way,
        percentages=row.per_cent,
        rates=row.rate,
    )
    if fault and fault.kind is Kind.CHANGE and _grown(found, token, row, was, now):
        fault = None
    return Verdict(Checked.CHANGES, _placed(fault, row))


def _lengths(cell: Cell) -> int | None:
    return cell.span.length if cell.span else None


def _grown(found: Sentence, token: Token, row: Row, was: Cell, now: Cell) -> bool:
    """Whether a count's change lies as near to its rate's as population allows."""
    if not row.rate:
        return False
    computed = relative(was.figure.range(), now.figure.range())
    slack = 0.0 if re.search(r"\brates?\b", found.text, re.I) else GROWTH
    return computed is not None and token.figure.range().widened(slack).meets(computed.size)


def _placed(fault: Fault | None, row: Row) -> Fault | None:
    if fault is None:
        return None
    shown = f"“{row.label.name}” ({row.place.words}): {fault.computed}"
    why = fault.why.replace("the two figures", "the two figures of the table")
    return Fault(fault.kind, fault.stated, shown, why)


def _is_of_others(found: Sentence, token: Token, row: Row) -> bool:
    """Whether the change is of another place, another time, or only expected."""
    if _ELSEWHERE.search(found.text[: token.start]) or _OTHER_TIME.search(_without_times(found)):
        return True
    if any(t.kind == "d" and t.figure.value != 12 for t in found.tokens):
        return True
    if any(t.kind == "x" and re.search(r"\byears\b", t.text) for t in found.tokens):
        return True
    ends = {cell.span.period.last for cell in row.pair or () if cell.span and cell.span.period}
    times = [t.span.period for t in found.tokens if t.span and t.span.period and t.span.length > 1]
    return bool(ends) and any(time.last not in ends for time in times)


def _without_times(found: Sentence) -> str:
    return MARK.sub(" ", found.marked)


def judge_levels(found: Sentence, subject: Subject) -> Iterator[tuple[Token, Verdict]]:
    """Dated figures of a sentence held against what is known of the same period."""
    for one in dated(found):
        if is_of_others(found, one.token):
            continue
        verdict = _in_table(found, one, subject) or _in_facts(found, one, subject)
        if verdict is not None:
            yield one.token, verdict


def is_of_others(found: Sentence, token: Token) -> bool:
    """Whether the words since the figure before say that this one is of another place."""
    ends = [t.end for t in found.tokens if t.end <= token.start and t.kind in "np"]
    start = max([0, *ends])
    return bool(_ELSEWHERE.search(found.text[start : token.start]))


def _in_table(found: Sentence, one: Dated, subject: Subject) -> Verdict | None:
    row = subject.row
    if row is None or row.per_cent != (one.token.kind == "p"):
        return None
    cell = next((c for c in row.cells if c and c.span and c.span.period == one.period), None)
    if cell is None:
        return None
    exact = not (row.per_cent or row.rate)
    agrees = one.token.figure.range(exact=exact).meets(cell.figure.range(exact=exact))
    where = f"“{row.label.name}” ({row.place.words}): {cell.text}"
    if not agrees:
        why = "the paper gives two figures for the same period"
        return Verdict(Checked.LEVELS, Fault(Kind.DIFFERS, one.token.text, where, why))
    if (
        cell.part
        and one.span.length >= 12
        and not re.search(r"\bQ[1-4]\b|to date|quarter|tracking", found.text)
    ):
        why = "the table says that it covers only a part of the period"
        stated = f"{one.token.text} for {one.period.words}"
        return Verdict(Checked.LEVELS, Fault(Kind.UNEQUAL, stated, where, why))
    return Verdict(Checked.LEVELS)


def _in_facts(found: Sentence, one: Dated, subject: Subject) -> Verdict | None:
    same = [f for f in subject.facts if f.period == one.period and not f.part]
    same = [f for f in same if f.per_cent == (one.token.kind == "p")]
    if not same:
        return None
    said = one.token.figure.range(exact=one.token.kind == "n")
    agreeing = [f for f in same if f.value.meets(said)]
    differing = [f for f in same if not f.value.meets(said)]
    if not differing or NOTED.search(found.passage.text):
        return Verdict(Checked.LEVELS)
    other = differing[0]
    where = f"{other.shown} in {other.source}"
    if agreeing and not any(_later(f, other) for f in agreeing):
        return Verdict(Checked.LEVELS)
    kind = Kind.RESTATED
    why = "an earlier paper gave another figure for the same period, and no note says why"
    if not other.paper:
        kind, why = Kind.DIFFERS, "another source gives another figure for the same period"
    stated = f"{one.token.text} for {one.period.words}"
    return Verdict(Checked.LEVELS, Fault(kind, stated, where, why))


def _later(fact: Fact, other: Fact) -> bool:
    return bool(fact.known and other.known and fact.known > other.known)
