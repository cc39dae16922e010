"""Made-up papers of a pack: action logs, reports and dashboards, as values."""

from datetime import date, timedelta

from saferboard.core.ingest.past.values import (
    AgendaItem,
    Contact,
    Dashboard,
    DashboardRow,
    LogAction,
    LogEntry,
    Paragraph,
    Recommendation,
    Report,
)
from tests.generated import words
from tests.generated.words import Speaker

OUTCOMES = ("Reduce crime", "Reduce offending and re-offending", "Protect vulnerable people")
INDICATORS = (
    "Total crime rate (per 1,000 population)", "Residential burglary rate (per 1,000 population)",
    "Number of first time entrants aged 10 - 17", "% of repeat referrals",
    "% of people who feel safe after dark", "Hate incidents (per 1,000 population)",
)  # fmt: skip


def a_log(speaker: Speaker, held: date) -> tuple[LogAction, ...]:
    """An action log: most actions have one row, some several."""
    chance = speaker.chance
    return tuple(
        _action(speaker, number, held - timedelta(days=91 * chance.randint(0, 4)))
        for number in range(1, chance.randint(3, 11))
    )


def _action(speaker: Speaker, number: int, asked: date) -> LogAction:
    chance = speaker.chance
    status = chance.choice(("Green", "Amber", "Red", "Complete", "Ongoing", "In progress"))
    owner = _owner(speaker)
    comment = speaker.one(words.COMMENTS)
    first = LogEntry(asked, speaker.one(words.ASKED), owner, comment, status)
    entries = [first]
    for n in range(1, chance.choice((1, 1, 1, 2, 3, 4))):
        on = asked + timedelta(days=91 * n)
        who = _owner(speaker) if chance.random() < 0.7 else ""
        said = speaker.one(words.COMMENTS)
        status = chance.choice(("Green", "Amber", status))
        entries.append(LogEntry(on, "", who, said, status if chance.random() < 0.5 else ""))
    told = [entry.status for entry in entries if entry.status]
    return LogAction(number, tuple(entries), told[-1])


def _owner(speaker: Speaker) -> str:
    many = speaker.chance.random() < 0.3
    return f"{speaker.person()}/{speaker.person()}" if many else speaker.person()


def a_report(speaker: Speaker, body: str, on: date, item: AgendaItem, length: int) -> Report:
    """A paper with numbered paragraphs under headings, recommendations and a contact."""
    chance = speaker.chance
    paragraphs, number = [], 0
    for heading in chance.sample(words.HEADINGS, chance.randint(2, 4)):
        for _ in range(chance.randint(1, 3) * length):
            number += 1
            said = [speaker.one(words.PARAGRAPHS) for _ in range(chance.randint(1, 2))]
            paragraphs.append(Paragraph(str(number), " ".join(said), heading))
    count = chance.randint(1, 3)
    letters = "abc"[:count] if count > 1 else ("",)
    wanted = [speaker.say(shape) for shape in chance.sample(words.RECOMMENDED, count)]
    recommendations = tuple(map(Recommendation, letters, wanted))
    contact = Contact(
        speaker.person(),
        chance.choice(words.POSTS),
        chance.choice(words.ORGANISATIONS),
        f"01632 960{chance.randint(100, 999)}",
        f"team{chance.randint(1, 99)}@northshire.example",
    )
    return Report(
        item.title, body, on, item.number or 0, tuple(paragraphs), recommendations, (contact,)
    )


def a_dashboard(speaker: Speaker) -> Dashboard:
    """A performance dashboard with two or three indicators to an outcome."""
    chance = speaker.chance
    year = chance.randint(2013, 2022)
    rows = []
    for outcome in OUTCOMES:
        overall = chance.choice("RAG")
        for indicator in chance.sample(INDICATORS, chance.randint(1, 3)):
            rows.append(
                DashboardRow(
                    outcome,
                    overall,
                    indicator,
                    f"{chance.randint(1, 99)}.{chance.randint(10, 99)}",
                    chance.choice((f"{chance.randint(10, 99)}%", f"{chance.randint(1, 9)}.51")),
                    chance.choice("↑↓→"),
                    chance.choice("RAG"),
                    chance.choice(("-", f"{chance.randint(1, 9)}/9", "Top")),
                    chance.choice(("", "-", "Average", "Above Average")),
                )
            )
    return Dashboard(
        f"Appendix 1 - Community Safety Performance Dashboard Quarter {chance.randint(1, 4)}",
        f"Previous Year ({year}-{year % 100 + 1})",
        f"Current Year ({year + 1}-{year % 100 + 2})",
        tuple(rows),
    )
