"""Survey results and youth justice returns loaded beside a partnership's folder."""

from collections.abc import Iterable
from dataclasses import replace

from saferboard.core.evidence.deriving import derived
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.surveying import within
from saferboard.core.evidence.surveys import Result
from saferboard.core.evidence.youth_returns import YouthReturns
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.survey_results import check_periods, parse_survey
from saferboard.core.ingest.youth import parse_youth
from saferboard.core.partnership import Partnership

SURVEYS = "surveys"
YOUTH = "youth"


def survey_results(found: Partnership, name: str, text: str) -> tuple[Result, ...]:
    """The results in a file. Refused with every fault."""
    return parse_survey(text, name, surveys=found.further.surveys, areas=found.areas)


def youth_returns(found: Partnership, name: str, text: str) -> YouthReturns:
    """The returns in a file; a row of a district counts in the Board's area too."""

    def inner(area: str) -> tuple[str, ...]:
        return within(found.areas, area, found.area) or (area,)

    names = Names("area", "areas.csv", frozenset(area.code for area in found.areas))
    return parse_youth(text, name, areas=names, within=inner)


def check_whole(files: Iterable[tuple[str, tuple[Result, ...]]]) -> None:
    """A question's period stands in one file: what is rolled up must have all its answers at hand.

    Refused where two files speak of the same, or of periods that share months.
    """
    faults = Faults()
    first: dict[tuple[str, Period], str] = {}
    everything: list[Result] = []
    for name, results in files:
        everything += results
        for question, period in sorted({(r.question, r.period) for r in results}):
            if first.setdefault((question, period), name) != name:
                faults.add(
                    f"'{question}' for {period.words} stands in {first[question, period]} already",
                    where=name,
                    expected="all answers to a question in a period in one file",
                    remedy="put them into one file, restated ones too, with the day they were "
                    "known; a file of the same name is replaced",
                )
    if not faults.found:
        check_periods(everything, "survey results", faults)
    faults.refuse()


def restatements(held: Iterable[Result], given: Iterable[Result]) -> tuple[str, ...]:
    """What results that are held would say otherwise, or no more, in words."""
    before, after = _newest(held), _newest(given)
    found = []
    for key, old in sorted(before.items(), key=lambda item: (*item[0][:2], item[0][2].last)):
        new = after.get(key)
        told = f"{old.question}, {old.area}, {old.period.words}: {_shares(old)}"
        if new is None:
            found.append(f"{told} is no longer there")
        elif (new.share, new.base) != (old.share, old.base):
            found.append(f"{told} becomes {_shares(new)}")
    return tuple(found)


def _newest(results: Iterable[Result]) -> dict[tuple[str, str, Period], Result]:
    ordered = sorted(results, key=lambda result: result.known)
    return {(r.question, r.area, r.period): r for r in ordered}


def _shares(result: Result) -> str:
    return f"{100 * result.share:.1f}% of {result.base:,}"


def joined(
    found: Partnership,
    surveys: Iterable[tuple[str, tuple[Result, ...]]],
    youth: Iterable[YouthReturns],
    faults: list[Fault],
) -> Partnership:
    """The partnership with all results, and with every observation that follows from them."""
    surveys = tuple(surveys)
    try:
        check_whole(surveys)
    except Refused as refused:
        faults += refused.faults
    results = tuple(result for _, held in surveys for result in held)
    returned = tuple(youth)
    further = replace(
        found.further,
        surveys=replace(found.further.surveys, results=results),
        youth=YouthReturns(
            tuple(row for one in returned for row in one.disposals),
            tuple(row for one in returned for row in one.followed),
        ),
    )
    observations = derived(
        further, found.measures, found.observations, found.areas, found.populations
    )
    return replace(found, further=further, observations=observations)
