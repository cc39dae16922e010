"""What a measure shows that is declared elsewhere must be declared, and of a kind that fits."""

import pytest

from saferboard.core.evidence.trajectory import Shape
from saferboard.core.evidence.youth import YouthCount
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of
from tests.core.ingest.test_surveys import SURVEYS

KEYS = """
[[measures]]
key = "one"
name = "One"
outcome = "crime"
unit = "u"
source = "s"
definition = "d."
polarity = []
"""
COUNT = KEYS.replace('"one"', '"two"') + 'kind = "count"\n'
YEAR = 'shape = "cumulative", why = "w", points = [{ on = "2022-03", value = 9 }]'
WAY = (
    'shape = "line", why = "w", '
    'points = [{ on = "2021-03", value = 9 }, { on = "2022-03", value = 8 }]'
)


def told(files: dict[str, str]) -> str:
    return "\n".join(str(fault) for fault in faults_of(files))


def folder(declared: str) -> dict[str, str]:
    measures = SOUND["measures.toml"] + KEYS + declared
    return {**SOUND, "measures.toml": measures, "surveys.toml": SURVEYS}


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ('kind = "proportion"\nquestion = "save"', "did you mean 'safe'?"),
        ('kind = "rate"\nquestion = "safe"', "with 'question' cannot be of kind 'rate'"),
        ('kind = "score"\nframework = "hmi"', "there is no framework 'hmi'"),
        ('kind = "count"\nframework = "hmi"', "expected: kind 'score'"),
        ('kind = "average"\nyouth = "binary"', "with 'youth' cannot be of kind 'average'"),
        ('kind = "proportion"\nyouth = "per-offender"', "expected: kind 'average'"),
        ('kind = "rate"\nrate_of = "three"', "'three' is not a returned count"),
        ('kind = "rate"\nrate_of = "two"\npopulation = "10-17"', "population group '10-17'"),
        ('kind = "count"\nrate_of = "two"', "with 'rate_of' cannot be of kind 'count'"),
        ('kind = "rate"\nrate_of = "one"', "'one' is not a returned count"),
        (
            'kind = "proportion"\nquestion = "safe"\nyouth = "engaged"',
            "the measure has question and youth",
        ),
        (f'kind = "score"\ntrajectory = {{ {YEAR} }}', "does not add up through the year"),
        (
            f'kind = "count"\ntrajectory = {{ {YEAR.replace("2022-03", "2022-04")} }}',
            "not dated to the end of its year",
        ),
        (f'kind = "count"\ntrajectory = {{ {YEAR}, profile = [1, 2] }}', "twelve months"),
        (f'kind = "count"\ntrajectory = {{ {YEAR}, profile = [{"0," * 12}] }}', "not all zero"),
        (f'kind = "count"\ntrajectory = {{ {YEAR}, tolerance = 100 }}', "100 per cent is no"),
        (f'kind = "rate"\ntrajectory = {{ {WAY}, profile = [1] }}', "a line has no profile"),
        (
            f'kind = "rate"\ntrajectory = {{ {WAY.replace("2022-03", "2021-03")} }}',
            "the points are too few, or do not follow one another",
        ),
        ('kind = "count"\ncounts = ["burglary"]\nquestion = "safe"', "has counts and question"),
        ('kind = "money"\ncounts = ["burglary"]', "cannot be of kind 'money'"),
    ],
)
def test_every_fault_says_where(declared: str, said: str) -> None:
    found = told(folder(f"{declared}\n{COUNT}"))
    assert said in found
    assert "measures.toml, measure 'one'" in found


def test_what_fits_is_read() -> None:
    year = f'kind = "money"\nyouth = "per-offender"\ntrajectory = {{ {YEAR} }}\n'
    sound = year.replace('kind = "money"\nyouth = "per-offender"', 'kind = "money"')
    found = read_partnership(folder(sound)).measure("one")
    assert found is not None
    assert found.trajectory is not None
    assert found.trajectory.shape is Shape.CUMULATIVE
    profiled = sound.replace("points", f"profile = [{'1,' * 12}], points")
    assert read_partnership(folder(profiled)).measure("one") is not None
    line = read_partnership(folder(f'kind = "rate"\ntrajectory = {{ {WAY} }}\n'))
    assert line.measure("one") is not None
    rate = read_partnership(folder(f'kind = "rate"\nrate_of = "two"\n{COUNT}'))
    assert rate.measure("one") is not None
    youth = read_partnership(folder('kind = "average"\nyouth = "per-offender"\n')).measure("one")
    assert youth is not None
    assert youth.youth is YouthCount.PER_OFFENDER


def test_money_is_given_to_the_penny() -> None:
    held = folder('kind = "money"\n')
    row = "one,E10000001,2022-01,{},,,,2022-03-01,2022-03-01,,\n"
    given = {**held, "observations.csv": SOUND["observations.csv"] + row.format("1234.505")}
    assert "1234.505 is not pounds and whole pence" in told(given)
    given["observations.csv"] = SOUND["observations.csv"] + row.format("1234.5")
    assert read_partnership(given).observations[-1].measure == "one"
