"""Casework against slow, obvious rules: by the second, by the day, by writing out every way."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.casework.access import FLAGGED, NOTHING, learn, may
from saferboard.core.casework.case_review import Complaint, ReviewRule, judge
from saferboard.core.casework.cases import (
    Conflict,
    FieldClass,
    Involved,
    Membership,
    Share,
)
from saferboard.core.casework.clocks import (
    holds,
    months_after,
    months_beginning,
    working_days_after,
)
from saferboard.core.casework.marac.repeats import REPEAT_RULES, Referral, linked, repeats
from saferboard.core.casework.marac.routes import Route, threshold
from saferboard.core.casework.process.checking import check_process
from saferboard.core.casework.process.deciding import allowed
from saferboard.core.casework.process.process import Due, Party, Process, State, Step, Unit
from saferboard.core.ingest.gathering import Faults
from tests.core.casework.world import (
    AGREEMENT,
    CASE,
    GLASS,
    NOW,
    OFFICER,
    SECOND,
)

ZONES = st.sampled_from([UTC, ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata")])
# Seconds about the moment at which the clock goes back in London, told in any zone.
TURN = datetime(2024, 10, 27, 1, tzinfo=UTC)


@st.composite
def moments(draw: st.DrawFn) -> tuple[int, datetime]:
    second = draw(st.integers(-5400, 5400))
    return second, (TURN + timedelta(seconds=second)).astimezone(draw(ZONES))


@given(moments(), st.none() | moments(), moments())
def test_a_stretch_holds_by_seconds_counted(
    since: tuple[int, datetime], until: tuple[int, datetime] | None, on: tuple[int, datetime]
) -> None:
    counted = since[0] <= on[0] and (until is None or on[0] < until[0])
    assert holds(since[1], until[1] if until else None, on[1]) == counted


# Each stretch of the lock begins and ends within a few seconds of the moment of asking.
stretches = st.tuples(st.integers(-3, 1), st.none() | st.integers(-2, 3))


def lasts(stretch: tuple[int, int | None]) -> bool:
    """By writing out its seconds: whether it holds at second nought."""
    since, until = stretch
    return 0 in range(since, 4 if until is None else until)


def at(second: int | None) -> datetime | None:
    return None if second is None else NOW + second * SECOND


@settings(max_examples=400)
@given(
    work=stretches,
    vetting=stretches,
    involved=stretches,
    shared=stretches,
    conflict=stretches,
    purpose=st.sampled_from(["asb", "marac"]),
    live=st.booleans(),
    glass=st.none() | st.integers(-3, 1).map(lambda n: n - 10800),
)
def test_the_lock_is_shut_unless_all_hold(
    work: tuple[int, int | None],
    vetting: tuple[int, int | None],
    involved: tuple[int, int | None],
    shared: tuple[int, int | None],
    conflict: tuple[int, int | None],
    purpose: str,
    live: bool,
    glass: int | None,
) -> None:
    def moment(second: int) -> datetime:
        return NOW + second * SECOND

    expires = moment(4 if vetting[1] is None else vetting[1])
    reader = replace(
        OFFICER,
        purpose=purpose,
        memberships=(Membership("mere-council", "officer", moment(work[0]), at(work[1])),),
        vetting=(replace(OFFICER.vetting[0], issued=moment(vetting[0]), expires=expires),),
        agreements=(AGREEMENT,) if live else (),
    )
    opened = None if glass is None else moment(glass)
    case = replace(
        CASE,
        involved=(Involved("mere-council", moment(involved[0]), at(involved[1])),),
        shares=(Share(moment(shared[0]), at(shared[1]), agency="mere-council"),),
        conflicts=(Conflict("reader-1", moment(conflict[0]), at(conflict[1])),),
        broken=()
        if opened is None
        else (
            replace(
                GLASS,
                reader="reader-1",
                agency="mere-council",
                opened=opened,
                signed_in=opened,
                told=opened,
            ),
        ),
    )
    always = lasts(work) and lasts(vetting) and purpose == "asb" and live and not lasts(conflict)
    given_to = lasts(involved) and lasts(shared)
    broken = glass is not None and 0 in range(glass, glass + 10800)
    expected = always and (given_to or broken)
    assert may(reader, case, None, NOW).allowed == expected
    said = learn(reader, case, NOW)
    if lasts(work) and lasts(vetting):
        assert said.allowed == always
        assert expected or said.because == (FLAGGED if always else NOTHING)
    else:
        assert said == learn(reader, None, NOW)


SWITCHES = (
    "acting", "vetting", "purpose", "agreement", "involved", "shared", "conflict", "field", "item",
    "glass",
)  # fmt: skip


def test_the_whole_matrix() -> None:
    """Every condition met or not, with every other: 1,024 answers, each by plain reckoning."""
    allowed_ones = 0
    for met in product([True, False], repeat=len(SWITCHES)):
        on = dict(zip(SWITCHES, met, strict=True))
        field = FieldClass.IDENTITY
        role = "officer" if on["field"] else "visitor"
        items = AGREEMENT.items if on["item"] else AGREEMENT.items - {field}
        reader = replace(
            OFFICER,
            purpose="asb" if on["purpose"] else "marac",
            memberships=(Membership("mere-council", role, NOW),) if on["acting"] else (),
            vetting=OFFICER.vetting if on["vetting"] else (),
            agreements=(replace(AGREEMENT, items=items),) if on["agreement"] else (),
        )
        glass = replace(GLASS, reader="reader-1", agency="mere-council")
        case = replace(
            CASE,
            involved=CASE.involved if on["involved"] else CASE.involved[:1],
            shares=CASE.shares if on["shared"] else (),
            conflicts=() if on["conflict"] else (Conflict("reader-1", NOW),),
            broken=(glass,) if on["glass"] else (),
        )
        given_to = on["glass"] or (on["involved"] and on["shared"])
        own = on["acting"] and on["vetting"]
        whole = own and on["purpose"] and on["agreement"] and on["conflict"] and given_to
        assert may(reader, case, None, NOW).allowed == whole
        assert may(reader, case, field, NOW).allowed == (whole and on["field"] and on["item"])
        allowed_ones += whole and on["field"] and on["item"]
    assert allowed_ones == 5  # by the case being given, or by break-glass in any state of that


@given(st.permutations(range(3)))
def test_the_order_of_what_is_held_does_not_matter(order: list[int]) -> None:
    shares = (Share(NOW, agency="a"), Share(NOW, agency="mere-council"), Share(NOW, role="b"))
    assert may(OFFICER, replace(CASE, shares=tuple(shares[n] for n in order)), None, NOW)


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def slow_months_after(day: date, months: int) -> date:
    """Walk on day by day until so many months are passed; stop where the month would run out."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    walked = day
    while (walked.year, walked.month) < (year, month):
        walked += timedelta(days=1)
    while walked.day < day.day and (walked + timedelta(days=1)).month == month:
        walked += timedelta(days=1)
    return walked


