"""The quarterly return and the share of repeats, by the figures of 2023-24."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.marac.quarterly import (
    Counted,
    Heard,
    Standing,
    Volume,
    cases_expected,
    repeat_rate,
    returned,
    year,
)
from saferboard.core.evidence.periods import Period

Q1 = Period.of_quarter(2023, 1)
HEARD = Heard(
    date(2023, 4, 1),
    repeat=True,
    referred_by="police",
    children=2,
    minority_ethnic=True,
    lgbt=False,
    disabled=None,
    male_victim=False,
    victim_age=17,
    perpetrator_ages=(30, 17),
)
ANOTHER = Heard(
    date(2023, 6, 30),
    repeat=False,
    referred_by="IDVA",
    children=0,
    minority_ethnic=None,
    lgbt=True,
    disabled=True,
    male_victim=True,
    victim_age=None,
    perpetrator_ages=(None, 40),
)


@pytest.mark.parametrize(
    ("repeats", "cases", "share", "standing", "by_chance"),
    [
        # April 2023 to May 2024: the city, the county, Rutland, and all.
        (225, 656, 34.3, Standing.GUIDE, False),
        (260, 672, 38.7, Standing.GUIDE, True),
        (11, 23, 47.8, Standing.TRIGGER, True),
        (496, 1351, 36.7, Standing.GUIDE, False),
        (40, 100, 40.0, Standing.TRIGGER, True),
        (39, 100, 39.0, Standing.GUIDE, True),
        (28, 100, 28.0, Standing.GUIDE, False),
        (27, 100, 27.0, Standing.LOW, False),
        (60, 100, 60.0, Standing.TRIGGER, False),
        (0, 10, 0.0, Standing.LOW, False),
    ],
)
def test_the_share_of_repeats(
    repeats: int, cases: int, share: float, standing: Standing, by_chance: bool
) -> None:
    rate = repeat_rate(repeats, cases)
    assert round(rate.share.value, 1) == share
    assert rate.share.lower - 1e-9 <= rate.share.value <= rate.share.upper + 1e-9
    assert (rate.standing, rate.by_chance) == (standing, by_chance)


def test_the_limits_are_wilsons() -> None:
    rate = repeat_rate(11, 23).share
    assert (round(rate.lower, 1), round(rate.upper, 1)) == (29.2, 67.0)


def test_no_case_is_no_share() -> None:
    with pytest.raises(ValueError, match="0 of 0"):
        repeat_rate(0, 0)


@pytest.mark.parametrize("standing", Standing)
def test_a_trigger_is_no_target(standing: Standing) -> None:
    assert "target" not in standing


def test_the_return_counts_by_the_day_of_the_meeting() -> None:
    outside = [replace(HEARD, met_on=on) for on in (date(2023, 3, 31), date(2023, 7, 1))]
    found = returned([HEARD, ANOTHER, HEARD, *outside], Q1)
    assert (found.period, found.cases, found.repeats, found.children) == (Q1, 3, 2, 4)
    assert found.by_agency == (("IDVA", 1), ("police", 2))
    assert found.minority_ethnic == Counted(2, 1)
    assert found.lgbt == Counted(1, 0)
    assert found.disabled == Counted(1, 2)
    assert found.male_victims == Counted(1, 0)
    assert found.victims_16_17 == Counted(2, 1)
    assert found.perpetrators_under_18 == Counted(2, 1)


@pytest.mark.parametrize(
    ("age", "counted"),
    [
        (15, Counted(0, 0)),
        (16, Counted(1, 0)),
        (17, Counted(1, 0)),
        (18, Counted(0, 0)),
        (None, Counted(0, 1)),
    ],
)
def test_victims_of_16_and_17(age: int | None, counted: Counted) -> None:
    assert returned([replace(HEARD, victim_age=age)], Q1).victims_16_17 == counted


@pytest.mark.parametrize(
    ("ages", "counted"),
    [
        ((17,), Counted(1, 0)),
        ((18,), Counted(0, 0)),
        ((18, None), Counted(0, 1)),
        ((None, 12), Counted(1, 0)),
        ((), Counted(0, 1)),
    ],
)
def test_perpetrators_of_17_or_under(ages: tuple[int | None, ...], counted: Counted) -> None:
    found = returned([replace(HEARD, perpetrator_ages=ages)], Q1)
    assert found.perpetrators_under_18 == counted


def test_the_guide_of_cases() -> None:
    assert cases_expected(10_000) == 40
    assert cases_expected(285_000) == 1140


@pytest.mark.parametrize(
    ("repeats", "cases", "limits"),
    [
        (225, 656, (30.8, 38.0)),
        (260, 672, (35.1, 42.4)),
        (11, 23, (29.2, 67.0)),
        (496, 1351, (34.2, 39.3)),
    ],
)
def test_the_limits_of_2023_24(repeats: int, cases: int, limits: tuple[float, float]) -> None:
    rate = repeat_rate(repeats, cases).share
    assert (round(rate.lower, 1), round(rate.upper, 1)) == limits


@pytest.mark.parametrize(
    ("cases", "women", "standing"),
    [
        (400, 100_000, Volume.ABOUT),
        (300, 100_000, Volume.FEWER),
        (500, 100_000, Volume.MORE),
        (3, 1_000, Volume.ABOUT),  # so few that chance gives as much
        (0, 1_000_000, Volume.FEWER),
    ],
)
def test_a_year_beside_the_guide(cases: int, women: int, standing: Volume) -> None:
    found = year(cases, women)
    assert found.standing is standing
    assert found.rate.value == pytest.approx(cases * 10_000 / women)
    assert found.expected == women * 40 / 10_000
    assert "target" not in standing
