"""Made-up packs as values: what a reader of their text should find, and how a clerk puts it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.values import (
    AgendaItem,
    Dashboard,
    LogAction,
    Meeting,
    Minute,
    Minutes,
    Outcome,
    Person,
    Report,
    Undertaking,
    Verb,
)
from tests.generated import words
from tests.generated.papers import a_dashboard, a_log, a_report
from tests.generated.words import Speaker, Voice

STANDING_FIRST = ("Introductions", "Welcome and introductions", "Apologies for absence")
ENDS = {
    # How an outcome is put: "block" has its word on a line of its own, "run" goes on behind the
    # word, "sentence" says it in a sentence.
    Verb.RESOLVED: ("block", "block", "block", "run", "sentence"),
    Verb.AGREED: ("block", "run", "sentence"),
    Verb.NOTED: ("run", "sentence"),
}
MARKS = ("a", "a", "a", "i", "1")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a narrative: a paragraph, points under it, or an undertaking in either form.

    ``kind``: said, points, promise, action, sub (a heading within the minute).
    """

    kind: str
    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A minute as its clerk puts it: the pieces, then how the outcomes are shaped."""

    minute: Minute
    pieces: tuple[Piece, ...]
    shape: str = ""


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack and its truth. ``voice`` is the clerk's."""

    voice: Voice
    meeting: Meeting
    minutes: Minutes
    told: tuple[Told, ...]
    log: tuple[LogAction, ...] = ()
    reports: tuple[Report, ...] = ()
    dashboards: tuple[Dashboard, ...] = ()
    apologies_item: bool = field(default=False)


def make(seed: int, *, items: int = 6, papers: bool = True, length: int = 1) -> MadePack:
    """The pack of this seed, with about so many items of business, its papers so many times as long
    as short ones are.
    """
    chance = Random(seed)
    name, short = chance.choice(words.BODIES)
    voice = Voice(name, short, chance.choice(("Chairman", "Chair", "Chairperson")))
    speaker = Speaker(chance, voice)
    held = date(chance.randint(2012, 2024), chance.randint(1, 12), chance.randint(1, 28))
    on = held + timedelta(days=chance.randint(70, 110))
    titles = _titles(speaker, max(2, items + chance.randint(-2, 2)))
    told = _minutes(speaker, titles, held, on)
    minutes = Minutes(
        name,
        held,
        chance.choice(words.VENUES),
        *_attendance(speaker, told[0].minute.number or 1, len(told)),
        items=tuple(one.minute for one in told),
    )
    agenda = _agenda(speaker, titles)
    tabled = [item for item in agenda if papers and item.pages]
    reports = [a_report(speaker, name, on, item, length) for item in tabled]
    return MadePack(
        voice,
        Meeting(name, on, chance.choice(words.VENUES), "", agenda),
        minutes,
        tuple(told),
        a_log(speaker, held) if papers else (),
        tuple(reports[1:]),  # the first papers are the minutes themselves
        (a_dashboard(speaker),) if papers and chance.random() < 0.5 else (),
        told[0].minute.title == STANDING_FIRST[2],
    )


def _titles(speaker: Speaker, items: int) -> list[str]:
    titles: list[str] = []
    while len(titles) < items:
        title = speaker.one(words.TITLE_SHAPES)
        if title not in titles:
            titles.append(title)
    return titles


def _agenda(speaker: Speaker, titles: list[str]) -> tuple[AgendaItem, ...]:
    chance = speaker.chance
    kinds = (ItemKind.REPORT, ItemKind.REPORT, ItemKind.PRESENTATION, ItemKind.ORAL)
    listed = [
        ("Introductions", ItemKind.STANDING),
        ("Minutes of the previous meeting", ItemKind.STANDING),
        ("Matters arising", ItemKind.STANDING),
        ("Declarations of interest", ItemKind.STANDING),
        *((title, chance.choice(kinds)) for title in titles),
        ("Any other business", ItemKind.STANDING),
        ("Date of next meeting", ItemKind.STANDING),
    ]
    page, items = 3, []
    for number, (title, kind) in enumerate(listed, start=1):
        pages = None
        if number == 2 or kind is ItemKind.REPORT or (kind is ItemKind.PRESENTATION and page % 3):
            last = page + chance.randint(0, 9)
            pages = (page, last)
            page = last + 1
        note = "" if kind is ItemKind.STANDING or chance.random() < 0.4 else _note(speaker, kind)
        items.append(AgendaItem(number, title, kind, "", pages, note))
    return tuple(items)


def _note(speaker: Speaker, kind: ItemKind) -> str:
    shapes = {
        ItemKind.REPORT: (
            "This report will be presented by {who}, {post}, {organisation}.",
            "Report of {who}, {post}.",
        ),
        ItemKind.PRESENTATION: ("A presentation will be given by {who} of {organisation}.",),
        ItemKind.ORAL: (
            "A verbal update will be provided by {who}, {organisation}.",
            "An oral report will be given at the meeting by {who}, {post}.",
        ),
    }[kind]
    return speaker.one(shapes)


