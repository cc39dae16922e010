"""Who is who by the links that stand, against walking along them."""

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.casework.marac.persons import persons

RECORDS = range(6)
links = st.lists(st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS)), max_size=6)


def walked(record: int, held: list[tuple[int, int]]) -> set[int]:
    """Everybody reached from a record along the links, either way."""
    reached = {record}
    while True:
        more = {end for link in held if reached & set(link) for end in link} | reached
        if more == reached:
            return reached
        reached = more


@given(links)
def test_who_is_linked_is_one_person(held: list[tuple[int, int]]) -> None:
    found = persons(RECORDS, held)
    for record in RECORDS:
        assert found[record] == min(walked(record, held))


@given(links, st.data())
def test_a_link_taken_back_is_as_if_it_had_not_been(
    held: list[tuple[int, int]], data: st.DataObject
) -> None:
    added = data.draw(st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS)))
    place = data.draw(st.integers(0, len(held)))
    among = [*held[:place], added, *held[place:]]
    among.remove(added)
    assert persons(RECORDS, among) == persons(RECORDS, held)
    assert persons(RECORDS, reversed(held)) == persons(RECORDS, held)


def test_twins_are_not_joined_by_anything_but_a_link() -> None:
    assert persons([3, 1, 2], []) == {1: 1, 2: 2, 3: 3}
    assert persons([3, 1, 2], [(3, 2)]) == {1: 1, 2: 2, 3: 2}
