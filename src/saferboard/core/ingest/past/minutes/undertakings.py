"""Promises in prose: somebody agreed, offered, was asked to do something, or something "would be
circulated". Better to miss one than to find one that nobody gave.
"""

import re
from collections.abc import Iterator, Sequence

from saferboard.core.ingest.past.minutes.names import is_name
from saferboard.core.ingest.past.text.lines import span_of
from saferboard.core.ingest.past.text.prose import Block, sentences
from saferboard.core.ingest.past.values import Undertaking

_ANY = re.compile(
    r"\b(?:agreed|undertook|undertaken|offered|promised|volunteered|asked|requested|would|will"
    r"|actions?|to)\b",
    re.I,
)
_HOW = r"(?:(?:also|then|therefore|further|kindly|additionally|subsequently|both|each)\s)?"
_CAN = r"(?P<do>[a-z]+(?:-[a-z]+)?)\b"
_GAVE = re.compile(
    rf"\b(?:(?P<gave>agreed|undertook|offered|promised|volunteered)\s{_HOW}to\s{_HOW}{_CAN}"
    rf"|(?P<offered>offered)\s(?=(?:the\s(?:services|support|help|use)|(?:his|her|their|its)\s\w+)\b))"
)
_ASKED = re.compile(rf"\b(?:was|were)\s{_HOW}(?:asked|requested|tasked)\s{_HOW}to\s{_HOW}{_CAN}")
_ASKED_OF = re.compile(
    r"^(?:(?:The\s)?(?:Board|Committee|Panel|Partnership|Group|Forum|Chair\w*|Vice-Chair\w*|[Mm]embers)"
    rf"(?:\s[Mm]embers)?)\s{_HOW}(?:asked|requested)\s(?:that\s)?(?P<who>[^,.;:]{{2,80}}?)\s"
    rf"(?:to\s|should\s)?{_HOW}(?P<do>[a-z]+)\b"
)
_SAID = re.compile(
    r"\b(?:confirmed|said|stated|advised|informed|explained|indicated|added|reported|assured|replied"
    r"|responded|commented|suggested|agreed|promised)\b(?P<between>[^.;]{0,240}?)"
    rf"\b(?P<i>he|she|they|it|we)\s(?:would|will)\s{_HOW}{_CAN}(?P<after>\s\w+)?"
)
_BUT_WOULD = re.compile(
    r"\b(?:confirmed|said|stated|advised|informed|explained|indicated|added|replied|responded)\b"
    rf"[^.;]{{0,240}}?\b(?:but|and)\s(?:would|will)\s{_HOW}{_CAN}(?P<after>\s\w+)?"
)
_AGREED_THAT = re.compile(
    r"\b[Ii]t\swas\s(?:also\s|therefore\s|then\s|further\s)?(?:agreed|confirmed)\s(?:by\s[^,.;]{2,60}\s)?"
    rf"that,?\s(?P<who>[^.;]{{2,200}}?)\s(?:would|should|will)\s{_HOW}{_CAN}"
)
_PASSIVE = re.compile(
    r"\b(?:would|will)\s(?:also\s|then\s)?be\s(?:also\s|then\s|re-?)?(?:circulated|forwarded|shared|e-?mailed"
    r"|brought\sback|brought\sto|reported\s(?:back|to)|fed\sback|sent|distributed|presented\sto"
    r"|submitted\sto|provided\s(?:to|at|for)|arranged|contacted|followed\sup|looked\sinto)\b"
    r"(?P<rest>[^.;]{0,160})"
)
_BY = re.compile(
    r"\bby\s(?!(?:the\s)?(?:end|next|email|e-mail|post|way|\d))(?P<who>(?:the\s)?[A-Z][^,.;]{1,60}?)(?=\s(?:to|at|before|after|in|on|for|within|by|and|with)\b|[,.;]|$)"
)
_WOULD = re.compile(
    rf"\s(?:would|will)\s{_HOW}(?P<do>circulate|forward|email|e-mail|arrange|liaise|contact|chase|send"
    r"|check|look\sinto|report\sback|feed\sback|bring\sback|follow\sup|share|write\sto|raise)\b"
)
_JOINS_NAMES = frozenset(
    [
        *("of", "the", "for", "and", "&", "-", "–", "de", "del", "der", "den", "du", "di", "la"),
        *("le", "van", "von", "ten", "ap", "ab"),
    ]
)
_ACTION = re.compile(
    r"^actions?(?:\spoint)?\s?(?:\d{1,3}|[A-Z])?\s?[:–—-]\s?(?P<rest>.+)$", re.I | re.S
)
_TO_DO = re.compile(r"^(?P<who>[A-Z][^.;:]{1,80}?)\s(?:to|will|would|should)\s[a-z]")
_OTHERWISE = (
    "be the a an this that these those have like need continue remain not seem appear become"
    " note consider support approve endorse accept adopt declare comment agree receive welcome"
    " differ disagree"
)
_WAS_TO = re.compile(
    rf"^(?P<who>[A-Z][^,.;:]{{3,60}}?)\s(?:was|were)\s{_HOW}(?:due\s)?to\s(?P<do>[a-z]{{3,20}})\b"
)
_NOTE = re.compile(r"^(?P<who>[A-Z][^,.;:]{3,60}?)\sto\s(?!the\b|be\b|a\b)[a-z]{3,}\b")
_NO_DOING = frozenset(_OTHERWISE.split())
_NO_SAYING = (_NO_DOING - {"consider", "support", "receive"}) | {"probably", "expect", "prefer"}
_TAKE_PLACE = re.compile(r"\b(?:would|should|will)\s(?:take\splace|be\sheld)\b")
_COLLECTIVE = re.compile(
    r"^(?:(?:the|all)\s)?(?:board|committee|panel|partnership|executive|group|forum|partners|it"
    r"|(?:[\w-]+\s){0,3}members(?:\sof\sthe\s\w+)?)$",
    re.I,
)
_BREAKS_WHO = re.compile(
    r"\b(?:that|which|was|were|is|are|had|has|have|would|could|said|stated|in|as|if|when|where|what"
    r"|regarding|concerning|confirmed|advised|informed|explained)\b|[:;]",
    re.I,
)
_LEAD = re.compile(
    r"^(?:In|With|Following|After|Arising|As|At|During|Having|However|Finally|On|Responding|Further)"
    r"\b[^,]{0,160},\s(?=[A-Z]|the\s)"
)
_CLAUSE = re.compile(r"(?:[,;]\s(?:and|but|who)\s|\s(?:and|but)\s(?=[A-Z]))")
_PART = r"[A-Z][\w.'’-]*(?:\s\([A-Z][^()]{0,60}\))?"
_NAMED = re.compile(
    rf"^(?:[Tt]he\s|[Aa]n?\s)?{_PART}(?:,?\s(?:(?:of|for|and|the|&|-|–)\s){{0,3}}{_PART}){{0,20}}"
)


