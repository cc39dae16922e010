"""Two figures of a sentence, or of one and the next, compared over unequal lengths of time."""

import re

from saferboard.core.evidence.checking.claims import Change
from saferboard.core.evidence.checking.findings import Kind
from saferboard.core.evidence.checking.grammar import MOVE, Sentence
from saferboard.core.evidence.checking.judging import Fault
from saferboard.core.evidence.checking.known import Dated, dated

# A paper that says it compares a part with a whole does not mislead.
_SAID = re.compile(
    r"\b(?:to date|so far|part[- ]year|(?:whole|full) (?:of|year)|pro rata|annuali[sz]ed|on track|"
    r"not (?:directly )?comparable|average|monthly|per month|a month|months only|equivalent)\b",
    re.I,
)
_THAN = re.compile(rf"{MOVE}.{{0,40}}?\b(?:than|from|on|against|compared)\b|\bcompared\b", re.I)
_GOES_ON = re.compile(r"^(?:This|That|It) (?:is|was|represents|compares)\b")


def unequal_change(found: Sentence, claim: Change) -> Fault | None:
    """A change whose two figures are said to be of unequal times."""
    times = {one.token: one for one in dated(found)}
    was, now = times.get(claim.previous), times.get(claim.current)
    if was is None or now is None or _SAID.search(found.text):
        return None
    if not (claim.verb or _THAN.search(found.text)):
        return None  # one is told beside the other, and nothing is said of a change
    return _fault(was, now)


def unequal_after(before: Sentence, found: Sentence) -> tuple[Dated, Fault] | None:
    """A sentence that says its one dated figure to be other than that of the sentence before."""
    earlier, later = list(dated(before)), list(dated(found))
    if len(earlier) != 1 or len(later) != 1 or earlier[0].token.kind != later[0].token.kind:
        return None
    both = before.text + found.text
    if not (_GOES_ON.match(found.text) and _THAN.search(found.text)) or _SAID.search(both):
        return None
    fault = _fault(later[0], earlier[0])
    return (later[0], fault) if fault else None


def _fault(one: Dated, other: Dated) -> Fault | None:
    if one.span.length == other.span.length:
        return None
    was, now = sorted((one, other), key=lambda dated: dated.period.last)
    stated = f"{was.token.text} and {now.token.text}"
    shown = f"{_time(was)} beside {_time(now)}"
    why = "they cover unequal lengths of time, so their difference is no change"
    return Fault(Kind.UNEQUAL, stated, shown, why)


def _time(one: Dated) -> str:
    return f"{one.span.length} months ({one.period.words})"
