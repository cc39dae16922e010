"""The Board's template for a paper: its headings, what each is for, and the paper they make.

The same headings stand in the form, in the Word file to download, and in the paper.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from saferboard.core.document.text import plain
from saferboard.core.document.tree import (
    Block,
    Contact,
    Document,
    Heading,
    Paragraph,
    Recommendations,
    Said,
    text_of,
)
from saferboard.core.document.written import lines, paragraphs

LEAD = Recommendations(()).lead


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the template. ``under`` is the heading above a heading of the second level."""

    key: str
    heading: str
    hint: str
    under: str = ""
    rows: int = 6


DEVELOPMENTS = "Notable developments and challenges"
SECTIONS = (
    Section("purpose", "Purpose of report", "What the Board should know or do, in a sentence."),
    Section("background", "Background", "What the Board needs to know to follow the paper."),
    Section(
        "past_year", "Past year", "What was done, what came of it, what was hard.", DEVELOPMENTS
    ),
    Section(
        "coming_year", "Coming year", "What is planned, and what stands in the way.", DEVELOPMENTS
    ),
    Section(
        "partners",
        "Key issues for partnership working or affecting partners",
        "What partners should know, change or decide.",
    ),
    Section("local", "Issues in local areas", "Where districts differ, and why."),
)
"""The headings over paragraphs, in order."""

RECOMMENDATIONS = "Recommendations"
CONTACT = "Officer to contact"
APPENDICES = "Appendices"
CONTACT_KEYS = ("contact_post", "contact_organisation", "contact_telephone", "contact_email")
KEYS = (
    *(section.key for section in SECTIONS),
    "recommendations",
    *CONTACT_KEYS,
    "appendices",
)
"""The keys of the answers."""

_APPENDIX = re.compile(r"^(?:appendix|annex)\b", re.IGNORECASE)
_RECOMMENDS = re.compile(r"^recommendations?\b", re.IGNORECASE)
_CONTACTS = re.compile(r"^officers?(?:\(s\))? to contact\b", re.IGNORECASE)
_TELEPHONE = re.compile(r"^tel(?:ephone)?\s*(?:no\.?)?\s*:?\s*(?=[+(\d])", re.IGNORECASE)
_EMAIL = re.compile(r"^(?:e-?mail\s*:?\s*)?(\S+@\S+?)\s*(?:\(mailto:\S+\))?$", re.IGNORECASE)


def paper(
    answers: Mapping[str, str], *, title: str, body: str, date: str, author: str = ""
) -> Document:
    """The paper that the answers make; what is not answered is left out."""
    blocks: list[Block] = []
    above = ""
    for section in SECTIONS:
        said = paragraphs(answers.get(section.key, ""))
        if not said:
            continue
        if section.under and section.under != above:
            blocks.append(Heading(section.under))
        above = section.under
        blocks.append(Heading(section.heading, 2 if section.under else 1))
        blocks.extend(said)
    asked = lines(answers.get("recommendations", ""))
    if asked:
        blocks += [Heading(RECOMMENDATIONS), Recommendations(asked)]
    contact = [plain(answers.get(key, "")) for key in CONTACT_KEYS]
    if any(contact):
        blocks.append(Contact(*contact))
    blocks.extend(_appendices(answers.get("appendices", "")))
    return Document(title=title, body=body, date=date, blocks=tuple(blocks), author=author)


def _appendices(text: str) -> Iterable[Block]:
    """Each begins with a line of its own that says Appendix; text before any is one without."""
    said = paragraphs(re.sub(r"(?im)^(\s*(?:appendix|annex)\b.*)$", r"\n\1\n", text))
    if said and not _APPENDIX.match(said[0].text):
        yield Heading(APPENDICES)
    for paragraph in said:
        is_heading = _APPENDIX.match(paragraph.text) and not paragraph.points
        yield Heading(paragraph.text) if is_heading else paragraph


