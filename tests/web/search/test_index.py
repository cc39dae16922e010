"""What is put can be found, by the same words on both databases, until it is taken out."""

from datetime import date
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferboard.core.searching.query import Query, Term, parse
from saferboard.core.searching.words import stems, words
from saferboard.web.search import actions, index, queries, rebuilding
from saferboard.web.search.actions import LONGEST, lines
from saferboard.web.search.models import Kind, Passage, Scope
from saferboard.web.search.queries import MOST, Asked
from tests.web.search.samples import AT, found, passage, put

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("burglary", True),
        ("BURGLARIES", True),
        ("burglary melton", True),
        ("burglary blaby", False),
        ('"burglary fell"', True),
        ('"fell burglary"', False),
        ("burglary -melton", False),
        ("burglary -blaby", True),
        ("blaby OR melton", True),
        ("blaby OR harborough", False),
        ("cafe", True),
        ("Café", True),
        ("2.81", True),
        ("co-operation", True),
        ("leicester", True),
        ("performance", True),
        ("performance melton", True),
        ("the", False),
    ],
)
def test_words_are_found_as_people_mean_them(asked: str, answers: bool) -> None:
    text = "Burglary fell in Melton by 2.81: the café, Leicester/Leicestershire, co-operation."
    put(passage(text), passage("Something else.", title=""))
    assert found(asked) == ([text] if answers else [])


@pytest.mark.parametrize(
    "asked",
    ['"', '"a', "-", "OR", "a AND (b", "NEAR(a b)", "a*", "^a", "title:a", "a:b", "{a} + b", "'",
     "\x00", "a\x00b", "x" * 5000, "-x", "& | !", "a <-> b", "\\", "%s", "%", "é" * 300, "½", "𝔸",
     "١٢", "\ud800", "a" * 70 + " " + "b" * 70],
)  # fmt: skip
def test_no_input_is_an_error(asked: str) -> None:
    put(passage("Burglary fell."))
    assert found(asked) in ([], ["Burglary fell."])
    assert found(asked, best=True) in ([], ["Burglary fell."])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
def test_no_made_up_input_is_an_error(asked: str) -> None:
    with transaction.atomic():
        assert found(asked, *Scope, best=True) == []


def test_both_indexes_answer_as_a_slow_reader_would() -> None:
    random = Random(5)
    vocabulary = ["burglary", "knife", "fear", "melton", "police", "drugs", "street", "young"]
    texts = [" ".join(random.choices(vocabulary, k=6)) for _ in range(60)]
    put(*(passage(text, title="") for text in texts))
    for _ in range(60):
        one, two, three, four = random.sample(vocabulary, 4)
        for asked in (one, f"{one} {two}", f"{one} OR {two} {three}", f'"{one} {two}"',
                      f"{one} -{two}", f'{one} "{two} {three}" -{four}'):  # fmt: skip
            query = parse(asked)
            expected = sorted(text for text in texts if answers(query, text))
            assert queries.search(Asked(query), [Scope.PUBLIC]).total == len(expected), asked
            assert set(found(asked)) <= set(expected), asked


def answers(query: Query, text: str) -> bool:
    """The same, read word by word."""
    stemmed = stems(word.folded for word in words(text))

    def has(term: Term) -> bool:
        wanted = stems(term.words)
        return any(
            stemmed[n : n + len(wanted)] == wanted for n in range(len(stemmed) - len(wanted) + 1)
        )

    return all(any(map(has, group)) for group in query.wanted) and not any(map(has, query.unwanted))


def test_the_newest_or_the_best_comes_first() -> None:
    old = passage("Burglary, burglary, burglary.", title="Burglary", date=date(2020, 1, 1))
    new = passage("Among many other things of the day burglary fell.", date=date(2024, 1, 1))
    undated = passage("Burglary is planned.", date=None)
    put(old, undated, new)
    assert found("burglary") == [new.text, old.text, undated.text]
    assert found("burglary", best=True)[0] == old.text


def test_a_search_is_narrowed_by_everything_that_a_passage_is_of() -> None:
    owner = lines(["Team Manager, County Council", "Chief, Police 100%_"])
    put(
        passage("one burglary", body="board", date=date(2022, 6, 10), topic="Burglary"),
        passage("two burglary", body="group", date=date(2023, 6, 10), owners=owner,
                organisations=lines(["County Council"]), kind=Kind.ACTION),
    )  # fmt: skip
    assert found("burglary", body="group") == ["two burglary"]
    assert found("burglary", since=date(2023, 1, 1)) == ["two burglary"]
    assert found("burglary", until=date(2023, 1, 1)) == ["one burglary"]
    assert found("burglary", owner="Team Manager, County Council") == ["two burglary"]
    assert found("burglary", owner="Chief, Police 100%_") == ["two burglary"]
    assert found("burglary", owner="Chief") == []
    assert found("burglary", owner="%") == []
    assert found("burglary", organisation="County Council") == ["two burglary"]
    assert found("burglary", topic="Burglary") == ["one burglary"]
    assert found("burglary", kind="action") == ["two burglary"]
    assert found("", kind="action") == ["two burglary"]
    assert found("") == []


