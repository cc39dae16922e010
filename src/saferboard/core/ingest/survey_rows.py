"""What a row of survey results speaks of: question, wording, area, period and weights in use."""

from dataclasses import dataclass
from datetime import date

from saferboard.core.directory.areas import Areas
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.surveying import within
from saferboard.core.evidence.surveys import Question, Survey, Surveys, Wording
from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Names, did_you_mean
from saferboard.core.ingest.rows import DAY, Row


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row speaks of, once its names are sound."""

    survey: Survey
    question: Question
    wording: Wording
    area: str
    period: Period
    known: date
    weighting: str


def asked_in(row: Row, surveys: Surveys, areas: Areas, names: Names, codes: Names) -> Asked | None:
    key, area = row.text("question"), row.text("area")
    known = row.day("known")
    period = _period(row)
    question = surveys.question(key)
    sound = bool(key) and names.check(key, row.where("question"), row.faults)
    sound = bool(area) and codes.check(area, row.where("area"), row.faults) and sound
    if question is None or not sound or period is None or known is None:
        return None
    survey = surveys.survey(question.survey)
    if not within(areas, area, survey.area):
        row.fault(
            "area",
            f"{area} does not lie in {survey.area}, which the survey covers",
            expected=f"{survey.area}, or an area within it",
            remedy="correct the code, or the survey's area in surveys.toml",
        )
        return None
    if Month(known.year, known.month) <= period.last:
        row.fault(
            "known",
            f"the results were known on {known}, before {period.words} was over",
            expected=f"a day after the end of {period.last.words}",
            remedy="correct the period or the day",
        )
        return None
    wording = _wording(row, question, period)
    weighting = row.text("weighting")
    if wording is None or not _weights_in_use(row, survey, period, weighting):
        return None
    return Asked(survey, question, wording, area, period, known, weighting)


def _period(row: Row) -> Period | None:
    """A quarter, a financial year, or a day that stands for its quarter."""
    text = row.text("period")
    if not text:
        return None
    try:
        if DAY.fullmatch(text):
            day = date.fromisoformat(text)
            first = Month(day.year, day.month).plus(-((day.month - 1) % 3))
            return Period(first, first.plus(2))
        period = Period.parse(text)
        if period.is_quarter or period.is_financial_year:
            return period
    except (Refused, ValueError):
        pass
    row.fault(
        "period",
        f"'{text}' is not a quarter, a financial year or a day",
        expected="a quarter 2021/22-Q4, a financial year 2021/22 or a day 2021-05-03",
        remedy="write it in one of these forms",
    )
    return None


def _wording(row: Row, question: Question, period: Period) -> Wording | None:
    version = row.text("wording")
    versions = {wording.version: wording for wording in question.wordings}
    if not version:
        return None
    if version not in versions:
        row.fault(
            "wording",
            f"the question '{question.key}' has no wording '{version}'",
            expected="one of: " + ", ".join(versions),
            remedy=did_you_mean(version, versions, "declare the new wording in surveys.toml"),
        )
        return None
    used = question.asked_in(period)
    if used is None or used.version != version:
        row.fault(
            "wording",
            f"wording '{version}' was not the one in use throughout {period.words}",
            expected=f"wording '{used.version}'" if used else "a period with one wording",
            remedy="correct the wording or the period; answers to two wordings are two series",
        )
        return None
    return versions[version]


def _weights_in_use(row: Row, survey: Survey, period: Period, version: str) -> bool:
    """Whether the row's weights are of the version in use. A row may have none."""
    if not version:
        return True
    used = survey.weighting_in(period)
    if used is not None and used.version == version:
        return True
    row.fault(
        "weighting",
        f"weights of version '{version}' are not those of {period.words}",
        expected=f"weights '{used.version}'" if used else "no weights: none are declared for it",
        remedy="weight the results anew, or declare the version in surveys.toml",
    )
    return False