def empty_template(*, title: str, body: str, date: str) -> Document:
    """The template to fill in, with what each heading is for in square brackets."""
    blocks: list[Block] = []
    above = ""
    for section in SECTIONS:
        if section.under and section.under != above:
            blocks.append(Heading(section.under))
        above = section.under
        blocks.append(Heading(section.heading, 2 if section.under else 1))
        blocks.append(Paragraph(f"[{section.hint}]"))
    blocks += [
        Heading(RECOMMENDATIONS),
        Recommendations(("[What the Board is asked to note, agree or decide, one a line.]",)),
        Heading(CONTACT),
        Paragraph("[Post]", numbered=False),
        Paragraph("[Organisation]", numbered=False),
        Paragraph("[Telephone: number]", numbered=False),
        Paragraph("[Email: address]", numbered=False),
    ]
    return Document(title=title, body=body, date=date, blocks=tuple(blocks))


def recognised(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks read from a file, with recommendations, the officer to contact and hints known.

    What the template says in square brackets is taken out where it was not overwritten, and so are
    those of its headings under which nothing was written.
    """
    found: list[Block] = []
    for heading, under in _sections(blocks):
        said = [block for block in map(_without_hints, under) if block is not None]
        if heading is None:
            found += said
        elif _CONTACTS.match(heading.text):
            found += _contact(heading, said)
        elif _RECOMMENDS.match(heading.text):
            found += [heading, *_recommendations(said)]
        else:
            found += [heading, *said]
    return tuple(block for n, block in enumerate(found) if not _is_unused(found, n))


def _is_unused(blocks: Sequence[Block], place: int) -> bool:
    """A heading of the template with nothing under it, before the next heading of its level."""
    heading = blocks[place]
    if not isinstance(heading, Heading) or heading.text not in _HEADINGS:
        return False
    for block in blocks[place + 1 :]:
        if not isinstance(block, Heading):
            return False
        if block.level <= heading.level:
            return True
    return True


def _sections(blocks: Sequence[Block]) -> list[tuple[Heading | None, list[Block]]]:
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Paragraph) and _CONTACTS.fullmatch(block.text.rstrip(":")):
            found.append((Heading(block.text), []))
        elif isinstance(block, Heading):
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return found


def _is_hint(said: Said) -> bool:
    text = text_of(said)
    return text.startswith("[") and text.endswith("]") and text in _HINTS


def _without_hints(block: Block) -> Block | None:
    if isinstance(block, Paragraph):
        if _is_hint(block.text):
            return None
        return replace(block, points=tuple(p for p in block.points if not _is_hint(p)))
    if isinstance(block, Recommendations):
        items = tuple(item for item in block.items if not _is_hint(item))
        return replace(block, items=items) if items else None
    return block


def _recommendations(said: list[Block]) -> list[Block]:
    """The first paragraph leads; the points under it, or the paragraphs after it, are the items."""
    texts = [block for block in said if isinstance(block, Paragraph)]
    others: list[Block] = [block for block in said if not isinstance(block, Paragraph)]
    if not texts:
        return others
    first, *rest = texts
    items: list[Said] = [*first.points]
    lead = first.text
    if not items and not lead.endswith(":"):
        items, lead = [first.text], LEAD
    for paragraph in rest:
        items += [paragraph.text, *paragraph.points]
    if not items:
        return others
    return [Recommendations(tuple(items), lead), *others]


def _contact(heading: Heading, said: list[Block]) -> list[Block]:
    """The lines under the heading; telephone and e-mail are known by what they are."""
    texts = [
        line
        for block in said
        if isinstance(block, Paragraph)
        for line in (block.text, *map(text_of, block.points))
    ]
    others: list[Block] = [block for block in said if not isinstance(block, Paragraph)]
    telephone = email = ""
    names = []
    for text in texts:
        if not telephone and _TELEPHONE.match(text):
            telephone = _TELEPHONE.sub("", text)
        elif not email and (match := _EMAIL.match(text)):
            email = match[1]
        else:
            names.append(text)
    if not texts:
        return others
    post, organisation = [*names, "", ""][:2]
    return [Contact(post, ", ".join([organisation, *names[2:]]), telephone, email), *others]


_HEADINGS = frozenset({s.heading for s in SECTIONS} | {DEVELOPMENTS, RECOMMENDATIONS, CONTACT})
_HINTS = frozenset(
    text_of(said)
    for block in empty_template(title="", body="", date="").blocks
    for said in (
        (block.text, *block.points)
        if isinstance(block, Paragraph)
        else block.items
        if isinstance(block, Recommendations)
        else ()
    )
)
