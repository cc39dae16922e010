"""A made-up pack as the text of its pages, in the layouts that packs come in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from saferboard.core.ingest.past.values import AgendaItem, Person
from tests.generated.endings import Style, ends, said
from tests.generated.lines import BLANK, Kind, Made, owned, spaced
from tests.generated.packs import MadePack, Told, words_day
from tests.generated.tables import dashboard, log, report

OPENINGS = (
    "Minutes of a meeting of the {name} held at {venue} on {weekday}, {day}.",
    "Minutes of the meeting of the {name} held in {venue} on {weekday} {day} at 2.00 pm.",
    "MINUTES of the {name} held on {weekday} {day} at {venue}",
)
HEADINGS = (
    ("PRESENT", "PRESENT:", "Present", "Members present:"),
    ("Officers", "Officers in attendance", "OFFICERS PRESENT:", "Officers:"),
    ("Others", "Also in attendance", "Other attendees", "Others in attendance:"),
    ("Apologies for absence", "Apologies", "APOLOGIES:", "Apologies for Absence:"),
)
CHAIRS = (" (in the Chair)", " – in the Chair", " (Chair)", " (Chairman)")
PROSE = (
    "Apologies for absence were received from {names}.",
    "Apologies were received from {names}.",
    "An apology for absence was submitted on behalf of {names}.",
    "Apologies had been received from {names}.",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a layout does with the parts of a pack."""

    style: Style
    markdown: bool = False
    rows: bool = True  # names and posts as cells; else on one line
    between: str = ", "  # what stands between a name and a post on one line
    underlined: bool = False
    in_table: bool = False  # headings of groups stand in the table
    points: str = "i"
    dotted: bool = False  # titles end in a full stop
    capitals: bool = False
    tabbed: bool = False  # the agenda is a table
    paged: bool = False


def marked(pack: MadePack, chance: Random) -> list[Made]:
    """Layout 1: headings and lists with Markdown's marks, names and posts apart by tabs."""
    style = Style(chance.choice(("({})", "({})", "{})")), "- ", chance.random() < 0.3, True)
    look = Look(
        style,
        markdown=True,
        in_table=chance.random() < 0.5,
        underlined=chance.random() < 0.5,
        points=chance.choice(("i", "-", "-")),
        dotted=chance.random() < 0.5,
    )
    return list(_pack(pack, look, chance))


def plain(pack: MadePack, chance: Random) -> list[Made]:
    """Layout 2: no marks, form feeds between pages, attendance in rows or on lines."""
    style = Style(chance.choice(("{})", "({})")), joined=chance.random() < 0.5)
    look = Look(
        style,
        rows=chance.random() < 0.6,
        between=chance.choice((", ", " – ", " (")),
        underlined=chance.random() < 0.6,
        in_table=chance.random() < 0.6,
        points=chance.choice(("i", "•", "-")),
        dotted=chance.random() < 0.3,
        capitals=chance.random() < 0.2,
        tabbed=chance.random() < 0.3,
        paged=True,
    )
    return list(_pack(pack, look, chance))


def wrapped(pack: MadePack, chance: Random) -> list[Made]:
    """Layout 2 as a PDF's text has it: paragraphs broken into lines of a page's width."""
    return [part for line in plain(pack, chance) for part in _wrapped(line, 92)]


def _wrapped(line: Made, width: int) -> Iterator[Made]:
    text = line.text
    if line.kind not in (Kind.PROSE, Kind.POINT, Kind.OUTCOME) or "\t" in text:
        yield line
        return
    while len(text) > width:
        at = text.rfind(" ", 0, width)
        yield replace(line, text=text[:at])
        text = text[at + 1 :]
    yield replace(line, text=text)


def _pack(pack: MadePack, look: Look, chance: Random) -> Iterator[Made]:
    yield from _cover(pack, look, chance)
    yield from _page(look)
    yield from _minutes(pack, look, chance)
    if pack.log:
        yield from _page(look)
        yield from log(pack, look.markdown, chance)
    for paper in pack.reports:
        yield from _page(look)
        yield from report(paper, look.markdown, chance)
    for one in pack.dashboards:
        yield from _page(look)
        yield from dashboard(one)


def _page(look: Look) -> list[Made]:
    return [BLANK, Made("\f", Kind.BLANK) if look.paged else BLANK]


