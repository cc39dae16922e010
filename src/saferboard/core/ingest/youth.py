"""Returns of the youth justice service as CSV: disposals that closed, or cohorts followed up."""

from collections.abc import Callable

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.youth import Band, Cohort
from saferboard.core.evidence.youth_returns import Disposal, Followed, YouthReturns
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.rows import Row, read_rows

DISPOSALS = ("closed", "area", "band", "hours", "known")
COHORTS = ("period", "area", "offenders", "reoffenders", "reoffences", "known")
LONGEST_WEEK = 168

Within = Callable[[str], tuple[str, ...]]


def parse_youth(text: str, where: str, *, areas: Names, within: Within) -> YouthReturns:
    """The returns in a file of either shape; its header tells which.

    ``within`` gives the areas that a row of an area counts in. Refused with every fault.
    """
    faults = Faults()
    header = text.partition("\n")[0].strip().split(",")
    columns = COHORTS if "reoffenders" in header else DISPOSALS
    rows = read_rows(text, where, columns, faults) or []
    returns = (
        YouthReturns(followed=_followed(rows, areas))
        if columns is COHORTS
        else YouthReturns(disposals=_disposals(rows, areas, within))
    )
    faults.refuse()
    return returns


def _disposals(rows: list[Row], areas: Names, within: Within) -> tuple[Disposal, ...]:
    found = []
    for row in rows:
        area, band = row.text("area"), row.one_of("band", Band)
        closed, hours, known = row.month("closed"), row.decimal("hours"), row.day("known")
        placed = bool(area) and areas.check(area, row.where("area"), row.faults)
        if hours is not None and not 0 <= hours <= LONGEST_WEEK:
            row.fault(
                "hours",
                f"{hours:g} is not a number of hours in a week",
                expected=f"from 0 to {LONGEST_WEEK}",
                remedy="write the hours a week when the disposal closed",
            )
        elif closed and known and hours is not None and band and placed:
            if Month(known.year, known.month) < closed:
                _too_early(row, f"{closed.words} began")
            found.append(Disposal(closed, within(area), band, hours, known))
    return tuple(found)


def _followed(rows: list[Row], areas: Names) -> tuple[Followed, ...]:
    found: dict[tuple[Period, str, object], Followed] = {}
    for row in rows:
        area, period, known = row.text("area"), row.period("period"), row.day("known")
        placed = bool(area) and areas.check(area, row.where("area"), row.faults)
        cohort = _cohort(row)
        if not period or not known or not placed or cohort is None:
            continue
        if Month(known.year, known.month) <= period.last:
            _too_early(row, f"{period.words} was over")
        if (period, area, known) in found:
            row.fault(
                "known",
                "the same period and area are given twice, known on the same day",
                expected="one row for each; a restated one has a later 'known'",
                remedy="take one row out",
            )
        found[period, area, known] = Followed(period, area, cohort, known)
    return tuple(found.values())


def _cohort(row: Row) -> Cohort | None:
    numbers = [row.whole(column) for column in ("offenders", "reoffenders", "reoffences")]
    offenders, reoffenders, reoffences = numbers
    if offenders is None or reoffenders is None or reoffences is None:
        return None
    try:
        return Cohort(offenders, reoffenders, reoffences)
    except ValueError as error:
        row.fault(
            "reoffenders",
            f"these cannot be: {error}",
            expected="no more re-offenders than offenders, and at least one re-offence for each",
            remedy="correct the three; re-offenders are people, re-offences are counted",
        )
        return None


def _too_early(row: Row, before: str) -> None:
    row.fault(
        "known",
        f"it was known before {before}",
        expected="a later day",
        remedy="correct one of the two",
    )
