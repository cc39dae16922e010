"""Whatever two clerks write over one text, no word of either is lost.

The oracle counts words: it knows nothing of alignment.
"""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.board.merging import EITHER, Piece, differences, merge

WORDS = st.sampled_from(["the", "Board", "noted", "that", "report.", "a", "b", "c", "(i)"])
GAPS = st.sampled_from([" ", "  ", "\n", "\n\n"])


@st.composite
def texts(draw: st.DrawFn, most: int = 14) -> str:
    """Few words, so that the same ones come again and again; any white space between and around."""
    words = draw(st.lists(WORDS, max_size=most))
    text = "".join(word + draw(GAPS) for word in words)
    return text if draw(st.booleans()) else text.strip()


@st.composite
def insertions(draw: st.DrawFn, text: str) -> str:
    """The text with words put in anywhere."""
    words = text.split(" ")
    for _ in range(draw(st.integers(0, 4))):
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(["new", "the", "b"])))
    return " ".join(words)


def words(text: str) -> Counter[str]:
    return Counter(text.split())


@given(texts(), texts(), texts())
def test_every_word_that_either_added_is_there(base: str, first: str, second: str) -> None:
    merged = words(merge(base, first, second).text)
    for side in (first, second):
        assert words(side) - words(base) <= merged


@given(st.data(), texts())
def test_what_neither_took_out_is_all_there(data: st.DataObject, base: str) -> None:
    first, second = data.draw(insertions(base)), data.draw(insertions(base))
    merged = words(merge(base, first, second).text)
    assert words(first) <= merged
    assert words(second) <= merged


@given(texts(), texts())
def test_what_one_alone_wrote_stands_as_written(base: str, written: str) -> None:
    assert merge(base, written, base).text == written
    assert merge(base, base, written).text == written
    assert merge(base, written, written).text == written


@given(texts(), texts(), texts())
def test_who_comes_first_does_not_matter_to_what_is_kept(base: str, one: str, other: str) -> None:
    assert words(merge(base, one, other).text) == words(merge(base, other, one).text)


@given(texts(), texts(), texts())
def test_where_both_changed_the_same_words_it_says_so(base: str, one: str, other: str) -> None:
    merged = merge(base, one, other)
    assert merged.undecided == merged.text.count(EITHER)


@given(texts(), texts())
def test_the_pieces_of_a_difference_make_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(p.text for p in pieces if p.piece is not Piece.ADDED) == old
    assert "".join(p.text for p in pieces if p.piece is not Piece.REMOVED) == new