def read_undertakings(parts: Sequence[Block]) -> tuple[Undertaking, ...]:
    """Every promise of a narrative: its sentence, and who gave it as the sentence says."""
    return tuple(_found(parts))


def _found(parts: Sequence[Block]) -> Iterator[Undertaking]:
    for part in parts:
        if not _ANY.search(part.text):
            continue
        action = _ACTION.match(part.text)
        if action:
            who = _TO_DO.match(action["rest"])
            yield Undertaking(who["who"] if who else "", part.text, span_of(part.lines))
            continue
        for sentence in sentences(part.text):
            noted = _ACTION.match(sentence)
            who = _TO_DO.match(noted["rest"]) if noted else None
            given = who["who"] if who else promise(sentence)
            if given is not None:
                yield Undertaking(given, sentence, span_of(part.lines))


def promise(sentence: str) -> str | None:
    """Who promises something in a sentence; empty if it does not say who; None for no promise."""
    if not _ANY.search(sentence) or sentence.startswith("That "):
        return None
    for rule in (_agreed_that, _asked_of, _gave, _asked, _said, _passive, _would, _was_to, _noted):
        who = rule(sentence)
        if who is not None:
            return who
    return None


def _gave(sentence: str) -> str | None:
    for found in _GAVE.finditer(sentence):
        if found["do"] in _NO_DOING - {"consider"}:
            continue
        who = _subject(sentence[: found.start()])
        if who and not _COLLECTIVE.match(who):
            return who
    return None


