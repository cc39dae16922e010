"""What is put before a person, as what, with which doubts; and what never is."""

from dataclasses import replace

import pytest

from saferboard.core.casework.people import proposing
from saferboard.core.casework.people.comparing import Alike, compared
from saferboard.core.casework.people.proposing import BARS, DOUBTS, Finding, judge
from saferboard.core.casework.people.records import Address, Born, Known, Name, Record
from tests.core.casework.people.world import ANN, AWAY, HOME, another, named

ALIAS = Name("Sue", "Example")


@pytest.mark.parametrize(
    ("other", "field", "alike"),
    [
        (another(), "given", Alike.SAME),
        (named("Annie"), "given", Alike.FORM),
        (named("Anna"), "given", Alike.NEAR),
        (named("Mary"), "given", Alike.MIDDLE),
        (named("Sue"), "given", Alike.DIFFERENT),
        (named("Sue", aliases=(Name("Ann", "Example"),)), "given", Alike.ALIAS),
        (named(""), "given", Alike.UNKNOWN),
        (named("Example", "Ann"), "given", Alike.REVERSED),
        (named("Example", "Annie"), "given", Alike.REVERSED),
        (named("Ann", "EXAMPLE"), "family", Alike.SAME),
        (named("Ann", "Example-Smith"), "family", Alike.PART),
        (named("Ann", "Exampel"), "family", Alike.NEAR),
        (named("Ann", "Smith"), "family", Alike.DIFFERENT),
        (named("Ann", "Smith", aliases=(Name("Ann", "Example"),)), "family", Alike.ALIAS),
        (named("Ann", ""), "family", Alike.UNKNOWN),
        (named("Example", "Ann"), "family", Alike.REVERSED),
        (another(born=None), "born", Alike.UNKNOWN),
        (another(born=Born(1990)), "born", Alike.PARTLY),
        (another(born=Born(1990, 3)), "born", Alike.PARTLY),
        (another(born=Born(1990, 4)), "born", Alike.DIFFERENT),
        (another(born=Born(1990, 3, 15)), "born", Alike.DIGIT),
        (another(born=Born(1980, 3, 14)), "born", Alike.DIGIT),
        (another(born=Born(1991, 2, 14)), "born", Alike.DIFFERENT),
        (another(sex=" FEMALE"), "sex", Alike.SAME),
        (another(sex="male"), "sex", Alike.DIFFERENT),
        (another(sex=""), "sex", Alike.UNKNOWN),
        (another(addresses=(AWAY, HOME)), "address", Alike.SAME),
        (another(addresses=(Address("3 Example Street", "ZZ1 1AA"),)), "address", Alike.STREET),
        (another(addresses=(AWAY,)), "address", Alike.DIFFERENT),
        (another(addresses=(Address("1, Example Street"),)), "address", Alike.LINES),
        (another(addresses=(Address("2, Example Street"),)), "address", Alike.UNKNOWN),
        (another(addresses=()), "address", Alike.UNKNOWN),
        (another(phones=("+447700900123",)), "phone", Alike.SAME),
        (another(phones=("07700 900999",)), "phone", Alike.DIFFERENT),
        (another(phones=()), "phone", Alike.UNKNOWN),
    ],
)
def test_how_a_field_agrees(other: Record, field: str, alike: Alike) -> None:
    assert getattr(compared(ANN, other), field) is alike
    assert getattr(compared(other, ANN), field) is alike


def test_day_and_month_change_places() -> None:
    one, other = another(born=Born(1990, 3, 4)), replace(ANN, born=Born(1990, 4, 3))
    assert compared(one, other).born is Alike.TRANSPOSED


def test_evidence_is_words_for_each_field() -> None:
    said = [str(one) for one in compared(ANN, named("Annie")).evidence]
    assert said == [
        "given name: a short form or another spelling",
        "family name: the same",
        "date of birth: the same",
        "sex: the same",
        "address: the same",
        "telephone: the same",
    ]


