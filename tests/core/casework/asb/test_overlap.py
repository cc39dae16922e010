"""The overlap: counted, or estimated with limits that never go beyond what is known."""

from datetime import date

import pytest

from saferboard.core.casework.asb.overlap import Looked, distinct, draw, method, overlap, share
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rates import Estimate
from saferboard.core.evidence.two_sources import Overlap
from saferboard.core.faults import Refused

QUARTER = Period.parse("2023/24-Q4")


def test_a_count_has_no_limits() -> None:
    assert share(Looked(200, 50, drawn=150, held=10)) == Estimate(0.3, 0.3, 0.3)
    assert share(Looked(200, 200)) == Estimate(1, 1, 1)


def test_a_sample_of_all_is_wilsons() -> None:
    found = share(Looked(100_000, 0, drawn=100, held=65))
    assert found is not None
    assert (found.value, round(found.lower, 5), round(found.upper, 5)) == (0.65, 0.55254, 0.73636)


def test_what_is_linked_is_counted_and_the_rest_estimated() -> None:
    found = share(Looked(1000, 200, drawn=100, held=5))
    assert found is not None
    assert found.value == pytest.approx((200 + 800 * 0.05) / 1000)
    assert found.lower == pytest.approx((200 + 800 * 0.0215437) / 1000, abs=1e-6)
    assert found.upper == pytest.approx((200 + 800 * 0.1117507) / 1000, abs=1e-6)


def test_the_limits_keep_to_what_is_known() -> None:
    found = share(Looked(10, 2, drawn=7, held=3))
    assert found == Estimate((2 + 8 * 3 / 7) / 10, 0.5, 0.6)


def test_what_could_not_be_told_widens_both_ways() -> None:
    sure, unsure = share(Looked(1000, 0, 100, 20)), share(Looked(1000, 0, 100, 20, 10))
    assert sure is not None
    assert unsure is not None
    assert unsure.value == pytest.approx(20 / 90)
    assert unsure.lower == sure.lower
    assert unsure.upper > sure.upper


@pytest.mark.parametrize("looked", [Looked(0, 0), Looked(9, 2), Looked(9, 2, drawn=3, unsure=3)])
def test_without_anything_looked_up_nothing_is_known(looked: Looked) -> None:
    assert share(looked) is None
    assert distinct(looked, 100) is None
    with pytest.raises(Refused, match="not measured yet"):
        overlap(
            looked, area="E07000129", period=QUARTER, of="police_asb", measured=date(2024, 5, 1),
            up_to=4,
        )  # fmt: skip


def test_the_distinct_incidents_have_the_limits_of_the_share() -> None:
    found = distinct(Looked(1000, 200, drawn=100, held=5), reports=600)
    assert found is not None
    assert found.value == pytest.approx(600 + 1000 - 240)
    assert found.lower == pytest.approx(1600 - 289.40, abs=0.01)
    assert found.upper == pytest.approx(1600 - 217.23, abs=0.01)
    assert distinct(Looked(1000, 200, drawn=100, held=5), reports=200) is None


def test_the_dashboard_takes_the_value_as_it_is() -> None:
    value = overlap(
        Looked(1000, 200, drawn=100, held=5), area="E07000129", period=QUARTER, of="police_asb",
        measured=date(2024, 5, 1), up_to=4,
    )  # fmt: skip
    assert value == Overlap(
        "E07000129", QUARTER, "police_asb", 24.0, 21.7, 28.9,
        "200 links confirmed, and a random sample of 100 of the other 800 incidents looked up",
        date(2024, 5, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    "looked", [Looked(100, 4, 96), Looked(100, 1, 99, held=3), Looked(100, 97, 3), Looked(3, 3)]
)
def test_what_would_tell_a_small_count_is_not_handed_out(looked: Looked) -> None:
    with pytest.raises(Refused, match="could tell of somebody"):
        overlap(
            looked, area="E07000129", period=QUARTER, of="police_asb", measured=date(2024, 5, 1),
            up_to=4,
        )  # fmt: skip


def test_how_it_was_measured_is_told() -> None:
    assert method(Looked(1200, 200, drawn=1000)) == "every one of 1,200 incidents looked up"
    assert method(Looked(1200, 200, drawn=50, unsure=2)).endswith(
        "sample of 50 of the other 1,000 incidents looked up; 2 of them could not be told"
    )


@pytest.mark.parametrize(
    "counts",
    [(3, 4), (3, -1), (3, 1, 3), (3, 1, -1), (3, 1, 1, -1), (3, 1, 2, 1, -1), (3, 1, 2, 1, 2)],
)
def test_counts_that_cannot_be_are_refused(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Looked(*counts)


def test_a_sample_is_drawn_again_the_same_and_grows() -> None:
    frame = [f"LP-{n}" for n in range(50)]
    first = draw(frame, 10, "3 June")
    assert len(set(first)) == 10
    assert draw(frame[::-1], 10, "3 June") == first
    assert draw(frame, 20, "3 June")[:10] == first
    assert draw(frame, 10, "4 June") != first
    assert sorted(draw(frame, 50, "3 June")) == sorted(frame)


@pytest.mark.parametrize(
    ("frame", "number", "seed", "what"),
    [
        (["a"], 1, " ", "there is no seed"),
        (["a"], 2, "s", "2 cannot be drawn from 1"),
        (["a"], 0, "s", "0 cannot be drawn from 1"),
        ([], 1, "s", "1 cannot be drawn from 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    frame: list[str], number: int, seed: str, what: str
) -> None:
    with pytest.raises(Refused) as refused:
        draw(frame, number, seed)
    assert refused.value.faults[0].what == what
