"""Words in common, the rare ones weighing most: the index against adding up by hand."""

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.ingest.past.history.words import Index, Lexicon, folded, sentences

WORDS = st.frozensets(st.sampled_from("abcdefgh"), max_size=6)
TEXTS = st.dictionaries(st.integers(0, 9), WORDS, max_size=10)


def test_folding_leaves_what_a_reader_would_hear() -> None:
    assert folded("  The \u2018Board\u2019\u2013 noted\nCaf\u00e9. ") == "the 'board'- noted cafe"


def test_a_narrative_falls_into_sentences_and_points_lose_their_marks() -> None:
    text = "Cllr. Holt spoke. No. 3 was open.\n\n(ii) It was noted\n- A point. \u201cQuoted.\u201d "
    text += "Then"
    assert list(sentences(text)) == [
        "Cllr. Holt spoke.",
        "No. 3 was open.",
        "It was noted",
        "A point.",
        "\u201cQuoted.\u201d",
        "Then",
    ]
    assert list(sentences(" \n\n ")) == []


def test_acronyms_are_what_the_texts_or_the_field_say_they_are() -> None:
    lexicon = Lexicon(["The Melby Action Zone (MAZ) opened."])
    assert lexicon.terms("MAZ's") == lexicon.terms("Melby Action Zone")
    assert lexicon.terms("ASB") == lexicon.terms("Antisocial behaviour")
    assert lexicon.terms("The report be noted in 2021") == {"2021"}
    assert lexicon.terms("a I") == lexicon.terms("a I") == frozenset()


def test_idle_words_may_be_added() -> None:
    assert Lexicon(idle=("LSB",)).terms("LSB burglary") == Lexicon().terms("burglary")


def slow_weight(texts: dict[int, frozenset[str]], term: str) -> float:
    held = sum(term in terms for terms in texts.values())
    return log(1 + len(texts) / (1 + held))


def slow_likeness(
    texts: dict[int, frozenset[str]], one: frozenset[str], other: frozenset[str]
) -> float:
    weights = {term: slow_weight(texts, term) for term in one | other}
    if not one or not other:
        return 0.0
    shared = sum(weights[term] for term in one if term in other)
    if not shared:
        return 0.0
    return shared / sqrt(sum(weights[t] for t in one) * sum(weights[t] for t in other))


def slow_covering(
    texts: dict[int, frozenset[str]], part: frozenset[str], whole: frozenset[str]
) -> float:
    total = sum(slow_weight(texts, term) for term in part)
    return sum(slow_weight(texts, t) for t in part if t in whole) / total if total else 0.0


@given(TEXTS.filter(bool), WORDS, WORDS)
def test_the_index_scores_as_the_slow_way_does(
    texts: dict[int, frozenset[str]], one: frozenset[str], other: frozenset[str]
) -> None:
    index = Index(texts)
    assert index.likeness(one, other) == pytest.approx(slow_likeness(texts, one, other))
    assert index.covering(one, other) == pytest.approx(slow_covering(texts, one, other))


@given(TEXTS, WORDS, st.none() | st.integers(0, 4))
def test_the_index_finds_everybody_who_shares_a_word(
    texts: dict[int, frozenset[str]], terms: frozenset[str], most: int | None
) -> None:
    common = {t for t in terms if most is None or sum(t in x for x in texts.values()) <= most}
    assert Index(texts).sharing(terms, most) == {k for k, held in texts.items() if held & common}


def test_the_index_gives_back_its_texts() -> None:
    assert Index({1: frozenset("ab")}).terms(1) == frozenset("ab")
