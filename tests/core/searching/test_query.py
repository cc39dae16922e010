"""What is typed becomes a query, whatever it is; and that becomes what each database asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.searching.query import LONGEST, MOST, Query, Term, as_fts5, as_tsquery, parse


def one(*words: str) -> tuple[Term, ...]:
    return (Term(words),)


def test_words_must_all_occur() -> None:
    assert parse("knife crime") == Query((one("knife"), one("crime")))


def test_case_and_accents_make_no_difference() -> None:
    assert parse("KNIFE Café") == parse("knife cafe")


def test_a_phrase_stands_together_and_so_does_what_a_sign_joins() -> None:
    assert parse('"Action Log" e-mail 24(b)').wanted == (
        one("action", "log"),
        one("e", "mail"),
        one("24", "b"),
    )


def test_what_has_a_dash_before_it_must_not_occur() -> None:
    found = parse('knife -gun -"stop and search" –fear')
    assert found.wanted == (one("knife"),)
    assert found.unwanted == (Term(("gun",)), Term(("stop", "and", "search")), Term(("fear",)))


def test_or_joins_its_two_neighbours_alone() -> None:
    assert parse("melton knife OR gun crime").wanted == (
        one("melton"),
        (Term(("knife",)), Term(("gun",))),
        one("crime"),
    )


@pytest.mark.parametrize("text", ["OR knife", "knife OR", "OR OR knife OR", "-x OR knife"])
def test_an_or_without_two_neighbours_says_nothing(text: str) -> None:
    assert parse(text).wanted == (one("knife"),)


def test_common_words_are_passed_over_each_once_and_said() -> None:
    found = parse("the burglary of the or")
    assert found.wanted == (one("burglary"),)
    assert found.passed_over == ("the", "of", "or")


@pytest.mark.parametrize("text", ["", "the and of", "-knife", '"', "-", '""', "( ) * : ^", "\x00"])
def test_there_can_be_nothing_to_look_for(text: str) -> None:
    assert not parse(text)


def test_a_phrase_without_an_end_goes_on_to_the_end() -> None:
    assert parse('fear "of crime').wanted == (one("fear"), one("of", "crime"))


def test_what_is_too_much_is_not_read() -> None:
    assert len(parse("word " * 1000).wanted) == MOST
    assert len(str(parse("x" * 5000))) < LONGEST


def test_a_query_says_what_was_understood() -> None:
    assert str(parse('Knife OR "gun  crime" the -fear')) == 'knife OR "gun crime" -fear'


def test_as_sqlite_asks_it() -> None:
    assert as_fts5(parse('knife OR gun "in Melton" -NEAR')) == (
        '(("knife" OR "gun") AND ("in melton")) NOT ("near")'
    )
    assert as_fts5(parse("knife")) == '("knife")'


def test_as_postgresql_asks_it() -> None:
    assert as_tsquery(parse('knife OR gun "in Melton" -fear')) == (
        "((knife) | (gun)) & ((in <-> melton)) & !((fear))"
    )
    assert as_tsquery(parse("knife")) == "((knife))"


@given(st.text(max_size=300))
def test_no_input_is_an_error_and_terms_hold_nothing_but_letters_and_digits(text: str) -> None:
    found = parse(text)
    for term in (*(t for group in found.wanted for t in group), *found.unwanted):
        assert term.words
        assert all(word.isalnum() for word in term.words)
    assert as_tsquery(found).isprintable()
