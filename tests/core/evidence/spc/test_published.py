"""Worked figures that others published, to the digits they printed."""

import numpy as np
import pytest

from saferboard.core.evidence.spc import anhoej, c_chart, laney_p, p_chart, u_chart, xmr

# Montgomery, "Introduction to Statistical Quality Control", 7th ed., table 6.6: what twenty weeks
# of mortgage loans cost to process.
LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306]
LOANS += [294, 299, 297, 299, 314, 295, 293, 306, 301, 304]

# Montgomery, table 7.7: nonconformities in 26 samples of printed circuit boards.
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16]
BOARDS += [19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]

# Mohammed, Panesar, Laney and Wilson, BMJ Quality and Safety 22, 2013, 362-368: attendances at
# English emergency departments seen within four hours, of all, in twenty weeks.
SEEN = [266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320]
SEEN += [267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989]
CAME = [280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529]
CAME += [279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772]

# The data set "cdi" of the R package qicharts2: infections, and thousands of risk days.
INFECTIONS = [17, 12, 27, 20, 20, 18, 22, 19]
RISK_DAYS = [14768.4167, 14460.3333, 16176.9167, 14226.5, 14816.25, 14335.2917, 14964.5417]
RISK_DAYS += [14327.875]


def test_individuals() -> None:
    chart = xmr(LOANS)
    assert chart.mean == 300.5
    assert chart.moving_range == pytest.approx(7.7895, abs=5e-5)
    assert chart.upper == pytest.approx(321.2167, abs=5e-5)
    assert chart.lower == pytest.approx(279.7833, abs=5e-5)
    assert chart.near_upper == pytest.approx(300.5 + (321.2167 - 300.5) * 2 / 3, abs=5e-5)
    assert chart.signals == ()


def test_counts_before_and_after_two_samples_were_left_out() -> None:
    assert sum(BOARDS) == 516
    first = c_chart(BOARDS)
    assert (first.centre[0], first.lower[0], first.upper[0]) == (
        pytest.approx(19.85, abs=5e-3),
        pytest.approx(6.48, abs=5e-3),
        pytest.approx(33.21, abs=5e-3),
    )
    beyond = [n for n in BOARDS if not first.lower[0] <= n <= first.upper[0]]
    assert beyond == [5, 39]
    revised = c_chart([n for n in BOARDS if n not in beyond])
    assert revised.centre == pytest.approx(np.full(24, 19.667), abs=5e-4)
    assert revised.lower == pytest.approx(np.full(24, 6.363), abs=5e-4)
    assert revised.upper == pytest.approx(np.full(24, 32.971), abs=5e-4)


def test_emergency_attendances_vary_ten_times_more_than_chance() -> None:
    laney = laney_p(SEEN, CAME)
    assert laney.centre[0] == pytest.approx(0.9529, abs=5e-5)
    assert laney.sigma_z == pytest.approx(10.640, abs=5e-4)
    # As qicharts2 gives them for the first and the last week.
    assert laney.lower[[0, -1]] == pytest.approx([0.94012964, 0.93997500], abs=5e-9)
    assert laney.upper[[0, -1]] == pytest.approx([0.96566978, 0.96582443], abs=5e-9)
    plain = p_chart(SEEN, CAME)
    assert plain.lower[0] == pytest.approx(0.95169956, abs=5e-9)
    assert plain.upper[0] == pytest.approx(0.95409986, abs=5e-9)


def test_rates_of_infection() -> None:
    centre = 0.0010380231037895133  # of all 36 months, as qicharts2 gives it
    limits = u_chart(INFECTIONS, RISK_DAYS)
    chance = np.sqrt(centre / np.array(RISK_DAYS))
    # The same method about another centre: the width is what is compared.
    assert centre + 3 * chance[0] == pytest.approx(0.0018333722, abs=5e-10)
    assert (limits.upper - limits.centre)[0] == pytest.approx(
        3 * np.sqrt(limits.centre[0] / RISK_DAYS[0])
    )
    assert limits.values[0] == pytest.approx(0.0011511051, abs=5e-9)


@pytest.mark.parametrize(
    ("useful", "longest", "fewest"),
    [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8), (36, 8, 13), (46, 9, 17), (60, 9, 23)],
)
def test_what_chance_gives_by_anhoej(useful: int, longest: int, fewest: int) -> None:
    """The table in the vignette of qicharts2, which is that of the authors' paper."""
    runs = anhoej([(-1) ** n for n in range(useful)], 0)
    assert (runs.useful, runs.longest_run_max, runs.crossings_min) == (useful, longest, fewest)
    assert (runs.longest_run, runs.crossings) == (1, useful - 1)
