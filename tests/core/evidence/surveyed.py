"""A made-up survey of a made-up county for the tests of surveys."""

from datetime import date

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.surveys import (
    Question,
    Result,
    Survey,
    Surveys,
    Weighting,
    Wording,
)

COUNTY, ASHBY, BARROW, CORBY = "E10000001", "E07000001", "E07000002", "E07000003"
Q3, Q4 = Period.parse("2021/22-Q3"), Period.parse("2021/22-Q4")
KNOWN = date(2022, 5, 1)

SURVEY = Survey(
    key="panel",
    name="Residents' panel",
    source="Mercia",
    method="By post.",
    area=COUNTY,
    weightings=(Weighting("2021", Month(2021, 4), "to age and sex"),),
)
OLD = Wording("1", Month(2017, 4), "Do you feel safe?", ("yes",), ("no",), ("don't know",))
NEW = Wording("2", Month(2022, 1), "How safe do you feel?", ("safe", "very safe"), ("unsafe",))
SAFE = Question("safe", "panel", "Feels safe", "Safety", (OLD, NEW))
TRUST = Question("trust", "panel", "Trusts the council", "Trust", (OLD,))
SURVEYS = Surveys((SURVEY,), (SAFE, TRUST))


def result(
    area: str = COUNTY,
    agree: int = 60,
    base: int = 100,
    *,
    period: Period = Q3,
    known: date = KNOWN,
    question: str = "safe",
    wording: str = "1",
) -> Result:
    return Result(question, wording, area, period, known, agree, base, agree / base, float(base))