def _minutes(speaker: Speaker, titles: list[str], held: date, on: date) -> list[Told]:
    chance = speaker.chance
    first = chance.choice((1, chance.randint(2, 140)))
    before = held - timedelta(days=chance.randint(70, 110))
    standing = [
        (chance.choice(STANDING_FIRST), "The {chair} welcomed everyone to the meeting."),
        (
            chance.choice(("Minutes of previous meeting", "Minutes of the Last Meeting")),
            f"The minutes of the meeting held on {words_day(before)} were "
            + chance.choice(("taken as read and confirmed", "agreed", "approved"))
            + " as a correct record.",
        ),
        ("Matters arising", "There were no matters arising from the minutes."),
        (
            chance.choice(("Declarations of interest", "Declarations of Interests")),
            "Members were invited to declare any interest in the business of the meeting. "
            "No declarations were made.",
        ),
    ]
    last = [
        ("Any other business", "There was no other business."),
        (
            chance.choice(("Date of next meeting", "Dates of future meetings")),
            f"The next meeting will take place on {words_day(on)}.",
        ),
    ]
    told = []
    for number, (title, text) in enumerate(standing, start=first):
        told.append(Told(Minute(number, title), (Piece("said", speaker.say(text)),)))
    for number, title in enumerate(titles, start=first + len(told)):
        told.append(_business(speaker, number, title))
    for number, (title, text) in enumerate(last, start=first + len(told)):
        told.append(Told(Minute(number, title), (Piece("said", text),)))
    return told


def _business(speaker: Speaker, number: int, title: str) -> Told:
    chance = speaker.chance
    pieces = [Piece("said", speaker.one(words.OPENING))]
    for _ in range(chance.randint(0, 4)):
        pieces.append(Piece("said", " ".join(_sentences(speaker, words.NARRATIVE))))
    promises = []
    if chance.random() < 0.4:
        promises.append(speaker.one(words.UNDERTAKINGS))
        before = speaker.one(words.NARRATIVE)
        pieces.append(Piece("promise", f"{before} {promises[0]}"))
    if chance.random() < 0.4:
        pieces.append(Piece("said", speaker.one(words.NEAR_MISSES)))
    if chance.random() < 0.08:
        pieces.append(Piece("sub", chance.choice(words.SUBHEADINGS)))
        pieces.append(Piece("said", speaker.one(words.NARRATIVE)))
    if chance.random() < 0.08:
        promises.append(speaker.one(words.ACTIONS))
        pieces.append(Piece("action", promises[-1]))
    if chance.random() < 0.3:
        points = tuple(speaker.one(words.POINTS) for _ in range(chance.randint(2, 4)))
        lead = ("Arising from discussion, the following points were made:",
                "The following was noted:", "Members made the following comments:")  # fmt: skip
        pieces.append(Piece("points", chance.choice(lead), points))
    verb = chance.choices(list(ENDS), (6, 2, 1))[0]
    clauses = [speaker.one(words.CLAUSES) for _ in range(chance.choice((1, 1, 2, 3)))]
    if verb is Verb.NOTED:
        clauses = [chance.choice(("the report", "the position", "the update given"))]
    marks = [""] if len(clauses) == 1 else [mark(chance.choice(MARKS), 0)]
    if len(clauses) > 1:
        first = {"a": "a", "i": "i", "1": "1"}[marks[0]]
        marks = [mark(first, n) for n in range(len(clauses))]
    ends = tuple(Outcome(verb, m, text) for m, text in zip(marks, clauses, strict=True))
    kept = tuple(Undertaking("", text) for text in promises)
    made = Minute(number, title, "", ends, kept)
    return Told(made, tuple(pieces), chance.choice(ENDS[verb]))


def _sentences(speaker: Speaker, shapes: tuple[str, ...]) -> list[str]:
    return [speaker.one(shapes) for _ in range(speaker.chance.randint(1, 3))]


def mark(first: str, n: int) -> str:
    """The mark of the outcome at place ``n`` in a list that begins so."""
    return {"a": "abcdefgh"[n], "i": ("i", "ii", "iii", "iv", "v")[n], "1": str(n + 1)}[first]


def words_day(day: date) -> str:
    """``3 March 2022``."""
    return f"{day.day} {day:%B %Y}"


def _attendance(
    speaker: Speaker, first: int, minutes: int
) -> tuple[tuple[Person, ...], tuple[Person, ...], tuple[Person, ...], tuple[Person, ...]]:
    chance = speaker.chance
    groups = [_people(speaker, *size) for size in ((3, 9), (2, 8), (0, 4), (0, 5))]
    names = set()
    for group in groups:
        group[:] = [one for one in group if not (one.name in names or names.add(one.name))]
    chair = groups[0][0]
    groups[0][0] = Person(chair.name, chair.post if chance.random() < 0.7 else "", chair=True)
    if groups[2] and chance.random() < 0.4:
        guest = groups[2][-1]
        groups[2][-1] = Person(guest.name, guest.post, minute=first + chance.randrange(4, minutes))
    present, officers, others, apologies = map(tuple, groups)
    return present, officers, others, apologies


def _people(speaker: Speaker, least: int, most: int) -> list[Person]:
    chance = speaker.chance
    people = []
    for _ in range(chance.randint(least, most)):
        title = f"{chance.choice(words.TITLES)} " if chance.random() < 0.5 else ""
        letters = f"{chance.choice('ABCDEHJKLMNPRST')}. {chance.choice(words.LAST)}"
        name = letters if title and chance.random() < 0.4 else speaker.person()
        after = chance.choice(("", "", "", " CC", " MBE"))
        post = chance.choice(words.ORGANISATIONS)
        if chance.random() < 0.4:
            post = f"{chance.choice(words.POSTS)}{chance.choice((', ', ' - '))}{post}"
        people.append(Person(f"{title}{name}{after}", post))
    return people