def _cover(pack: MadePack, look: Look, chance: Random) -> Iterator[Made]:
    meeting = pack.meeting
    assert meeting.on is not None
    when = f"{meeting.on:%A}, {words_day(meeting.on)} at {chance.choice((10, 2))}.00 "
    heads = [meeting.body.upper(), when + chance.choice(("am", "pm")), meeting.venue, "Agenda"]
    levels = ("## **{}**", "**{}**", "**{}**", "### **{}**") if look.markdown else ("{}",) * 4
    yield from spaced(
        Made(level.format(head), Kind.COVER) for level, head in zip(levels, heads, strict=True)
    )
    if look.tabbed:
        yield Made("Item\tBusiness\tPages", Kind.LABEL)
    for item in meeting.agenda:
        yield Made(_agenda(item, look), Kind.AGENDA)
        if item.note:
            yield Made(f"*{item.note}*" if look.markdown else item.note, Kind.AGENDA)
    yield BLANK


def _agenda(item: AgendaItem, look: Look) -> str:
    title = item.title + "." * look.dotted
    if look.tabbed:
        pages = f"{item.pages[0]} - {item.pages[1]}" if item.pages else ""
        return f"{item.number}.\t{title}\t{pages}"
    pages = f" (Pages {item.pages[0]} - {item.pages[1]})" if item.pages else ""
    return f"{item.number}. {title}{pages}"


def _minutes(pack: MadePack, look: Look, chance: Random) -> Iterator[Made]:
    minutes = pack.minutes
    assert minutes.on is not None
    opening = chance.choice(OPENINGS).format(
        name=minutes.body,
        venue=minutes.venue,
        weekday=f"{minutes.on:%A}",
        day=words_day(minutes.on),
    )
    yield from (Made(opening, Kind.COVER), BLANK)
    groups = [minutes.present, minutes.officers, minutes.others]
    if not pack.apologies_item:
        groups.append(minutes.apologies)
    for n, (headings, people) in enumerate(zip(HEADINGS, groups, strict=False)):
        if people:
            yield from _group(chance.choice(headings), people, n, look, chance)
    yield BLANK
    for told in pack.told:
        yield from owned(_minute(told, pack, look, chance), told.minute.number or 0)
    yield from spaced((Made("CHAIRMAN", Kind.LABEL), Made(words_day(minutes.on), Kind.LABEL)))


def _group(
    heading: str, people: tuple[Person, ...], n: int, look: Look, chance: Random
) -> Iterator[Made]:
    if n == 3 and chance.random() < 0.3:
        names = listed([f"{one.name} ({one.post})" for one in people])
        yield Made(heading, Kind.LABEL)
        yield BLANK
        yield Made(chance.choice(PROSE).format(names=names))
        yield BLANK
        return
    if look.rows and look.in_table and n:
        cells = (f"<u>{heading}</u>\t", f"\t<u>{heading}</u>")
        yield Made(chance.choice(cells), Kind.LABEL)
    else:
        yield from (Made(heading, Kind.LABEL), BLANK)
    sign = chance.choice(CHAIRS)
    for one in people:
        name = one.name + (sign if one.chair else "")
        if not one.post:
            yield Made(name, Kind.NAME)
            continue
        post = one.post + (f" (minute {one.minute} refers)" if one.minute else "")
        if look.rows:
            cells = f"<u>{name}</u>\t<u>{post}</u>" if look.underlined else f"{name}\t{post}"
            yield Made(cells, Kind.NAME)
        else:
            end = ")" * (look.between == " (")
            yield Made(f"{name}{look.between}{post}{end}", Kind.NAME)
    if not (look.rows and look.in_table):
        yield BLANK


def listed(parts: list[str]) -> str:
    """``A, B and C``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _minute(told: Told, pack: MadePack, look: Look, chance: Random) -> Iterator[Made]:
    title = told.minute.title.upper() if look.capitals else told.minute.title
    title = f"{told.minute.number}. {title}{'.' * look.dotted}"
    yield from (Made(f"#### {title}" if look.markdown and chance.random() < 0.1 else title,
                     Kind.TITLE), BLANK)  # fmt: skip
    for piece in told.pieces:
        yield from said(piece, look.style, look.points)
    if pack.apologies_item and told is pack.told[0] and pack.minutes.apologies:
        yield from (Made(apologised(pack, chance)), BLANK)
    yield from ends(told, pack.voice, look.style, chance)


def apologised(pack: MadePack, chance: Random) -> str:
    """The apologies as a sentence."""
    names = [f"{one.name} ({one.post})" for one in pack.minutes.apologies]
    return chance.choice(PROSE).format(names=listed(names))
