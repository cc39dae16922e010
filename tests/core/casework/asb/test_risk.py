"""The risk matrix: what the answers lead to, and every fault of a table."""

from dataclasses import replace

import pytest

from saferboard.core.casework.asb.risk import (
    Band,
    Matrix,
    Option,
    Question,
    Threshold,
    check_matrix,
    triage,
)
from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Faults
from tests.core.casework.asb.asb_world import MATRIX


@pytest.mark.parametrize(
    ("often", "violence", "score", "band"),
    [
        ("once", "no", 0, Band.LOW),
        ("weekly", "no", 3, Band.MEDIUM),
        ("daily", "no", 5, Band.MEDIUM),
        ("daily", "yes", 9, Band.HIGH),
    ],
)
def test_the_sum_leads_to_the_band(often: str, violence: str, score: int, band: Band) -> None:
    found = triage(MATRIX, {"often": often, "violence": violence})
    assert (found.score, found.band, found.most, found.version) == (score, band, 9, 2)


def test_a_single_answer_raises_the_band_and_says_so() -> None:
    found = triage(MATRIX, {"often": "once", "violence": "yes"})
    assert (found.score, found.band) == (4, Band.HIGH)
    assert found.reasons == (
        "Violence? Yes (4)",
        "The sum is 4 of 9: medium, which begins at 3",
        "Violence? Yes: never below high",
    )


def test_what_raises_no_higher_than_the_sum_is_not_told() -> None:
    found = triage(MATRIX, {"often": "daily", "violence": "yes"})
    assert found.reasons[-1] == "The sum is 9 of 9: high, which begins at 8"


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ({"often": "once"}, "it is not answered"),
        ({"often": "never", "violence": "no"}, "'never' is no answer to it"),
        ({"often": "once", "violence": "no", "age": "9"}, "there is no question 'age'"),
    ],
)
def test_all_questions_and_no_others_are_answered(answers: dict[str, str], what: str) -> None:
    with pytest.raises(Refused) as refused:
        triage(MATRIX, answers)
    assert refused.value.faults[0].what == what


def faults_of(matrix: Matrix) -> list[tuple[str, str]]:
    faults = Faults()
    check_matrix(matrix, "asb.toml", faults)
    return [(fault.where.removeprefix("asb.toml, "), fault.what) for fault in faults.found]


def bands(*least: int) -> tuple[Threshold, ...]:
    return tuple(Threshold(band, one, 5) for band, one in zip(Band, least, strict=True))


def test_a_sound_matrix_has_no_faults() -> None:
    assert faults_of(MATRIX) == []


@pytest.mark.parametrize(
    ("matrix", "told"),
    [
        (replace(MATRIX, bands=MATRIX.bands[::-1]), ("bands", "the bands are high, medium, low")),
        (replace(MATRIX, bands=MATRIX.bands[:2]), ("bands", "the bands are low, medium")),
        (replace(MATRIX, bands=bands(1, 3, 8)), ("bands, least", "the bands begin at 1, 3, 8")),
        (replace(MATRIX, bands=bands(0, 3, 3)), ("bands, least", "the bands begin at 0, 3, 3")),
        (replace(MATRIX, bands=bands(0, 9, 8)), ("bands, least", "the bands begin at 0, 9, 8")),
        (
            replace(MATRIX, bands=bands(0, 3, 10)),
            ("bands 'high', least", "no answers add up to 10"),
        ),
        (
            replace(MATRIX, bands=(Threshold(Band.LOW, 0, 0), *MATRIX.bands[1:])),
            ("bands 'low', contact_days", "0 cannot be a time"),
        ),
        (
            replace(MATRIX, questions=(*MATRIX.questions, Question("old", "Old?", ()))),
            ("questions 'old', options", "the question has 0 answers"),
        ),
        (
            replace(
                MATRIX,
                questions=(
                    *MATRIX.questions,
                    Question("old", "Old?", (Option("yes", "Yes", 1), Option("yes", "Aye", 0))),
                ),
            ),
            ("questions 'old', options", "the answer 'yes' stands twice"),
        ),
        (
            replace(
                MATRIX,
                questions=(
                    *MATRIX.questions,
                    Question("old", "Old?", (Option("yes", "Yes", 1), Option("no", "No", -1))),
                ),
            ),
            ("questions 'old', options[2].score", "-1 is below nought"),
        ),
    ],
)
def test_every_fault_is_told_with_its_place(matrix: Matrix, told: tuple[str, str]) -> None:
    assert faults_of(matrix) == [told]


def test_the_highest_score_may_just_reach_the_highest_band() -> None:
    assert faults_of(replace(MATRIX, bands=bands(0, 3, 9))) == []
