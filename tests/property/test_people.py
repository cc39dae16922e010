"""Rules about people and bodies against slow, obvious ones."""

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.directory.lines import circle, tree
from saferboard.core.directory.seats import Place, members_present
from saferboard.core.directory.spells import Spell, covers, overlap
from saferboard.core.directory.tenures import vacancy

START = date(2022, 1, 1)
DAYS = [START + timedelta(n) for n in range(12)]
posts = st.sampled_from("abcdexyz")


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    """A spell within the days, or one that lasts beyond them."""
    since = draw(st.integers(0, 11))
    until = draw(st.none() | st.integers(since, 11))
    return Spell(DAYS[since], None if until is None else DAYS[until])


@given(spells(), spells())
def test_an_overlap_is_the_days_on_which_both_hold(one: Spell, other: Spell) -> None:
    both = {day for day in DAYS if covers(one, day) and covers(other, day)}
    shared = overlap(one, other)
    assert both == {day for day in DAYS if shared is not None and covers(shared, day)}


@given(st.lists(spells(), max_size=4), st.sampled_from(DAYS))
def test_a_post_is_vacant_on_just_the_days_that_nobody_holds_it(
    held: list[Spell], on: date
) -> None:
    assert (vacancy(held, on) is None) == any(covers(spell, on) for spell in held)


@given(
    st.dictionaries(st.sampled_from("abcde"), st.none() | posts, max_size=5),
    st.frozensets(posts),
)
def test_members_present_are_the_most_places_that_those_present_can_fill(
    substitutes: dict[str, str | None], present: frozenset[str]
) -> None:
    places = [Place(post, instead) for post, instead in substitutes.items()]
    # Members sit in their own places first; then every way to share out the rest is tried.
    own = {place.post for place in places} & present
    empty = [place for place in places if place.post not in own]
    spare = sorted(present - own)
    most = max(
        (
            sum(place.substitute == post for place, post in zip(empty, order, strict=False))
            for order in permutations([*spare, *[""] * len(empty)], len(empty))
        ),
        default=0,
    )
    assert members_present(places, present) == len(own) + most


@given(st.lists(st.tuples(posts, posts), max_size=12))
def test_lines_that_were_let_in_leave_every_body_in_the_tree_once(
    wanted: list[tuple[str, str]],
) -> None:
    above: dict[str, str | None] = dict.fromkeys("abcdexyz")
    for key, superior in wanted:
        if circle(key, superior, above) is None:
            above[key] = superior
    found: list[str] = []
    waiting = list(tree(above))
    while waiting:
        branch = waiting.pop()
        found.append(branch.body)
        assert all(above[under.body] == branch.body for under in branch.below)
        waiting += branch.below
    assert sorted(found) == sorted(above)