@given(DAYS, st.integers(1, 36))
def test_months_are_walked(day: date, months: int) -> None:
    last = slow_months_after(day, months)
    assert months_after(day, months) == last
    # A period that begins with the day is one day shorter, unless the month ran out.
    assert months_beginning(day, months) == (
        last if last.day != day.day else last - timedelta(days=1)
    )


@given(DAYS, st.integers(1, 30))
def test_working_days_are_counted(day: date, days: int) -> None:
    due = working_days_after(day, days)
    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert (
        sum(1 for one in between if working_days_after(one - timedelta(days=1), 1) == one) == days
    )
    assert due.weekday() < 5


@st.composite
def referrals(draw: st.DrawFn) -> list[Referral]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        victim = draw(st.sampled_from("ab"))
        others = draw(st.frozensets(st.sampled_from("abc"), max_size=2)) - {victim}
        # About the change of rules in 2018, with leap years on either side.
        day = date(2015, 1, 1) + timedelta(days=draw(st.integers(0, 2200)))
        found.append(Referral(str(number), victim, frozenset(others), day, draw(st.booleans())))
    return found


def slow_is_repeat(new: Referral, held: list[Referral]) -> bool:
    """By pairs and by days: is there an earlier day no more than a year of the calendar back?"""
    for perpetrator in new.perpetrators:
        for old in held:
            same = old.victim == new.victim and perpetrator in old.perpetrators
            if same and old.on < new.on <= slow_months_after(old.on, 12):
                return new.criminal or new.on >= REPEAT_RULES[1].begins
    return False


@given(referrals())
def test_repeats_by_looking_at_every_pair(held: list[Referral]) -> None:
    found = repeats(held)
    assert sorted(one.referral.key for one in found) == sorted(one.key for one in held)
    for one in found:
        assert one.is_repeat == slow_is_repeat(one.referral, held)