SAME = {
    "the same": another(),
    "reversed names": named("Example", "Ann"),
    "short form": named("Annie"),
    "alias": named("Sue", "Other", aliases=(Name("Ann", "Example"),)),
    "marriage": named("Ann", "Smith"),
    "moved": another(addresses=(AWAY,), phones=()),
    "day and month": replace(another(), born=Born(1990, 3, 15)),
    "sex not recorded": another(sex=""),
    "no date of birth, one house": another(born=None, phones=()),
    "no date of birth, no postcode": another(
        born=None, phones=(), addresses=(Address("1 Example Street"),)
    ),
    "no date of birth, one telephone": another(born=None, addresses=(AWAY,)),
    "another date of birth, one house": another(born=Born(1992, 7, 2)),
}
RELATIVES = {
    "twins": named("Sue"),
    "twins living apart": named("Sue", addresses=(AWAY,), phones=()),
    "twins, a boy and a girl of nearly one name": named("Anno", sex="male"),
    "a married twin": named("Sue", "Smith"),
    "mother and daughter": another(born=Born(2012, 5, 2)),
    "sisters": named("Sue", born=Born(1992, 7, 2)),
}
APART = {
    "unborn": another(known=Known.UNBORN),
    "unknown": another(known=Known.UNKNOWN),
    "no name": named("", ""),
    "namesakes": another(born=Born(1971, 5, 20), addresses=(AWAY,), phones=()),
    "namesakes of nearly one age": another(born=Born(1983, 5, 20), addresses=(AWAY,), phones=()),
    "namesakes of unknown age": another(born=None, addresses=(AWAY,), phones=()),
    "namesakes of one year": another(born=Born(1990), addresses=(AWAY,), phones=()),
    "married, and another date of birth": named("Ann", "Smith", born=Born(1992, 7, 2)),
    "a man of that name at that house": another(born=Born(1992, 7, 2), sex="male"),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_what_may_be_one_person_is_proposed(other: Record) -> None:
    assert judge(ANN, other, 0.99).finding is Finding.SAME


@pytest.mark.parametrize("other", RELATIVES.values(), ids=RELATIVES)
def test_relatives_are_never_proposed_as_one_person(other: Record) -> None:
    assert judge(ANN, other, 1.0).finding is Finding.RELATIVES


@pytest.mark.parametrize("other", APART.values(), ids=APART)
def test_what_is_never_proposed(other: Record) -> None:
    assert judge(ANN, other, 1.0).finding is Finding.APART


def test_what_is_not_probable_is_not_proposed() -> None:
    assert judge(ANN, another(), 0.3, at_least=0.5).because == "not probable enough"
    assert judge(ANN, another(), 0.5, at_least=0.5).finding is Finding.SAME


@pytest.mark.parametrize("bar", BARS, ids=lambda bar: bar.name)
def test_without_any_one_bar_some_pair_is_taken_for_something_else(
    bar: proposing.Bar, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = [*SAME.values(), *RELATIVES.values(), *APART.values()]
    before = [judge(ANN, other, 1.0) for other in pairs]
    monkeypatch.setattr(proposing, "BARS", tuple(one for one in BARS if one is not bar))
    after = [judge(ANN, other, 1.0) for other in pairs]
    assert before != after


@pytest.mark.parametrize(
    ("other", "doubts"),
    [
        (another(), set()),
        (another(born=Born(1992, 7, 2)), {"born differs"}),
        (another(born=Born(1990)), {"born not known"}),
        (another(born=None), {"born not known"}),
        (another(sex="male"), {"sex differs"}),
        (named("Anna"), {"given near"}),
        (named("Mary"), {"given middle"}),
        (named("Ann", "Smith"), {"family differs"}),
        (another(addresses=(AWAY,)), {"moved"}),
    ],
)
def test_a_person_is_told_what_to_look_at(other: Record, doubts: set[str]) -> None:
    says = {one.name: one.says for one in DOUBTS}
    assert set(judge(ANN, other, 1.0).doubts) == {says[name] for name in doubts}


def test_every_doubt_can_be_had() -> None:
    pairs = [
        *SAME.values(),
        another(sex="male"),
        named("Anna"),
        named("Mary"),
        another(born=Born(1990)),
    ]
    had = {doubt for other in pairs for doubt in judge(ANN, other, 1.0).doubts}
    assert had == {one.says for one in DOUBTS}


@pytest.mark.parametrize("other", [*SAME.values(), *RELATIVES.values(), *APART.values()])
def test_it_makes_no_difference_which_record_is_first(other: Record) -> None:
    assert judge(ANN, other, 0.9) == judge(other, ANN, 0.9)
    assert (judge(other, ANN, 0.9).a, judge(other, ANN, 0.9).b) == ("a", "b")


def test_years_apart_of_those_not_known() -> None:
    assert compared(ANN, another(born=None)).years_apart == 0
    assert compared(ANN, another(born=Born(1970))).years_apart == 20
