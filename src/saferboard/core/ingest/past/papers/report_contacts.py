"""Whom to ask about a report: a block of name, post, organisation, telephone and e-mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from saferboard.core.ingest.past.text.flow import ended, joined
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.values import Contact

HEADING = re.compile(
    r"(?:(?:lead |reporting )?officers?(?:\(s\))?(?: (?:to|for) contact| contacts?)?"
    r"|(?:report |paper )?author(?:s|\(s\))?(?: (?:and|&) contact(?: details)?)?"
    r"|contacts?(?: (?:officers?(?:\(s\))?|details|person|points?))?"
    r"|persons? to contact|for (?:further|more) (?:information|details)(?:,? (?:please )?contact)?"
    r") ?[:.]?(?P<rest>$|(?<=:) ?.{3,200}$)",
    re.I,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'’-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_TELEPHONE = re.compile(r"\+?\(?[0-9][0-9() -]{1,20}[0-9](?: ?(?:ext|x)\.? ?[0-9]{1,6})?")
_PHONE_LABEL = re.compile(
    r"(?:\b(?:tel(?:ephone)?|phone|mobile|mob)\b(?: ?(?:no|number))?|\b[tm](?=:))"
    r" ?[.:]{0,2} ?(?=[+(]?[0-9])",
    re.I,
)
_MAIL_LABEL = re.compile(r"(?:\be-?mail(?: address)?\b|\be(?=:)) ?[:.]? ?", re.I)
_LABELLED = re.compile(r"(?:tel(?:ephone)?|phone|mobile|mob|e-?mail|[tme](?=:))\b", re.I)
_AND = re.compile(r" ?(?:&|/|\band\b) ?")
_NAME = re.compile(r"(?:[A-Z][\w.'’/-]{0,30} ){1,5}[A-Z][\w.'’-]{1,30}")
_POST = re.compile(
    r"officers?\b|manager|\bheads?\b|director|co-?ordinator|\blead\b|inspector|\bchief\b|\bchair"
    r"|superintendent|constable|sergeant|consultant|commissioner\b(?! for)|assistant|analyst"
    r"|solicitor|secretary|adviser|advisor|practitioner|specialist|administrator|executive",
    re.I,
)
# A line that is a post from its first word on; a rank before a name is none.
_POST_ALONE = re.compile(
    r"(?:[A-Z][\w'’&/-]{0,30} ){0,5}(?:Officer|Manager|Head|Director|Co-?ordinator|Lead"
    r"|Commissioner|Analyst|Executive|Secretary|Advis[eo]r|Member|Solicitor|Specialist|Consultant"
    r"|Administrator)(?:,| (?:of|for) |$)"
)
_ORGANISATION = re.compile(
    r"council|police|service|trust|partnership|board|office\b|authority|\bNHS\b|county|borough"
    r"|district|company|cent(?:re|er)|network|\bteam\b|department|university|commissioner|agency"
    r"|ltd|limited|^[A-Z&]{3,8}(?: [A-Z&]{2,8})?$"
)
_REST = 100  # what a line may say besides
_NUMBER = 9  # of a telephone without a label
_BRACKETED = re.compile(r"(?P<name>[^()]{3,60}) \((?P<post>[^()]{3,100})\)$")


def is_reachable(text: str) -> bool:
    """Whether a line tells a telephone number or an e-mail address, and little else."""
    if "@" not in text and not _PHONE_LABEL.search(text) and not _bare(text):
        return False
    rest, telephones, emails = _reached(text)
    told = bool(telephones or emails)
    return told and (not rest or (len(rest) <= _REST and not ended(text)))


def is_label(text: str) -> bool:
    """Whether a line says "Tel:" and no number."""
    return _LABELLED.fullmatch(text.rstrip(" :.")) is not None


def _bare(text: str) -> bool:
    return len(text) >= _NUMBER and _TELEPHONE.fullmatch(text) is not None


@dataclass
class _Card:
    """One block as it is read."""

    lines: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    telephones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


def read_contacts(lines: Sequence[Line], first: str = "") -> tuple[Contact, ...]:
    """The officers of a block; ``first`` is what stands behind its heading, on the same line."""
    return tuple(contact for card in _cards(lines, first) for contact in _contacts(card))


def _cards(lines: Sequence[Line], first: str) -> Iterator[_Card]:
    card = _Card()
    for place, line in enumerate(lines):
        text = first if first and place == 0 else line.text
        rest, telephones, emails = _reached(text)
        if rest and (card.telephones or card.emails):
            yield card
            card = _Card()
        card.lines.append(line)
        card.texts += [rest] if rest else []
        card.telephones += telephones
        card.emails += emails
    if card.lines:
        yield card


def _reached(text: str) -> tuple[str, list[str], list[str]]:
    """What a line says besides telephone and e-mail, and those."""
    emails = _EMAIL.findall(text)
    rest = _MAIL_LABEL.sub("", _EMAIL.sub("", text)) if emails else text
    telephones: list[str] = []
    label = _PHONE_LABEL.search(rest)
    bare = label is None and _bare(rest)
    found = _TELEPHONE.match(rest, label.end() if label else 0) if label or bare else None
    if found:
        telephones.append(found[0].strip())
        rest = rest[: label.start() if label else 0] + rest[found.end() :]
    rest = rest.strip(" /,.;|-–<>")
    return "" if is_label(rest) else rest, telephones, emails


def _contacts(card: _Card) -> Iterator[Contact]:
    if not (card.texts or card.emails or card.telephones):
        return
    names, post, organisation = _described(card.texts)
    emails = dict(zip(names, card.emails, strict=False)) if len(card.emails) > 1 else {}
    numbers = dict(zip(names, card.telephones, strict=False)) if len(names) > 1 else {}
    for name in names:
        yield Contact(
            name,
            post,
            organisation,
            numbers.get(name, (*card.telephones, "")[0]),
            emails.get(name, (*card.emails, "")[0]),
            span_of(card.lines),
        )


def _described(texts: Sequence[str]) -> tuple[list[str], str, str]:
    """Names, post and organisation."""
    if not texts:
        return [""], "", ""
    first, *others = texts
    if _POST_ALONE.match(first) and not any(map(_POST_ALONE.match, others)):
        return [""], *_beside(texts)
    bracketed = _BRACKETED.fullmatch(first)
    name, _, more = first.partition(", ")
    if bracketed:
        name, more = bracketed["name"], bracketed["post"]
    names = [part.strip() for part in _AND.split(name)]
    several = len(names) > 1 and all(map(_NAME.fullmatch, names))
    return (names if several else [name]), *_beside(filter(None, (more, *others)))


def _beside(texts: Iterable[str]) -> tuple[str, str]:
    """Post and organisation."""
    post, organisation = "", ""
    for text in texts:
        post, organisation = _placed(text, post, organisation)
    return post, organisation


def _placed(text: str, post: str, organisation: str) -> tuple[str, str]:
    """A line under a name is the post or the organisation, or both with a comma between."""
    if text.startswith("(") and post:
        return joined(post, text), organisation
    if _POST.search(text) and not post:
        head, _, tail = text.partition(", ")
        apart = tail and _is_organisation(tail) and not _POST.search(tail)
        return (head, _both(organisation, tail)) if apart else (text, organisation)
    if _is_organisation(text) or post:
        return post, _both(organisation, text)
    return text, organisation


def _is_organisation(text: str) -> bool:
    return bool(_ORGANISATION.search(text) or _ORGANISATION.search(text.lower()))


def _both(first: str, second: str) -> str:
    return f"{first}, {second}" if first else second