@given(referrals(), st.dictionaries(st.sampled_from("abc"), st.sampled_from(["one", "other", "c"])))
def test_links_make_repeats_by_people_not_by_records(
    held: list[Referral], clusters: dict[str, str]
) -> None:
    people = {key: clusters.get(key, key) for key in "abc"}
    for one in repeats(linked(held, clusters)):
        (new,) = (old for old in held if old.key == one.referral.key)
        earlier = [
            old
            for old in held
            if people[old.victim] == people[new.victim]
            and {people[key] for key in old.perpetrators}
            & {people[key] for key in new.perpetrators}
            and old.on < new.on <= slow_months_after(old.on, 12)
        ]
        counts = new.criminal or new.on >= REPEAT_RULES[1].begins
        assert one.is_repeat == (bool(earlier) and counts)
    # Taking every link back gives what there was.
    assert repeats(linked(held, {})) == repeats(held)


@given(
    st.none() | st.integers(0, 24),
    st.lists(DAYS, max_size=5),
    st.booleans(),
    DAYS,
    st.text(min_size=1),
)
def test_judgement_only_adds(
    dash: int | None, events: list[date], repeat: bool, on: date, judgement: str
) -> None:
    without = threshold(on, dash=dash, events=events, repeat=repeat)
    given = threshold(on, dash=dash, judgement=judgement, events=events, repeat=repeat)
    assert set(given.routes) - {Route.JUDGEMENT} == set(without.routes)
    assert (Route.JUDGEMENT in given.routes) == bool(judgement.strip())
    # Nor does a higher score, or a lower one, take the judgement away.
    for other in range(0, 25, 8):
        found = threshold(on, dash=other, judgement=judgement, events=events, repeat=repeat)
        assert (Route.JUDGEMENT in found.routes) == bool(judgement.strip())


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 45)), max_size=5),
    st.integers(0, 240),
    st.integers(1, 3),
)
def test_the_threshold_is_never_met_by_fewer_nor_refused(
    made: list[tuple[date, int]], wait: int, needed: int
) -> None:
    complaints = [Complaint(day, day + timedelta(days=late)) for day, late in made]
    applied = max((one.made for one in complaints), default=date(2024, 1, 1))
    applied += timedelta(days=wait)
    count = sum(
        one.made < slow_end(one.behaviour, 1) and applied < slow_end(one.made, 6)
        for one in complaints
    )
    judged = judge(complaints, applied, ReviewRule(needed))
    assert judged.qualifying == count
    assert judged.met == (count >= needed)
    assert judged.met or judged.because.endswith("the body decides")


def slow_end(day: date, months: int) -> date:
    """The first day after a period that begins with ``day``."""
    last = slow_months_after(day, months)
    return last if last.day == day.day else last + timedelta(days=1)


STATES = "abcd"


@given(
    st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)), max_size=6),
    st.sampled_from(STATES),
)
def test_ways_are_found_by_trying_them_all(arrows: list[tuple[str, str]], end: str) -> None:
    steps = tuple(
        Step(f"s{n}", "s", (one,), other, "x", Due(1, Unit.MONTHS), FieldClass.OUTLINE)
        for n, (one, other) in enumerate(arrows)
    )
    process = Process(
        "p", "p", "p", 1, date(2024, 1, 1), "made up", "a", (end,),
        tuple(State(key, key) for key in STATES), (Party("x", "x"),), steps,
    )  # fmt: skip
    faults = Faults()
    check_process(process, "p.toml", faults)
    said = {fault.what for fault in faults.found}
    for state in STATES:
        reached, ends = leads("a", state, arrows), leads(state, end, arrows)
        assert (f"no case can come to the state '{state}'" in said) != reached
        assert (f"a case in the state '{state}' can never end" in said) != ends
    for step in steps:
        answer = allowed(process, "a", step.key, {"x"}, (), date(2024, 1, 1))
        assert answer.allowed == (step.out_of == ("a",))


def leads(one: str, other: str, arrows: list[tuple[str, str]]) -> bool:
    """Whether some way of at most three arrows leads from one to the other."""
    if one == other:
        return True
    for length in (1, 2, 3):
        for way in product(STATES, repeat=length - 1):
            passed = (one, *way, other)
            if all(pair in arrows for pair in pairwise(passed)):
                return True
    return False
