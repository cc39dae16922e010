"""Made-up minutes as the text of a saved Modern.Gov page, in the shapes that saving gives."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.generated.endings import Style, ends, run_in
from tests.generated.endings import said as put
from tests.generated.layouts import apologised
from tests.generated.lines import BLANK, Kind, Made, owned, spaced
from tests.generated.packs import MadePack, Told

HEADS = ("Agenda and minutes", "Agenda, decisions and minutes", "Agenda and draft minutes")
CHROME = (
    ("Skip to main content", "Home", "Meetings, agendas and minutes"),
    ("Council and democracy", "Calendar of meetings"),
    (),
)
FILES = ("PDF 77 KB", "pdf icon PDF 1 MB", "PDF 120 KB")


def labelled(pack: MadePack, chance: Random) -> list[Made]:
    """Layout 3: the item's number, its title, and "Minutes:" before what was said."""
    lines = list(_head(pack, chance))
    style = Style(chance.choice(("({})", "{})")))
    for told in pack.told:
        parts = [Made(f"{told.minute.number}.", Kind.LABEL), BLANK]
        parts += [Made(_title(told, chance), Kind.TITLE), BLANK]
        if chance.random() < 0.2:
            parts += spaced((Made("Additional documents:", Kind.LABEL),))
        parts += spaced((Made("Minutes:", Kind.LABEL),))
        lines += owned((*parts, *_body(told, pack, style, chance)), told.minute.number or 0)
    return lines


def bare(pack: MadePack, chance: Random) -> list[Made]:
    """Layout 4: neither numbers nor labels; resolutions run on behind the narrative."""
    lines = list(_head(pack, chance, listed=False))
    style = Style()
    for told in pack.told:
        title = told.minute.title + "." * (chance.random() < 0.5)
        pieces = tuple(one for one in told.pieces if one.kind != "sub")  # would be an item's title
        whole = replace(told, pieces=pieces)
        first = told is pack.told[0]
        *before, last = [*_narrative(whole, pack, style, chance, first=first)]
        while not last.text:
            *before, last = before
        outcome = run_in(told, chance)
        if last.kind is Kind.POINT:  # what ends a list does not end its last point
            before, last = [*before, last, BLANK], Made("")
        ended = " ".join(filter(None, (last.text, outcome)))
        parts = [Made(title, Kind.TITLE), BLANK, *before, Made(ended), BLANK]
        lines += owned(parts, told.minute.number or 0)
    return lines


def tabled(pack: MadePack, chance: Random) -> list[Made]:
    """Layout 5: every item is the row of a table, with all that was said in one cell."""
    lines = [*_head(pack, chance, listed=False)]
    lines += [Made("No. | Item |", Kind.LABEL), Made("---|---|", Kind.LABEL)]
    numbered = chance.random() < 0.5
    for told in pack.told:
        said = _narrative(told, pack, Style(), chance, first=told is pack.told[0])
        texts = [one.text for one in said if one.text] + [run_in(told, chance)]
        first = f"{told.minute.number}. | " * numbered
        cell = f"{first}{_title(told, chance)} Minutes: {' '.join(filter(None, texts))} |"
        lines.append(Made(cell, Kind.CELL, told.minute.number or 0))
    return lines


def _head(pack: MadePack, chance: Random, *, listed: bool = True) -> Iterator[Made]:
    minutes = pack.minutes
    on = minutes.on
    assert on is not None
    nth = {1: "st", 2: "nd", 3: "rd"}.get(on.day % 10 if on.day not in (11, 12, 13) else 0, "th")
    day = chance.choice((f"{on.day} {on:%B} {on.year}", f"{on.day}{nth} {on:%B}, {on.year}"))
    when = f"{on:%A}, {day} {chance.choice(('10.00 am', '2.00 pm', '6.30 pm'))}"
    over = (f"{minutes.body} - {when}",) if chance.random() < 0.6 else (minutes.body, when)
    contact = f"Contact: Jo Yaxwell  Email: committees{chance.randint(1, 9)}@northshire.example"
    yield from spaced(Made(one, Kind.LABEL) for one in chance.choice(CHROME))
    yield from spaced(
        Made(one, Kind.LABEL)
        for one in (
            chance.choice(HEADS),
            *over,
            f"Venue: {minutes.venue}. View directions",
            contact,
        )
    )
    if listed:
        yield from spaced((Made("Items", Kind.LABEL), Made("No. Item", Kind.LABEL)))


def _title(told: Told, chance: Random) -> str:
    """A title, often with the file behind it."""
    file = f" {chance.choice(FILES)}" if chance.random() < 0.4 else ""
    return told.minute.title + file


def _narrative(
    told: Told, pack: MadePack, style: Style, chance: Random, *, first: bool
) -> Iterator[Made]:
    for piece in told.pieces:
        yield from put(piece, style, chance.choice(("i", "·")))
    if pack.apologies_item and first and pack.minutes.apologies:
        yield Made(apologised(pack, chance))
        yield BLANK


def _body(told: Told, pack: MadePack, style: Style, chance: Random) -> Iterator[Made]:
    yield from _narrative(told, pack, style, chance, first=told is pack.told[0])
    yield from ends(told, pack.voice, style, chance)
