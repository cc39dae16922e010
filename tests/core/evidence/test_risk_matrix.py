"""The matrix of a day: who counts, what the public sees, and what moved since the one before."""

from dataclasses import replace
from datetime import date

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.risk import Given, Risk
from saferboard.core.evidence.risk_matrix import MATRIX, Matrix, build, public
from saferboard.core.evidence.risk_telling import history, moves, rule, table
from tests.core.evidence.test_risk import PHYSICAL, PLAN

Q1, Q2, Q3 = (Period.parse(f"2020/21-Q{n}") for n in (1, 2, 3))
JUNE, SEPTEMBER = date(2020, 6, 30), date(2020, 9, 30)
BOTH = replace(
    PLAN,
    risks=(
        Risk("arson", "Arson", "Fires that are set.", Month(2020, 4)),
        Risk("fraud", "Fraud", "By telephone.", Month(2020, 4), Month(2020, 9)),
        Risk("knives", "Knives", "Carried.", Month(2020, 9)),
    ),
)
NAMES = {"police": "The Police", "fire": "Fire and Rescue"}


def given(risk: str, organisation: str, total: int, on: date = JUNE) -> Given:
    """A partner's harm score, or the probability if no organisation is named."""
    points = (("probability", total),) if not organisation else (("physical", total), ("moral", 0))
    return Given(risk, organisation, points, on, "a reason", "account 1", PLAN.mark)


FIRST = [
    given("arson", "", 6),
    given("arson", "police", 18),
    given("arson", "fire", 18),
    given("fraud", "", 9),
    given("fraud", "police", 15),
]
THEN = [
    *FIRST,
    given("arson", "health", 12, SEPTEMBER),
    given("arson", "", 9, SEPTEMBER),
    given("knives", "", 2, SEPTEMBER),
    given("knives", "police", 10, SEPTEMBER),
    given("knives", "fire", 0, SEPTEMBER),
]


def matrix(rows: list[Given] = FIRST, quarter: Period = Q1, on: date = JUNE) -> Matrix:
    """The matrix of these scores."""
    return build(BOTH, rows, NAMES, quarter, on)


def test_the_highest_score_stands_first_and_what_has_none_last() -> None:
    arson, fraud = matrix().risks
    assert (arson.key, arson.number, arson.score, arson.band) == ("arson", 1, 108, "Low")
    assert (arson.scored, arson.asked, arson.rag) == (2, 3, Rag.GREEN)
    assert (fraud.key, fraud.number, fraud.score, fraud.band) == ("fraud", None, None, "No data")
    assert fraud.rag is Rag.GREY
    assert [p.name for p in arson.partners] == ["The Police", "Fire and Rescue", "health"]
    assert [p.stood.value for p in arson.partners] == [18, 18, None]
    assert arson.partners[2].stood.why_not == "not scored"


def test_the_public_sees_how_many_scored_and_nobodys_own() -> None:
    shown = public(matrix())
    text = MATRIX.dump_json(shown).decode()
    assert "police" not in text.lower()
    assert "a reason" not in text
    arson = shown.of("arson")
    assert arson is not None
    assert (arson.score, arson.scored, arson.probability.value) == (108, 2, 6)


def test_a_matrix_is_stored_and_read_again_as_it_was() -> None:
    made = matrix(THEN, Q2, SEPTEMBER)
    assert MATRIX.validate_python(MATRIX.dump_python(made, mode="json")) == made


def test_what_moved_says_why_and_a_change_of_band_comes_first() -> None:
    found = moves(matrix(), matrix(THEN, Q2, SEPTEMBER))
    assert [(move.key, move.matters) for move in found] == [
        ("arson", True),
        ("fraud", True),
        ("knives", True),
    ]
    arson, fraud, knives = (move.words for move in found)
    assert arson == (
        "up from Low, 108.0 to Medium, 144.0 (probability 6 to 9; mean harm 18.0 to 16.0; partners "
        "who scored 2 of 3 to 3 of 3)"
    )
    assert fraud == "no longer scored"
    assert knives == "new: Low, 10.0"


def test_a_move_within_a_band_and_one_that_cancels_out() -> None:
    lower = [*FIRST, given("arson", "police", 0, SEPTEMBER)]
    (move,) = moves(matrix(), _at(lower))
    assert not move.matters
    assert move.words == "down from Low, 108.0 to Low, 54.0 (mean harm 18.0 to 9.0)"
    same = [*FIRST, given("arson", "health", 18, SEPTEMBER)]
    (kept,) = moves(matrix(), _at(same))
    assert kept.words == "stands as it did (partners who scored 2 of 3 to 3 of 3)"
    gone = [*FIRST, given("fraud", "", 8, SEPTEMBER), given("fraud", "fire", 1, SEPTEMBER)]
    (rated,) = moves(matrix(), _at(gone))
    assert rated.words.startswith("No data to Low, 64.0 (probability 9 to 8; mean harm Not known")


def _at(rows: list[Given]) -> Matrix:
    """Of the two first risks, on a day at which both are scored."""
    plan = replace(BOTH, risks=tuple(replace(r, retired=None) for r in BOTH.risks[:2]))
    return build(plan, rows, NAMES, Q2, SEPTEMBER)


def test_nothing_moved_is_nothing_and_other_scales_are_not_compared() -> None:
    assert moves(matrix(), matrix()) == ()
    wider = replace(BOTH, harms=(replace(PHYSICAL, most=20), BOTH.harms[1]))
    assert moves(matrix(), build(wider, THEN, NAMES, Q2, SEPTEMBER)) == ()


def test_the_table_holds_what_the_picture_shows() -> None:
    found = table(matrix())
    assert found.rows == (
        ("Arson", "1", "6", "18.0", "108.0", "Low", "2 of 3"),
        ("Fraud", "–", "9", "Not known", "Not known", "No data", "1 of 3"),
    )


def test_the_rule_stands_in_words() -> None:
    said = rule(matrix())
    assert "Low up to and with 108, Medium up to and with 216, High above" in said
    assert "(1 to 9)" in said
    assert "(0 to 36)" in said
    assert "not counted as zero" in said


def test_history_takes_the_newest_matrix_of_each_quarter_on_one_scale() -> None:
    earlier = matrix(FIRST[:1])
    chart = history("arson", [earlier, matrix(), matrix(THEN, Q2, SEPTEMBER)], "Arson")
    assert chart is not None
    assert [(p.at, p.value) for p in chart.series[0].points] == [
        ("2020/21 Q1", 108),
        ("2020/21 Q2", 144),
    ]
    assert chart.summary == "From 108.0 in 2020/21 Q1 to 144.0 in 2020/21 Q2."
    assert chart.table.rows[1] == ("2020/21 Q2", "144.0", "Medium")
    assert history("arson", [matrix()], "Arson") is None
    assert history("arson", [], "Arson") is None
    wider = replace(matrix(), harms=(PHYSICAL,), quarter=Q3)
    assert history("arson", [matrix(), matrix(THEN, Q2, SEPTEMBER), wider], "Arson") is None
