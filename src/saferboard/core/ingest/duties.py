"""What measures.toml says of returns: posts that exist, areas that exist, all that must be said."""

from collections.abc import Iterable

from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.returning import Every, Over
from saferboard.core.ingest.gathering import Faults, Names


def check_duties(
    measures: Iterable[Measure], where: str, posts: Names, areas: Names, faults: Faults
) -> None:
    """Note what is wrong with the returns that the measures ask for."""
    for measure in measures:
        place = f"{where}, measure '{measure.key}'"
        if measure.returned_by:
            posts.check(measure.returned_by, f"{place}, returned_by", faults)
            _check_duty(measure, place, areas, faults)
        elif measure.returned_since or measure.returned_areas:
            faults.add(
                "it says what is returned, but not by whom",
                where=f"{place}, returned_by",
                expected="the key of the post that sends the figures",
                remedy='add returned_by = "…", or take the other keys that begin with returned out',
            )


def _check_duty(measure: Measure, place: str, areas: Names, faults: Faults) -> None:
    if measure.is_counted:
        faults.add(
            "a measure that counts source rows is not returned by anybody",
            where=f"{place}, returned_by",
            expected="a measure without 'counts'",
            remedy="give the partner's own figure a measure of its own",
        )
    if measure.returned_since is None:
        faults.add(
            "it does not say from when returns are owed",
            where=f"{place}, returned_since",
            expected="a month, as 2026-04",
            remedy='add returned_since = "…"',
        )
    for code in measure.returned_areas:
        areas.check(code, f"{place}, returned_areas", faults)
    if not measure.returned_areas or len(set(measure.returned_areas)) < len(measure.returned_areas):
        faults.add(
            "there is no area to send figures for, or one stands twice",
            where=f"{place}, returned_areas",
            expected="the codes of one area or more, each once",
            remedy='correct the list, as returned_areas = ["E10000018"]',
        )
    if not 1 <= measure.due_days <= 366:
        faults.add(
            f"{measure.due_days} is no number of days to send figures in",
            where=f"{place}, due_days",
            expected="1 to 366 days after the end of the term",
            remedy="correct the number",
        )
    if measure.returned_jump <= 0:
        faults.add(
            f"{measure.returned_jump:g} is too small",
            where=f"{place}, returned_jump",
            expected="more than 0 per cent",
            remedy="correct the number",
        )
    if measure.returned_over is Over.YEAR_TO_DATE and measure.returned_every is Every.YEAR:
        faults.add(
            "a year to date ends with its year",
            where=f"{place}, returned_over",
            expected='"term" for figures that are sent once a year',
            remedy="take returned_over out",
        )
