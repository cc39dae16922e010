"""surveys.toml: surveys, their questions in every wording, and their weights by version."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from saferboard.core.evidence.surveys import Question, Survey, Surveys, Weighting, Wording
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names

SURVEYS = "surveys.toml"

_SURVEY = Shape(Survey)
_QUESTION = Shape(Question)


def read_surveys(
    text: str | None, where: str, areas: Names, faults: Faults
) -> tuple[Surveys, Names]:
    """The sound surveys and questions, and the keys of all questions, faults being noted."""
    found = read_toml(text, where, faults, tables=("surveys", "questions"))
    if not found:
        return Surveys(), Names("question", where, frozenset())
    surveys, survey_keys = declared(found, "surveys", _SURVEY, where, faults)
    questions, keys = declared(found, "questions", _QUESTION, where, faults)
    known = Names("survey", where, survey_keys)
    for survey in surveys:
        place = f"{where}, survey '{survey.key}'"
        areas.check(survey.area, f"{place}, area", faults)
        _check_survey(survey, place, faults)
    for question in questions:
        place = f"{where}, question '{question.key}'"
        known.check(question.survey, f"{place}, survey", faults)
        _check_question(question, place, faults)
    held = {survey.key for survey in surveys}
    sound = tuple(question for question in questions if question.survey in held)
    return Surveys(surveys, sound), Names("question", where, keys)


def _check_survey(survey: Survey, place: str, faults: Faults) -> None:
    if survey.least_base < 1 or survey.suppress_to < 0:
        faults.add(
            "a share may not be shown over nobody, nor counts below zero be hidden",
            where=f"{place}, least_base and suppress_to",
            expected="least_base of 1 or more, suppress_to of 0 or more",
            remedy="correct the number, or leave it out",
        )
    if survey.suppress_to == 0 and not survey.open_because.strip():
        faults.add(
            "small counts are shown without a reason",
            where=f"{place}, open_because",
            expected="a reason where suppress_to is 0",
            remedy="write why nobody can be recognised, or leave suppress_to out",
        )
    _check_in_turn(survey.weightings, "weightings", place, faults)


def _check_question(question: Question, place: str, faults: Faults) -> None:
    if not question.wordings:
        faults.add(
            "the question has no wording",
            where=f"{place}, wordings",
            expected="at least one wording",
            remedy='write wordings = [{ version = "1", since = "2017-04", … }]',
        )
    _check_in_turn(question.wordings, "wordings", place, faults)
    for wording in question.wordings:
        spot = f"{place}, wording '{wording.version}'"
        answers = (*wording.agree, *wording.against, *wording.leaves_out)
        if not wording.agree or not wording.against:
            faults.add(
                "one side of the question has no answers",
                where=f"{spot}, agree and against",
                expected="the answers that count as agreeing, and those of the base that do not",
                remedy="list both",
            )
        for answer in _twice(answers):
            faults.add(
                f"the answer '{answer}' stands twice",
                where=spot,
                expected="each answer once in agree, against or leaves_out",
                remedy="take it out of one list",
            )


def _check_in_turn(
    held: Sequence[Wording | Weighting], name: str, place: str, faults: Faults
) -> None:
    if any(later.since <= earlier.since for earlier, later in pairwise(held)):
        faults.add(
            f"the {name} do not follow one another in time",
            where=f"{place}, {name}",
            expected="the oldest first, each beginning later than the one before",
            remedy="put them in order of 'since', each month once",
        )
    for version in _twice(one.version for one in held):
        faults.add(
            f"version '{version}' stands twice",
            where=f"{place}, {name}",
            expected="each version once",
            remedy="give the later one a version of its own",
        )


def _twice(words: Iterable[str]) -> list[str]:
    held = list(words)
    return sorted({word for word in held if held.count(word) > 1})
