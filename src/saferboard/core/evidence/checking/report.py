"""The whole check of a paper."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from saferboard.core.evidence.checking.claims import Change, Claim, claims
from saferboard.core.evidence.checking.districts import Places, judge_places
from saferboard.core.evidence.checking.findings import Checked, Finding, Kind, Report, Unchecked
from saferboard.core.evidence.checking.grammar import Sentence, sentences
from saferboard.core.evidence.checking.grids import added_up, check_sheet, sheet_of, unequal
from saferboard.core.evidence.checking.judging import Fault, judge
from saferboard.core.evidence.checking.judging_units import SaidOf, judge_break, judge_units
from saferboard.core.evidence.checking.known import Fact
from saferboard.core.evidence.checking.labels import Acronyms, telling
from saferboard.core.evidence.checking.linking import (
    Ground,
    Subject,
    goes_on,
    judge_levels,
    judge_move,
    moves,
)
from saferboard.core.evidence.checking.rows import rows_of
from saferboard.core.evidence.checking.sayings import NONE, Sayings
from saferboard.core.evidence.checking.source import Grid, Passage, Source
from saferboard.core.evidence.checking.tokens import Token
from saferboard.core.evidence.checking.unequal import unequal_after, unequal_change

EXCERPT = 240


def check(source: Source, facts: Iterable[Fact] = (), sayings: Sayings = NONE) -> Report:
    """Every stated figure of a paper worked out again from the paper and from known facts.

    ``sayings`` are figures that are right for something, though perhaps not for what a name seems
    to mean: to repeat one is no error.
    """
    acronyms = Acronyms()
    for part in source.parts:
        if isinstance(part, Passage):
            acronyms.learn(part.text)
    grids = [part for part in source.parts if isinstance(part, Grid)]
    rows = tuple(row for grid in grids for row in rows_of(grid, acronyms))
    held = tuple(facts)
    ground = Ground.of(rows, (fact for fact in held if not fact.area), acronyms)
    checking = _Checking(ground, sayings, Places.of(held))
    for part in source.parts:
        if isinstance(part, Passage):
            checking.passage(part)
        else:
            checking.grid(part)
    checking.left[Unchecked.UNREAD] += source.unread
    return checking.report()


@dataclass(slots=True)
class _Checking:
    ground: Ground
    sayings: Sayings
    places: Places
    findings: list[Finding] = field(default_factory=list)
    done: Counter[Checked] = field(default_factory=Counter)
    left: Counter[Unchecked] = field(default_factory=Counter)
    lead: Subject | None = None  # of the passage whose points follow

    def report(self) -> Report:
        return Report(
            tuple(self.findings),
            tuple((kind, self.done[kind]) for kind in Checked if self.done[kind]),
            tuple((kind, self.left[kind]) for kind in Unchecked if self.left[kind]),
        )

    def grid(self, grid: Grid) -> None:
        sheet = sheet_of(grid)
        if sheet is not None:
            for found in check_sheet(sheet):
                self._take(found)
            self.left[Unchecked.COLUMNS] += added_up(sheet)
        for row in rows_of(grid, self.ground.acronyms):
            if row.pair is not None:
                self.done[Checked.ROWS] += 1
                found_unequal = unequal(row)
                if found_unequal is not None:
                    self.findings.append(found_unequal)

    def _take(self, found: Checked | Finding) -> None:
        if isinstance(found, Finding):
            self.findings.append(found)
        else:
            self.done[found] += 1

    def passage(self, passage: Passage) -> None:
        before: Subject | None = None
        pair: Change | None = None
        if not passage.point:
            self.lead = None
        units = SaidOf()
        last: Sentence | None = None
        for found in sentences(passage):
            before = self.ground.subject(found, before) or self.lead
            pair = self._sentence(found, before, pair)
            self._contradicting(found, units)
            unequal_times = unequal_after(last, found) if last else None
            if unequal_times is not None:
                self._fault(found, unequal_times[0].token, unequal_times[1])
            last = found
        if passage.text.endswith((":", ";")) and not passage.point:
            self.lead = before

    def _contradicting(self, found: Sentence, units: SaidOf) -> None:
        """Units that contradict others of the passage, where nothing else has told of them."""
        told = {(f.kind, f.stated) for f in self.findings}
        for token, fault in units.take(found, telling(found.text)):
            if (fault.kind, fault.stated) not in told:
                self._fault(found, token, fault)

    def _sentence(
        self, found: Sentence, subject: Subject | None, pair: Change | None
    ) -> Change | None:
        """Checks a sentence; gives the pair of figures that the next may say the change of."""
        used: set[Token] = set()
        open_: Change | None = None
        for claim in claims(found):
            used |= self._claim(found, claim)
            if isinstance(claim, Change):
                open_ = claim if claim.stated is None else None
        if pair is not None and goes_on(found):
            used |= self._said_after(found, pair, used)
        if subject is not None:
            used |= self._held(found, subject, used)
        for token, verdict in judge_places(found, self.places, self.ground.acronyms):
            used.add(token)
            self.done[verdict.checked] += 1
            self._told(found, token, verdict.fault)
        self._leave(found, used)
        return open_

    def _said_after(self, found: Sentence, pair: Change, used: set[Token]) -> set[Token]:
        """The change of the sentence before, said in a sentence of its own."""
        first = next(iter(moves(found, used)), None)
        if first is None:
            return set()
        token, way = first
        return self._claim(found, replace(pair, stated=token, verb=way or pair.verb))

    def _claim(self, found: Sentence, claim: Claim) -> set[Token]:
        rates = any(token.kind == "u" for token in found.tokens) or " rate" in found.text
        verdict = judge(claim, rates=rates)
        same = _twice(found, claim)
        if same is not None:
            self._fault(found, claim_tokens(claim)[-1], same)
        if isinstance(claim, Change):
            self._told(found, claim.current, unequal_change(found, claim))
        if verdict is None:
            return set()
        self.done[verdict.checked] += 1
        if verdict.fault is not None:
            self._fault(found, claim_tokens(claim)[-1], verdict.fault)
        return set(claim_tokens(claim)) & set(found.tokens)

    def _held(self, found: Sentence, subject: Subject, used: set[Token]) -> set[Token]:
        seen: set[Token] = set()
        if subject.facts and self.sayings.elsewhere(found.text):
            subject = replace(subject, facts=())
        for token, way in moves(found, used):
            verdict = judge_move(found, token, way, subject)
            if verdict is not None:
                seen.add(token)
                self.done[verdict.checked] += 1
                self._told(found, token, verdict.fault)
        for token, verdict in judge_levels(found, subject):
            seen.add(token)
            self.done[verdict.checked] += 1
            if not self.sayings.repeats(subject.label, token):
                self._told(found, token, verdict.fault)
        for token, fault in judge_units(found, subject):
            seen.add(token)
            self._told(found, token, fault)
        for token, fault in judge_break(found, subject):
            if not self.sayings.repeats(subject.label, token):
                seen.add(token)
                self._told(found, token, fault)
        return seen

    def _told(self, found: Sentence, token: Token, fault: Fault | None) -> None:
        if fault is not None:
            self._fault(found, token, fault)

    def _fault(self, found: Sentence, token: Token, fault: Fault) -> None:
        place = found.passage.at(found.start + token.start)
        excerpt = excerpt_of(found.text, token.start)
        self.findings.append(
            Finding(fault.kind, place, excerpt, fault.stated, fault.computed, fault.why)
        )

    def _leave(self, found: Sentence, used: set[Token]) -> None:
        moved = {token for token, _ in moves(found, used)}
        for token in found.tokens:
            kind = _left(found, token, moved)
            if kind is not None and token not in used:
                self.left[kind] += 1


def _left(found: Sentence, token: Token, moved: set[Token]) -> Unchecked | None:
    if token in moved:
        return Unchecked.MOVES
    match token.kind:
        case "p" | "t":
            return Unchecked.PER_CENT
        case "r":
            return Unchecked.RANKS
        case "m":
            return Unchecked.MONEY
        case "n":
            after = found.text[token.end : token.end + 40]
            return Unchecked.RATES if " per " in after else Unchecked.COUNTS
    return None


def claim_tokens(claim: Claim) -> tuple[Token, ...]:
    """The figures of a claim; the one it is about comes last."""
    return tuple(_claim_tokens(claim))


def _claim_tokens(claim: Claim) -> Iterator[Token]:
    for name in claim.__slots__:
        value = getattr(claim, name)
        if isinstance(value, Token):
            yield value
        elif isinstance(value, tuple):
            yield from value


def _twice(found: Sentence, claim: Claim) -> Fault | None:
    """A change whose two figures are said to be of the same period."""
    if not isinstance(claim, Change) or not claim.verb:
        return None
    near = []
    for token in (claim.previous, claim.current):
        times = [t for t in found.tokens if t.kind == "y" and t.span and t.span.length >= 3]
        before = [t for t in times if t.end <= token.start and token.start - t.end <= 60]
        near.append(before[-1] if before else None)
    one, other = near
    if one is None or other is None or one is other or one.span != other.span:
        return None
    why = "a change goes from one period to another"
    shown = f"both figures are said to be of {one.text}"
    stated = f"{claim.previous.text} to {claim.current.text}"
    return Fault(Kind.SAME_PERIOD, stated, shown, why)


def excerpt_of(text: str, at: int) -> str:
    """The words round a figure, cut at words."""
    if len(text) <= EXCERPT:
        return text.strip()
    start = max(0, min(at - EXCERPT // 2, len(text) - EXCERPT))
    piece = text[start : start + EXCERPT]
    if start:
        piece = "… " + piece.partition(" ")[2]
    if start + EXCERPT < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return piece.strip()
