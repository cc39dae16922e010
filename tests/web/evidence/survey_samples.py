"""A release with a survey, and comments on it: made-up words that must not get out unread."""

from dataclasses import replace

from saferboard.core.evidence.figures import Number, Suppressed
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.surveys import (
    Answered,
    Question,
    Survey,
    Surveyed,
    Weighting,
    Wording,
)
from saferboard.core.ingest.survey_comments import Comment as Read
from saferboard.web.evidence.surveys import actions
from saferboard.web.evidence.surveys.models import Comment
from tests.web.factories import BLABY, COUNTY, MELTON, release

Q2, Q3, Q4 = (Period.parse(f"2021/22-Q{n}") for n in (2, 3, 4))
SECRET = "Mx Example of Example Row says it is too dark"
PLAIN = "More lamps, please."

PANEL = Survey(
    key="panel",
    name="Residents' panel",
    source="Testshire",
    method="By post.",
    area=COUNTY,
    weightings=(Weighting("2021", Month(2021, 4), "to age and sex"),),
)
SAFE = Question(
    "safe",
    "panel",
    "Feels safe after dark",
    "Safety",
    (
        Wording("1", Month(2017, 4), "Do you feel safe?", ("yes",), ("no",), ("don't know",)),
        Wording("2", Month(2021, 10), "How safe do you feel?", ("safe",), ("unsafe",)),
    ),
)
TRUST = Question("trust", "panel", "Trusts the council", "Trust", (SAFE.wordings[0],))
HIDDEN = Suppressed("too few people answered")


def share(value: float, base: int) -> Number:
    return Number(value, value - 5, value + 5, None, base)


SURVEYED = Surveyed(
    PANEL,
    (SAFE, TRUST),
    (
        Answered("safe", "1", COUNTY, Q2, share(60.04, 812)),
        Answered("safe", "2", COUNTY, Q3, share(64.0, 790)),
        Answered("safe", "2", COUNTY, Q4, share(66.0, 801), "Weighted."),
        Answered("safe", "2", MELTON, Q4, HIDDEN),
        Answered("safe", "2", BLABY, Q4, HIDDEN),
        Answered("trust", "1", COUNTY, Q4, Number(41.0)),
    ),
)


def surveyed(one: Surveyed = SURVEYED) -> Release:
    """The sample release, with a measure that shows the survey's first question."""
    made = release()
    hate = next(m for m in made.measures if m.key == "hate")
    measures = tuple(replace(m, question="safe") if m.key == hate.key else m for m in made.measures)
    return replace(made, measures=measures, surveys=(one,))


def read(text: str = PLAIN, *, topic: str = "Lights", period: Period = Q4, row: int = 2) -> Read:
    return Read(row, "panel", period, MELTON, topic, text)


def loaded(*texts: str) -> list[Comment]:
    """Comments that wait to be read."""
    found = [read(text, row=n) for n, text in enumerate(texts, start=2)]
    actions.load_comments(by="console", name="comments.csv", found=found)
    return list(Comment.objects.all())
