"""Open comments of a survey as CSV. Nothing of them may stand in a fault: they may name people."""

from dataclasses import dataclass

from saferboard.core.directory.areas import Areas
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.surveying import within
from saferboard.core.evidence.surveys import Surveys
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.rows import read_rows

COLUMNS = ("survey", "period", "area", "topic", "comment")
LONGEST_TOPIC = 120


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote; ``row`` is where it stands in the file."""

    row: int
    survey: str
    period: Period
    area: str
    topic: str
    text: str


def parse_comments(text: str, where: str, *, surveys: Surveys, areas: Areas) -> tuple[Comment, ...]:
    """The comments of a file. Refused with every fault, by row and column, none by its words."""
    faults = Faults()
    keys = frozenset(survey.key for survey in surveys.surveys)
    names = Names("survey", "surveys.toml", keys)
    codes = Names("area", "areas.csv", frozenset(area.code for area in areas))
    found = []
    for row in read_rows(text, where, COLUMNS, faults) or []:
        survey, area, topic = row.text("survey"), row.text("area"), row.text("topic")
        period = row.period("period")
        known = bool(survey) and names.check(survey, row.where("survey"), faults)
        placed = bool(area) and codes.check(area, row.where("area"), faults)
        if len(topic) > LONGEST_TOPIC:
            row.fault(
                "topic",
                "the topic is too long: is it a comment?",
                expected=f"at most {LONGEST_TOPIC} characters",
                remedy="write a few words, the same for every comment on the topic",
            )
        if known and placed and not within(areas, area, surveys.survey(survey).area):
            row.fault(
                "area",
                f"{area} does not lie in the area of the survey",
                expected="the survey's area, or one within it",
                remedy="correct the code",
            )
        if period is not None and known and placed and row.text("comment"):
            found.append(Comment(row.number, survey, period, area, topic, row.text("comment")))
    faults.refuse()
    return tuple(found)
