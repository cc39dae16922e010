"""Paragraphs and points from lines, sentences from paragraphs."""

from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.text.prose import BULLET, blocks, joined, marked, sentences


def parts(text: str) -> list[tuple[str, str]]:
    lines = lines_of(text)
    return [(block.mark, block.text) for block in blocks(lines, Ledger(lines))]


def test_marks() -> None:
    assert marked("- (a) That") == ("(a)", "That")
    assert marked("iv) That") == ("iv)", "That")
    assert marked("a. That") == ("a.", "That")
    assert marked("• That") == (BULLET, "That")
    assert marked("A. Lund") == ("", "A. Lund")
    assert marked("That") == ("", "That")


def test_names_of_marks() -> None:
    lines = lines_of("(iv) One\n- two")
    assert [block.name for block in blocks(lines, Ledger(lines))] == ["iv", ""]


def test_a_paragraph_of_one_line_or_many() -> None:
    assert parts("One long line.\n\nAnother.") == [("", "One long line."), ("", "Another.")]
    wrapped = "The Board heard that lamps were\nput up along the canal and that\nmore would come."
    assert parts(wrapped) == [("", wrapped.replace("\n", " "))]


def test_a_line_that_ends_on_purpose() -> None:
    text = "The Board heard that all lamps were put up.\nSo it was.\nMore would come in the parks"
    assert [one for _, one in parts(text)] == [
        "The Board heard that all lamps were put up. So it was.",
        "More would come in the parks",
    ]
    assert parts("These are:\nlamps") == [("", "These are:"), ("", "lamps")]


def test_a_page_ends_in_a_sentence() -> None:
    text = "The Chair of the northern partnership understood and\n\nsympathised with the dilemma."
    assert parts(text) == [("", text.replace("\n\n", " "))]
    after = "It was noted by all the members of the Board of\n\nNorthby that lamps were lit."
    assert parts(after) == [("", after.replace("\n\n", " "))]
    assert len(parts("Lamps\n\nand parks")) == 2
    assert len(parts("## It was noted by all the members of the Board of\n\nlamps")) == 2


def test_brackets_that_end_on_the_next_line_are_no_mark() -> None:
    assert parts("Figures were similar (see paragraph\n61). Concern was felt.") == [
        ("", "Figures were similar (see paragraph 61). Concern was felt.")
    ]


def test_rows_stand_alone() -> None:
    assert parts("North\t3\nSouth\t4") == [("", "North\t3"), ("", "South\t4")]


def test_hyphens_at_the_end() -> None:
    ledger = Ledger(lines_of("A community of co-ordination and hand-made lamps"))
    assert joined("the commu-", "nity of lamps", ledger) == "the community of lamps"
    assert joined("the hand-", "made lamps", ledger) == "the hand-made lamps"
    assert joined("a multi-", "agency panel", ledger) == "a multi-agency panel"
    assert joined("the electri-", "cian", ledger) == "the electrician"
    assert joined("North-", "West", ledger) == "North-West"
    assert joined("", "West", ledger) == "West"


def test_sentences() -> None:
    text = "Mr. A. Lund spoke. See no. 4 below. “So it is.” He left"
    assert sentences(text) == ("Mr. A. Lund spoke.", "See no. 4 below.", "“So it is.”", "He left")
    assert sentences("") == ()


FULL = "The figures for lamps were similar to those of the northern areas beside it."


def test_printed_lines_differ_in_length() -> None:
    lit = "11 of the paths had been lit for as long as anybody there could remember."
    text = f"{FULL} No.\n{lit}\nSo"
    assert parts(text) == [("", text.replace("\n", " "))]
    position = f"{FULL} It was:\nlamps up 8%; paths down 3%."
    assert parts(position) == [("", position.replace("\n", " "))]
    assert len(parts(f"{FULL} It was:\nLamps")) == 2
    ends = f"{FULL}\nThe Chair left.\n{FULL[:-6]}.\nHe had lit them."
    assert len(parts(ends)) == 3
    listed = f"{FULL}\n\nThe paths:\n- all of them.\n- more.\n\n## Lamps\n{FULL}"
    assert [mark for mark, _ in parts(listed)] == ["", "", "-", "-", "", ""]
    assert len(parts(f"{'x ' * 70}x.\nXx {'x ' * 75}x.")) == 2


def test_points_counted_within_a_sentence() -> None:
    asked = "Members asked whether\ni) it was spent and ii) it was not."
    assert parts(asked) == [("", asked.replace("\n", " "))]
    told = "She told that 1. staffing was whole and\n2. the van had come."
    assert parts(told) == [("", told.replace("\n", " "))]
    assert len(parts("The Board noted\na) lamps")) == 2
    assert len(parts("The Board noted\nc) lamps")) == 2
    assert len(parts("They are:\ni) lamps and ii) paths")) == 2


def test_a_source_that_breaks_no_words_keeps_its_hyphens() -> None:
    line = "It was noted by all the members of the Board of Northby that they were lit.\n"
    assert joined("a right-", "hand page", Ledger(lines_of(line * 60))) == "a right-hand page"
    broken = Ledger(lines_of(line * 60 + "member-\nship and membership\nLamps-\nParks"))
    assert joined("the electri-", "cian", broken) == "the electrician"
    assert broken.hyphenates
