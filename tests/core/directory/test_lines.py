"""Who reports to whom."""

from saferboard.core.directory.lines import Branch, circle, line, named, tree

ABOVE = {"group": "board", "board": None, "task": "group", "other": None, "stray": "elsewhere"}


def test_the_tree_in_the_order_given() -> None:
    assert tree(ABOVE) == (
        Branch("board", (Branch("group", (Branch("task"),)),)),
        Branch("other"),
        Branch("stray"),
    )


def test_a_line_ends_at_the_top_or_where_it_comes_round() -> None:
    assert line("task", ABOVE) == ["task", "group", "board"]
    assert line("a", {"a": "b", "b": "c", "c": "b"}) == ["a", "b", "c", "b"]


def test_a_circle_is_told_step_by_step() -> None:
    fault = circle("board", "task", ABOVE)
    assert fault is not None
    assert fault.what == "the body would report to itself: board to task to group to board"
    assert circle("other", "task", ABOVE) is None
    itself = circle("other", "other", ABOVE)
    assert itself is not None
    assert itself.what.endswith("other to other")


def test_those_who_decide_are_named() -> None:
    assert named(["officer", "member"])
    assert not named(["officer", "adviser", "invitee"])
