"""The sentence that answers, and the words that do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.searching.marking import LONG, Part, marked, sentence
from saferboard.core.searching.query import parse
from saferboard.core.searching.sentences import sentences
from saferboard.core.searching.words import clean, words


def shown(parts: tuple[Part, ...]) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in parts)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_end_where_they_end() -> None:
    assert cut("Crime fell. Fear did not! Did it? “Yes.” It rose.") == [
        "Crime fell.", "Fear did not!", "Did it?", "“Yes.”", "It rose.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Cllr. Example spoke.",
        "A. Example and B. Sample came.",
        "See para. 4 and No. 7 at 2.81 per 1,000.",
        "It costs e.g. £3m in all",
        "They met at 10.00 a.m. in the hall.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert cut(text) == [text]


def test_no_words_make_no_sentence() -> None:
    assert cut("") == []
    assert cut("  ") == []


def test_every_form_of_a_word_is_marked() -> None:
    query = parse("burglary policing")
    assert shown(marked("Burglaries were POLICED; burglar alarms too.", query)) == (
        "[Burglaries] were [POLICED]; burglar alarms too."
    )


def test_a_phrase_is_marked_as_one_and_alone_is_not() -> None:
    query = parse('"action log"')
    assert shown(marked("The action log, no action, a log.", query)) == (
        "The [action log], no action, a log."
    )


def test_accents_and_signs_do_not_hide_a_word() -> None:
    assert shown(marked("The café’s ½ price", parse("cafe"))) == "The [café]’s ½ price"
    assert [word.folded for word in words("½")] == ["1", "2"]


def test_what_must_not_occur_is_not_marked() -> None:
    assert shown(marked("knife", parse("fear -knife"))) == "knife"


def test_the_sentence_that_answers_most_is_shown() -> None:
    text = "Knife crime was told. It fell. Knife crime fell in Melton. All was noted."
    assert shown(sentence(text, parse("knife melton"))) == "[Knife] crime fell in [Melton]."


def test_the_first_sentence_is_shown_where_the_title_answers() -> None:
    assert shown(sentence("That it be noted. And more.", parse("knife"))) == "That it be noted."
    assert sentence("", parse("knife")) == ()


def test_a_long_sentence_is_cut_around_the_answer_from_word_to_word() -> None:
    said = shown(sentence(f"{'before ' * 90}knife {'after ' * 90}", parse("knife")))
    assert said.startswith("… before")
    assert said.endswith("after …")
    assert "[knife]" in said
    assert len(said) < LONG + 10


def test_a_long_sentence_without_spaces_is_cut_too() -> None:
    said = shown(sentence(f"{'x' * 500}/knife/{'y' * 500}", parse("knife")))
    assert said.startswith("… [knife]/y")
    assert len(said) < LONG + 10


def test_a_long_sentence_that_ends_with_the_answer_ends_there() -> None:
    assert shown(sentence(f"{'before ' * 90}knife", parse("knife"))).endswith("before [knife]")


def test_a_long_sentence_that_begins_with_the_answer_begins_there() -> None:
    assert shown(sentence(f"Knife {'after ' * 90}", parse("knife"))).startswith("[Knife] after")


def test_what_cannot_be_written_or_seen_is_taken_out() -> None:
    assert clean("a\x00b\x0bc\ud800 so\u00adft\u200b  e\u0301\n£") == "a b c soft é £"


@given(st.text(max_size=400), st.text(max_size=40))
def test_marking_changes_no_letter(text: str, asked: str) -> None:
    query = parse(asked)
    assert "".join(part.text for part in marked(text, query)) == text
    said = "".join(part.text for part in sentence(text, query)).strip("… ")
    assert said in text
