"""However a partner rounds a value, the one read is what its two parts give."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.faults import Refused
from saferboard.core.ingest.observations import COLUMNS, parse_observations

AREAS = Areas([Area("E07000001", "Northmere", AreaKind.DISTRICT)])
SHARE = Measure("share", "Share", "o", Kind.PROPORTION, "%", "s", "d", ())
RATE = Measure("rate", "Rate", "o", Kind.RATE, "per 1,000", "s", "d", (), per=1000)
PEOPLE = st.integers(1, 1_000_000)


def read(measure: Measure, value: str, numerator: int, denominator: int) -> Observation:
    row = (measure.key, "E07000001", "2020/21", value, str(numerator), str(denominator))
    text = ",".join(COLUMNS) + "\n" + ",".join((*row, "", "2021-05-01", "pack", "", "")) + "\n"
    (found,) = parse_observations(text, measures={measure.key: measure}, areas=AREAS)
    return found


def rounded(per: int, numerator: int, denominator: int, places: int) -> Decimal:
    exact = Decimal(per * numerator) / Decimal(denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@given(PEOPLE, PEOPLE, st.integers(0, 4))
def test_a_rounded_rate_agrees_with_its_parts(events: int, people: int, places: int) -> None:
    found = read(RATE, str(rounded(1000, events, people, places)), events, people)
    assert found.figure == Number(1000 * events / people, numerator=events, denominator=people)


@given(PEOPLE, PEOPLE, st.integers(0, 4), st.sampled_from([-2, 2]))
def test_a_value_two_off_in_its_last_place_does_not(
    events: int, people: int, places: int, off: int
) -> None:
    wrong = rounded(1000, events, people, places) + Decimal(off).scaleb(-places)
    assume(wrong >= 0)
    with pytest.raises(Refused):
        read(RATE, str(wrong), events, people)


@given(PEOPLE, PEOPLE)
def test_a_share_lies_between_none_and_all(part: int, whole: int) -> None:
    if part > whole:
        with pytest.raises(Refused):
            read(SHARE, "", part, whole)
    else:
        figure = read(SHARE, "", part, whole).figure
        assert isinstance(figure, Number)
        assert 0 <= figure.value <= 100
