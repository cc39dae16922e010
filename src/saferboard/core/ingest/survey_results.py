"""Results of a survey as CSV: a row an answer, or a row an area, period and question."""

from collections.abc import Iterable
from datetime import date

from saferboard.core.directory.areas import Areas
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.surveying import counted, overlapping
from saferboard.core.evidence.surveys import Answer, Result, Surveys
from saferboard.core.ingest.gathering import Faults, Names, did_you_mean
from saferboard.core.ingest.rows import Row, read_rows
from saferboard.core.ingest.survey_rows import Asked, asked_in

ANSWERS = ("period", "area", "question", "wording", "answer", "weight", "weighting", "known")
TOTALS = (
    "period",
    "area",
    "question",
    "wording",
    "agree",
    "base",
    "per_cent",
    "effective_base",
    "weighting",
    "known",
)
MOST = 100
SPOKEN_OF = ("period", "area", "question", "wording", "weighting", "known")
OPTIONAL = ("weight", "weighting", "agree", "base", "per_cent", "effective_base")


def parse_survey(text: str, where: str, *, surveys: Surveys, areas: Areas) -> tuple[Result, ...]:
    """The results in a file of either shape; its header tells which.

    Refused with every fault: unknown questions, wordings and answers, a wording or weights that
    were not in use, a share without its base, periods that share months.
    """
    faults = Faults()
    names = Names("question", "surveys.toml", frozenset(q.key for q in surveys.questions))
    codes = Names("area", "areas.csv", frozenset(area.code for area in areas))
    header = text.partition("\n")[0].strip().split(",")
    columns = ANSWERS if "answer" in header else TOTALS
    rows = read_rows(text, where, columns, faults, may_be_empty=OPTIONAL) or []
    seen: dict[tuple[str, ...], Asked] = {}
    sound: list[tuple[Row, Asked]] = []
    for row in rows:
        # A survey's rows speak of the same few things again and again: each is read once.
        said = tuple(row.cells[column] for column in SPOKEN_OF)
        one = seen.get(said) or asked_in(row, surveys, areas, names, codes)
        if one is not None:
            seen[said] = one
            sound.append((row, one))
    _check_one_weighting(sound)
    found = _answers(sound, areas) if columns is ANSWERS else _totals(sound)
    if not faults.found:
        check_periods(found, where, faults)
    _shorten(faults, where)
    faults.refuse()
    return found


def _shorten(faults: Faults, where: str) -> None:
    """A survey has thousands of rows, and one slip may stand in each: the first faults are told."""
    more = len(faults.found) - MOST
    if more > 0:
        del faults.found[MOST:]
        faults.add(
            f"there are {more:,} more faults",
            where=where,
            expected="a file without faults",
            remedy="correct those told here, and look for the same in the rows after them",
        )


def check_periods(results: Iterable[Result], where: str, faults: Faults) -> None:
    """A year beside its quarters gives a suppressed quarter away: one kind of period only."""
    for one, other in overlapping(results):
        faults.add(
            f"'{one.question}' in {one.area} is given for {one.period.words} and for "
            f"{other.period.words}, which share months",
            where=where,
            expected="periods of one question that share no month",
            remedy="give quarters or years, not both: the difference would tell what is suppressed",
        )


def _check_one_weighting(sound: list[tuple[Row, Asked]]) -> None:
    """In one question and period all answers are weighted, or none."""
    first: dict[tuple[str, Period, date], tuple[str, int]] = {}
    for row, one in sound:
        held, number = first.setdefault(
            (one.question.key, one.period, one.known), (one.weighting, row.number)
        )
        if held != one.weighting:
            row.fault(
                "weighting",
                f"row {number} has '{held or 'no weights'}', this one "
                f"'{one.weighting or 'no weights'}'",
                expected="one version of weights for a question and period, or none",
                remedy="give every row its weight, or none",
            )


def _answers(sound: list[tuple[Row, Asked]], areas: Areas) -> tuple[Result, ...]:
    by_top: dict[str, list[Answer]] = {}
    for row, one in sound:
        weight = _weight(row, one.weighting)
        said = _counts(row, one)
        if weight is not None and said is not None:
            by_top.setdefault(one.survey.area, []).append(
                Answer(
                    one.question.key,
                    one.wording.version,
                    one.area,
                    one.period,
                    one.known,
                    said,
                    weight if one.weighting else None,
                    one.weighting,
                )
            )
    return tuple(
        result for top, answers in by_top.items() for result in counted(answers, areas, top)
    )


