"""A generated year holds what its rules ask for, counted by brute force, at the least cost."""

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.board.plan import Often, Plan, Planned, PlannedMeeting, Rule
from saferboard.core.board.plan_checking import BreachKind, check
from saferboard.core.board.plan_generating import generate

months = st.integers(0, 11)


def day(month: int) -> date:
    """The tenth of the nth month of the year that begins in April 2016."""
    return date(2016 + (month > 8), (month + 3) % 12 + 1, 10)


meetings = st.sets(months, min_size=1, max_size=12).map(
    lambda found: tuple(PlannedMeeting(day(month), 10_000) for month in sorted(found))
)
often = st.sampled_from([Often.EVERY, Often.TIMES, Often.SLOT, Often.MONTHS, Often.ONCE])
in_year = st.none() | months.map(day)


@st.composite
def rule(draw: st.DrawFn, topic: str) -> Rule:
    how = draw(often)
    since, until = sorted([draw(months), draw(months)])
    return Rule(
        topic,
        topic,
        how,
        times=1 if how is Often.SLOT else draw(st.integers(1, 5)),
        months=tuple(draw(st.sets(st.integers(1, 12), min_size=1, max_size=3))),
        prefers=tuple(draw(st.sets(st.integers(1, 12), max_size=2))),
        minutes=draw(st.none() | st.integers(5, 30)),
        since=draw(st.sampled_from([None, day(since)])),
        until=draw(st.sampled_from([None, day(until)])),
    )


rules = st.integers(0, 5).flatmap(
    lambda size: st.tuples(*(rule(f"topic-{n}") for n in range(size)))
)


def asked(made: Rule, met: tuple[PlannedMeeting, ...]) -> int:
    """How many items a rule can have: counted one by one, without arithmetic."""
    open_to_it = [m.on for m in met if made.holds(m.on)]
    if made.often is Often.EVERY:
        return len(open_to_it)
    if made.often is Often.MONTHS:
        return len({on.month for on in open_to_it if on.month in made.months})
    if made.often in (Often.ONCE, Often.SLOT):
        return 1 if open_to_it else 0
    if len(open_to_it) == len(met):
        return min(made.times, len(met))
    # Its share of the year, to the nearest whole: the number whose distance is least.
    share = made.times * len(open_to_it) / len(met)
    nearest = min(range(6), key=lambda n: (abs(n - share), -n))
    return min(len(open_to_it), max(1, nearest)) if open_to_it else 0


@settings(deadline=None)
@given(rules, meetings)
def test_every_rule_has_as_many_items_as_it_asks_for(
    made: tuple[Rule, ...], met: tuple[PlannedMeeting, ...]
) -> None:
    plan = generate(made, met)
    for one in made:
        on = [item.on for item in plan.items if item.topic == one.topic]
        assert len(on) == asked(one, met)
        assert len(set(on)) == len(on)
        assert all(one.holds(when) for when in on)
    assert generate(made, tuple(reversed(met))) == plan


@settings(deadline=None)
@given(rules, meetings)
def test_a_generated_plan_breaks_no_rule_that_can_be_kept(
    made: tuple[Rule, ...], met: tuple[PlannedMeeting, ...]
) -> None:
    """But for too few: more times than meetings, or a month in which nobody meets."""
    held = {meeting.on.month for meeting in met}
    for breach in check(generate(made, met), made):
        (one,) = (rule for rule in made if rule.topic == breach.topic)
        assert breach.kind is BreachKind.TOO_FEW
        assert one.times > len(met) or not set(one.months) <= held


@settings(deadline=None, max_examples=60)
@given(
    meetings,
    st.integers(1, 4),
    st.integers(0, 6),
    st.sets(st.integers(1, 12), max_size=3),
    st.dictionaries(months, st.integers(1, 90), max_size=6),
)
def test_no_other_choice_of_meetings_is_better(
    met: tuple[PlannedMeeting, ...],
    times: int,
    gap: int,
    prefers: set[int],
    before: dict[int, int],
) -> None:
    """Every set of meetings is tried: gap, preferred months, even spacing, load, in this order."""
    one = Rule("asb", "ASB", Often.TIMES, times, prefers=tuple(prefers), gap=gap)
    others = [Planned("other", "Other", day(month), m) for month, m in before.items()]
    days = [meeting.on for meeting in met]
    wanted = min(times, len(days))

    def number(on: date) -> int:
        return on.year * 12 + on.month

    def badness(chosen: tuple[date, ...]) -> tuple[int, ...]:
        on = [number(when) for when in chosen]
        between = [b - a for a, b in zip(on, [*on[1:], on[0] + 12], strict=True)]
        return (
            sum(1 for months in between if months < gap),
            sum(1 for when in chosen if prefers and when.month not in prefers),
            sum((wanted * months - 12) ** 2 for months in between),
            sum(item.length for item in others if item.on in chosen),
        )

    best = min(combinations(days, wanted), key=lambda chosen: (badness(chosen), chosen))
    plan: Plan = generate([one], met, others)
    assert tuple(item.on for item in plan.items if item.topic == "asb") == best