def _asked(sentence: str) -> str | None:
    for found in _ASKED.finditer(sentence):
        who = _subject(sentence[: found.start()])
        if who and found["do"] not in _NO_DOING and not _COLLECTIVE.match(who):
            return who
    return None


def _asked_of(sentence: str) -> str | None:
    found = _ASKED_OF.match(sentence)
    if not found or found["do"] in _NO_DOING:
        return None
    who = found["who"]
    named = who[:1].isupper() or re.match(r"(?:the\s|all\s)?(?:officers?|[A-Z])", who)
    return who if named and not _BREAKS_WHO.search(who) else None


def _said(sentence: str) -> str | None:
    for found in (_SAID.search(sentence), _BUT_WOULD.search(sentence)):
        if not found or not _is_doing(found["do"], found["after"] or ""):
            continue
        who = _subject(sentence[: found.start()])
        if who and not _COLLECTIVE.match(who):
            return who
    return None


def _agreed_that(sentence: str) -> str | None:
    if _TAKE_PLACE.search(sentence):
        return None
    found = _AGREED_THAT.search(sentence)
    if not found:
        return None
    who = found["who"].strip()
    if _COLLECTIVE.match(who) and found["do"] in _NO_DOING:
        return None
    return _agent(sentence[found.end("who") :]) if found["do"] == "be" else who


def _passive(sentence: str) -> str | None:
    found = _PASSIVE.search(sentence)
    return _agent(found["rest"]) if found else None


def _agent(text: str) -> str:
    by = _BY.search(text)
    return by["who"] if by else ""


def _would(sentence: str) -> str | None:
    found = _WOULD.search(sentence)
    who = _name_before(sentence[: found.start()]) if found else ""
    named = any(map(str.isupper, who)) or who.lower() == "officers"
    return who if named and not _COLLECTIVE.match(who) else None


def _name_before(text: str) -> str:
    """The name at a text's end: capitals, and the small words that join them."""
    words = text.split(" ")
    start = len(words)
    while start and (words[start - 1][:1].isupper() or words[start - 1] in _JOINS_NAMES):
        start -= 1
    if start == len(words) and words[-1].lower() == "officers":
        start -= 1
    before = words[start - 1] if start else ""
    opens = not before or before[-1:] in ",;" or before in ("that", "but", "and")
    return " ".join(words[start:]).removeprefix("and ").strip(" ,") if opens else ""


def _is_doing(verb: str, after: str) -> bool:
    """Whether somebody would do something: "would be providing", not "would be unable"."""
    if verb == "be":
        return after.endswith("ing") and after.strip() not in ("willing", "unwilling", "being")
    return verb not in _NO_SAYING and f"{verb}{after}" != "take place"


def _was_to(sentence: str) -> str | None:
    """What somebody was to do, if a person is named: "The works were to begin" is no promise."""
    found = _WAS_TO.match(sentence)
    named = found is not None and is_name(found["who"]) and found["do"] not in _NO_DOING
    return found["who"] if found and named else None


def _noted(sentence: str) -> str | None:
    """A note: "A. Person to chase the quote."."""
    found = _NOTE.match(sentence)
    return found["who"] if found and is_name(found["who"]) else None


def _subject(before: str) -> str:
    """Who a sentence is about: what stands before its verb, or the name that it begins with."""
    whole = _LEAD.sub("", before).strip(" ,")
    clause = _CLAUSE.split(whole)[-1].strip()
    for text in (whole, clause):
        if 0 < len(text) < 120 and not _BREAKS_WHO.search(text) and not text.endswith(" and"):
            return text
    named = _NAMED.match(whole)
    return named[0].strip(" ,") if named else ""