def _counts(row: Row, one: Asked) -> bool | None:
    """Whether the answer agrees; None if it is not in the base, or is none of the wording's."""
    answer = row.text("answer")
    if answer in one.wording.agree:
        return True
    if answer in one.wording.against:
        return False
    known = (*one.wording.agree, *one.wording.against, *one.wording.leaves_out)
    if answer and answer not in known:
        row.fault(
            "answer",
            "the answer is not one of the wording's",
            expected="one of: " + ", ".join(known),
            remedy=did_you_mean(answer, known, "correct it, or declare the answer"),
        )
    return None


def _weight(row: Row, weighting: str) -> float | None:
    """The row's weight, 1 where nothing is weighted; None where it is a fault."""
    weight = row.decimal("weight")
    if not weighting:
        if row.text("weight"):
            row.fault(
                "weighting",
                "there is a weight, but not of which version",
                expected="the version of the weights, as surveys.toml declares it",
                remedy="write the version, or take the weight out",
            )
        return 1.0
    if weight is None or weight <= 0:
        row.fault(
            "weight",
            "there is no weight above zero",
            expected="a number above zero, as 0.85",
            remedy="write the weight, or leave the row out",
        )
        return None
    return weight


def _totals(sound: list[tuple[Row, Asked]]) -> tuple[Result, ...]:
    found: list[Result] = []
    first: dict[tuple[str, str, Period, date], int] = {}
    for row, one in sound:
        key = (one.question.key, one.area, one.period, one.known)
        if first.setdefault(key, row.number) != row.number:
            row.fault(
                "known",
                f"the row gives the same question, area and period as row {first[key]}",
                expected="one row for each; a restated one has a later 'known'",
                remedy="take one row out, or give the day on which it was restated",
            )
        result = _total(row, one)
        if result is not None:
            found.append(result)
    return tuple(found)


def _total(row: Row, one: Asked) -> Result | None:
    agree, base = row.whole("agree"), row.whole("base")
    if not base:
        row.fault(
            "base",
            "there is no base: how many people gave an answer that counts",
            expected="a whole number, 1 or more",
            remedy="ask whoever did the survey; a share without its base cannot be judged",
        )
    if agree is None and not row.text("agree"):
        row.fault(
            "agree",
            "the cell is empty",
            expected="how many people agreed",
            remedy="write how many agreed",
        )
    if agree is not None and base and agree > base:
        row.fault(
            "agree",
            f"{agree} of {base} is more than all",
            expected="a number no greater than the base",
            remedy="exchange or correct the two",
        )
        return None
    if agree is None or not base:
        return None
    weighted = _weighted(row, one.weighting, agree, base)
    if weighted is None:
        return None
    share, effective = weighted
    return Result(
        one.question.key,
        one.wording.version,
        one.area,
        one.period,
        one.known,
        agree,
        base,
        share,
        effective,
        one.weighting,
    )


def _weighted(row: Row, weighting: str, agree: int, base: int) -> tuple[float, float] | None:
    """The share and the base that its limits are taken over; None where they are a fault."""
    per_cent, effective = row.decimal("per_cent"), row.decimal("effective_base")
    if not weighting:
        for column in ("per_cent", "effective_base"):
            if row.text(column):
                row.fault(
                    column,
                    "this belongs to weighted results, and no weights are named",
                    expected="an empty cell, or the version of the weights beside it",
                    remedy="name the weights, or empty the cell: the share is worked out",
                )
        return agree / base, float(base)
    if per_cent is None or not 0 <= per_cent <= 100:
        row.fault(
            "per_cent",
            "the weighted percentage is missing or not one",
            expected="a number from 0 to 100",
            remedy="write the weighted percentage that agrees",
        )
        return None
    if effective is None or not 0 < effective <= base:
        row.fault(
            "effective_base",
            "the effective base is missing, or not between zero and the base",
            expected="the sum of the weights squared over the sum of their squares",
            remedy="ask whoever weighted the results, or load the single answers",
        )
        return None
    return per_cent / 100, effective
