"""The diagram: every step drawn from each of its states into its own, and nothing over another."""

from dataclasses import replace
from itertools import combinations

import pytest

from saferboard.core.casework.process.diagram import GAP, HEIGHT, Lane, Picture, laid_out
from saferboard.core.casework.process.process import Process, State
from tests.core.casework.process.sound import process
from tests.core.casework.process.test_bundled import BUNDLED

EVERY = [process(), *BUNDLED.values()]


def ends(picture: Picture) -> dict[str, tuple[int, int]]:
    return {box.key: (box.y, box.y + HEIGHT) for box in picture.boxes}


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.key)
def test_each_lane_meets_the_states_of_its_step(one: Process) -> None:
    picture = laid_out(one)
    boxes = ends(picture)
    for lane, step in zip(picture.lanes, one.steps, strict=True):
        assert lane.step == step.key
        for y, state in zip((*lane.out_of, lane.into), (*step.out_of, step.into), strict=True):
            top, bottom = boxes[state]
            assert top < y < bottom
        assert lane.top == min(*lane.out_of, lane.into)
        assert lane.bottom == max(*lane.out_of, lane.into)
        assert lane.top <= lane.middle <= lane.bottom
        assert picture.right < lane.x < picture.width


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.key)
def test_no_two_lanes_lie_on_one_another_and_no_two_ends_meet(one: Process) -> None:
    picture = laid_out(one)
    for a, b in combinations(picture.lanes, 2):
        assert a.x != b.x or a.bottom < b.top or b.bottom < a.top
    for a, b in combinations(picture.boxes, 2):
        assert abs(a.y - b.y) >= HEIGHT + GAP
    met = [y for lane in picture.lanes for y in (*lane.out_of, lane.into)]
    assert len(set(met)) == len(met)
    assert max(box.y + HEIGHT for box in picture.boxes) < picture.height


def test_states_stand_in_the_order_of_the_table_and_the_last_are_marked() -> None:
    picture = laid_out(process())
    assert [box.key for box in picture.boxes] == [state.key for state in process().states]
    assert {box.key for box in picture.boxes if box.last} == set(process().last)
    assert all(picture.boxes[0].middle == box.middle < picture.right for box in picture.boxes)


def test_a_title_stands_in_two_lines_at_most() -> None:
    titles = ["Referred", "Passed on to another partnership and its panel", "word " * 30]
    plain = process().states
    states = (*map(_titled, plain, titles), *plain[len(titles) :])
    boxes = laid_out(replace(process(), states=states)).boxes
    assert [said.text for said in boxes[0].lines] == ["Referred"]
    assert [said.y - boxes[0].y for said in boxes[0].lines] == [HEIGHT // 2]
    assert [said.text for said in boxes[1].lines] == [
        "Passed on to another",
        "partnership and its panel",
    ]
    middle = sum(said.y for said in boxes[1].lines) / 2 - boxes[1].y
    assert abs(middle - HEIGHT / 2) <= 1
    assert [said.text.endswith("…") for said in boxes[2].lines] == [False, True]


def _titled(state: State, title: str) -> State:
    return replace(state, title=title)


def test_the_number_stands_between_the_arrow_and_the_nearest_state() -> None:
    lane = Lane("close", 1, (20, 100, 180), 300, 500)
    assert (lane.top, lane.bottom, lane.middle) == (20, 300, 240)
