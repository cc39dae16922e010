"""Evidence that is no return becomes observations; where a value was given, that stands."""

from dataclasses import replace

from saferboard.core.evidence.deriving import Further, derived, with_breaks
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.youth import Cohort, YouthCount
from saferboard.core.evidence.youth_returns import Followed, YouthReturns
from tests.core.evidence.samples import AREAS, POPULATIONS, REPEATS, observed, partnership, released
from tests.core.evidence.surveyed import COUNTY, KNOWN, Q4, SURVEYS, result
from tests.core.evidence.test_ratings import HMIP, inspection

SAFE = replace(REPEATS, key="feel_safe", question="safe")
RATED = replace(REPEATS, key="rated", kind=Kind.SCORE, framework="hmip")
AGAIN = replace(REPEATS, key="again", kind=Kind.AVERAGE, youth=YouthCount.PER_OFFENDER)
ENTRANTS = replace(REPEATS, key="entrants", kind=Kind.COUNT)
RATE = replace(
    REPEATS, key="rate", kind=Kind.RATE, rate_of="entrants", population="all", per=100_000
)
FURTHER = Further(
    replace(SURVEYS, results=(result(period=Q4, wording="2"),)),
    (HMIP,),
    (inspection(),),
    YouthReturns(followed=(Followed(Q4, COUNTY, Cohort(10, 5, 9), KNOWN),)),
)
ALL = (SAFE, RATED, AGAIN, ENTRANTS, RATE)


def test_every_source_feeds_its_measure() -> None:
    given = [observed("2021/22", 31, measure="entrants")]
    found = {o.measure: o for o in derived(FURTHER, ALL, given, AREAS, POPULATIONS)}
    values = {key: o.figure.value for key, o in found.items() if isinstance(o.figure, Number)}
    assert values == {"feel_safe": 60, "rated": 13, "again": 0.9, "entrants": 31, "rate": 100}


def test_what_was_given_stands() -> None:
    (rated,) = derived(FURTHER, [RATED], (), AREAS, POPULATIONS)
    printed = replace(rated, figure=Number(14))
    assert derived(FURTHER, [RATED], [printed], AREAS, POPULATIONS) == (printed,)
    count = observed("2021/22", 31, measure="entrants")
    rate = observed("2021/22", 7, measure="rate")
    assert derived(FURTHER, [RATE], [count, rate], AREAS, POPULATIONS) == (count, rate)


def test_a_new_wording_breaks_the_series_of_its_measure() -> None:
    broken, other = with_breaks((SAFE, REPEATS), SURVEYS)
    assert [b.on for b in broken.breaks] == [Month(2022, 1)]
    assert other == REPEATS
    assert with_breaks((broken,), SURVEYS) == (broken,)


def test_a_release_holds_surveys_and_the_inspections_known() -> None:
    later = replace(inspection(), published=Month(2022, 5))
    further = replace(FURTHER, inspections=(inspection(), later))
    rows = derived(further, ALL, [observed("2021/22", 31)], AREAS, POPULATIONS)
    made = released(replace(partnership(*ALL, REPEATS, observations=rows), further=further))
    assert [one.survey.key for one in made.surveys] == ["panel"]
    assert [answer.period for answer in made.surveys[0].answers] == [Q4]
    assert made.inspections == (inspection(),)
    assert made.frameworks == (HMIP,)
    assert made.of("feel_safe") is not None
    bare = released(partnership(REPEATS, observations=(observed("2021/22", 31),)))
    assert (bare.surveys, bare.inspections, bare.frameworks) == ((), (), ())


def test_a_share_that_is_suppressed_is_so_in_the_release() -> None:
    few = replace(SURVEYS, results=(result(period=Q4, wording="2", agree=6, base=12),))
    further = Further(few)
    rows = derived(further, [SAFE], (), AREAS, POPULATIONS)
    made = released(replace(partnership(SAFE, observations=rows), further=further))
    a = made.of("feel_safe")
    assert a is not None
    assert a.figure.state == "suppressed"
    assert [r.rolling for r in a.series] == []
    assert made.surveys[0].answers[0].figure.state == "suppressed"
    assert a.period == Period.parse("2021/22-Q4")