def test_what_a_search_can_be_narrowed_to_is_what_there_is() -> None:
    owners = lines(["Team Manager, County Council", "Chief, Police"])
    put(passage("one", owners=owners, organisations=lines(["Police"]), topic="Burglary"))
    put(passage("two", body="group", body_name="A group"), passage("3"), subject="minutes/two")
    options = queries.options([Scope.PUBLIC])
    assert options.bodies == [("group", "A group"), ("board", "The Strategy Board")]
    assert options.owners == ["Chief, Police", "Team Manager, County Council"]
    assert (options.organisations, options.topics) == (["Police"], ["Burglary"])


def test_what_is_put_again_takes_the_place_of_what_was() -> None:
    put(passage("Burglary fell."), passage("It was noted."))
    put(passage("Burglary of another subject."), subject="minutes/two")
    assert put(passage("Burglary rose."), passage("It was noted.")) == 2
    assert set(found("burglary")) == {"Burglary rose.", "Burglary of another subject."}
    actions.take_out(subject="minutes/one")
    assert found("burglary") == ["Burglary of another subject."]
    assert found("noted") == []


def test_what_stays_as_it_was_is_not_written_again() -> None:
    put(passage("one", at=AT), passage("two", at=AT), passage("two", at=AT))
    held = dict(Passage.objects.values_list("pk", "text"))
    assert put(passage("two"), passage("one"), passage("two")) == 0
    assert dict(Passage.objects.values_list("pk", "text")) == held
    assert [p.text for p in Passage.objects.order_by("place")] == ["two", "one", "two"]
    put(passage("one", title="Now with a title"))
    assert Passage.objects.get().at == AT, "the words first came out then"


def test_what_changes_its_scope_changes_its_index() -> None:
    put(passage("Burglary fell."))
    put(passage("Burglary fell."), scope=Scope.PRIVATE)
    assert found("burglary") == []
    assert found("burglary", *Scope) == ["Burglary fell."]
    Passage.objects.update(scope=Scope.PUBLIC, text="Knives were found.")
    assert found("knives") == ["Knives were found."]
    assert found("burglary", *Scope) == []


def test_nothing_is_half_put() -> None:
    put(passage("Burglary fell."))
    with transaction.atomic():
        put(passage("Burglary rose."))
        transaction.set_rollback(True)
    assert found("burglary") == ["Burglary fell."]


def test_what_no_database_holds_is_left_out_and_what_is_long_is_cut() -> None:
    put(passage("Bur\u00adglary\x00 fell. " + "word " * (LONGEST // 4) + "end", mark="m" * 100))
    assert Passage.objects.count() == 2
    assert found("burglary")[0].startswith("Burglary fell.")
    assert found("end word")[0].endswith("end")
    put(passage("x" * (LONGEST + 5)))
    assert sorted(len(p.text) for p in Passage.objects.all()) == [5, LONGEST]


def test_names_beyond_what_the_index_holds_are_left_out() -> None:
    put(passage("one", owners="\n".join(f"Post {n} of an organisation" for n in range(500))))
    assert len(Passage.objects.get().owners) <= actions.WIDEST


def test_counting_ends_in_time() -> None:
    put(*(passage(f"Burglary {n}", kind=Kind.PAPER) for n in range(MOST + 5)))
    put(passage("Burglary"), subject="minutes/two")
    result = queries.search(Asked(parse("burglary")), [Scope.PUBLIC])
    assert (result.total, result.more, len(result.passages)) == (MOST, True, 20)
    result = queries.search(Asked(parse('"burglary 7"')), [Scope.PUBLIC])
    assert (result.total, result.more, result.kinds) == (1, False, {Kind.PAPER: 1})


def test_a_search_takes_three_queries() -> None:
    put(*(passage(f"Burglary {n}") for n in range(50)))
    with CaptureQueriesContext(connection) as asked:
        queries.options([Scope.PUBLIC])
        queries.search(Asked(parse("burglary")), [Scope.PUBLIC], page=2, best=True)
    assert len(asked) == 3


def test_the_index_can_be_made_anew_and_taken_away() -> None:
    put(passage("Burglary fell."))
    put(passage("Burglary in private."), subject="private", scope=Scope.PRIVATE)
    index.renew()
    assert found("burglary") == ["Burglary fell."]
    assert len(found("burglary", *Scope)) == 2
    its = index.of(connection.vendor)
    with connection.cursor() as cursor:
        for statement in (*its.remove(), *its.install()):
            cursor.execute(statement)
    index.renew()
    assert found("burglary") == ["Burglary fell."]


def test_reindexing_asks_every_room_and_takes_out_what_none_of_them_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rebuilding, "_REBUILDS", {})

    def rebuild() -> list[str]:
        put(passage("Burglary fell."), subject="past/one")
        return ["past/one"]

    put(passage("Burglary of old."), subject="minutes/gone")
    rebuilding.register("past", rebuild)
    said = StringIO()
    for _ in range(2):
        call_command("reindex", stdout=said)
    assert found("burglary") == ["Burglary fell."]
    assert said.getvalue() == "1 passages of 1 publications can be found.\n" * 2


def test_publishing_is_a_room_that_is_asked() -> None:
    assert "publish" in rebuilding.rooms()
