"""Directly standardised rates: published figures, and what is refused."""

import pytest

from saferboard.core.evidence.figures import Missing
from saferboard.core.evidence.rates import Estimate
from saferboard.core.evidence.standardised import dsr

# Fay and Feuer, "Confidence intervals for directly standardized rates", Statistics in Medicine 16
# (1997): Down's syndrome by mother's age, Michigan 1950-64, first births, standardised to the mean
# population of the five birth orders: 92.3 per 100,000.
FIRST = ((107, 141, 60, 40, 39, 25), (230061, 329449, 114920, 39487, 14208, 3052))
ORDERS = (
    FIRST[1],
    (72202, 326701, 208667, 83228, 28466, 5375),
    (15050, 175702, 207081, 117300, 45026, 8660),
    (2293, 68800, 132424, 98301, 46075, 9834),
    (327, 30666, 123419, 149919, 104088, 34392),
)
STANDARD = [sum(band) / 5 for band in zip(*ORDERS, strict=True)]


def test_an_adjusted_rate_as_published() -> None:
    found = dsr(*FIRST, STANDARD)
    assert isinstance(found, Estimate)
    assert round(found.value, 1) == 92.3
    assert found.lower < found.value < found.upper


def test_of_one_band_they_are_the_published_limits_of_its_events() -> None:
    """65 events: 50.1632 to 82.8491 (Public Health England, Byar's method)."""
    found = dsr([65], [100_000], [1])
    assert isinstance(found, Estimate)
    assert (found.value, found.lower, found.upper) == pytest.approx(
        (65, 50.1632, 82.8491), rel=1e-6
    )


def test_the_size_of_the_standard_does_not_matter() -> None:
    one, other = dsr(*FIRST, STANDARD), dsr(*FIRST, [7 * n for n in STANDARD])
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    assert (one.value, one.lower, one.upper) == pytest.approx(
        (other.value, other.lower, other.upper)
    )


def test_none_below_ten_events() -> None:
    assert dsr([4, 5], [1000, 1000], [1, 1]) == Missing(
        "fewer than 10 events cannot be standardised"
    )
    assert isinstance(dsr([5, 5], [1000, 1000], [1, 1]), Estimate)


@pytest.mark.parametrize(
    ("events", "populations", "standard", "said"),
    [
        ([10], [100, 100], [1], "same age bands"),
        ([10], [100], [1, 1], "same age bands"),
        ([], [], [], "same age bands"),
        ([-1, 20], [10, 10], [1, 1], "negative"),
        ([1, 20], [10, 10], [1, -1], "negative"),
        ([10, 10], [0, 10], [1, 1], "above zero"),
        ([10, 10], [10, 10], [0, 0], "above zero"),
    ],
)
def test_what_cannot_be_standardised(
    events: list[int], populations: list[int], standard: list[float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        dsr(events, populations, standard)
