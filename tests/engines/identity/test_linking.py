"""The engine finds who is one person in a small made-up population, by night as by day."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bench.population import Population, population
from saferboard.core.casework.people import features as core
from saferboard.core.casework.people.features import BLOCKING, COLUMNS, features
from saferboard.core.casework.people.proposing import Finding, judge
from saferboard.core.casework.people.records import Born, Name, Record
from saferboard.core.faults import Refused
from saferboard.engines.identity import batch, model, tables
from saferboard.engines.identity.model import SCHEMA, completed, read
from saferboard.engines.identity.scoring import Scorer

SIZE = 3000


@pytest.fixture(scope="module")
def folk() -> Population:
    return population(3, SIZE)


@pytest.fixture(scope="module")
def rows(folk: Population) -> list[dict[str, Any]]:
    return [features(one).as_row() for one in folk.records]


@pytest.fixture(scope="module")
def pairs(rows: list[dict[str, Any]]) -> list[batch.Pair]:
    return list(batch.link(rows, read(), BLOCKING, memory="1GB"))


def true_pairs(folk: Population) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(folk.person.values()).values())


def test_core_and_engine_know_the_same_columns() -> None:
    assert tuple(SCHEMA.names) == COLUMNS


def test_most_who_are_one_person_are_found_and_few_others(
    folk: Population, pairs: list[batch.Pair]
) -> None:
    known = {one.key: one for one in folk.records}
    judged = [judge(known[one.a], known[one.b], one.probability) for one in pairs]
    proposed = [one for one in judged if one.finding is Finding.SAME]
    right = sum(folk.person[one.a] == folk.person[one.b] for one in proposed)
    assert right / len(proposed) > 0.97
    assert right / true_pairs(folk) > 0.9


def test_twins_whom_the_engine_takes_for_one_person_are_not_proposed_as_one(
    folk: Population, pairs: list[batch.Pair]
) -> None:
    known = {one.key: one for one in folk.records}
    taken = [
        one
        for one in pairs
        if tuple(sorted((folk.person[one.a], folk.person[one.b]))) in folk.twins
    ]
    assert taken, "the engine by itself takes some twins for one person"
    found = [judge(known[one.a], known[one.b], one.probability).finding for one in taken]
    assert set(found) == {Finding.RELATIVES}


def test_pairs_are_in_order_and_probable(pairs: list[batch.Pair]) -> None:
    assert pairs
    for one in pairs:
        assert one.a < one.b
        assert batch.LIKELY <= one.probability <= 1


@pytest.mark.parametrize("some", [[], [0]])
def test_nobody_and_one_alone_are_no_pair(some: list[int], rows: list[dict[str, Any]]) -> None:
    assert list(batch.link((rows[at] for at in some), read(), BLOCKING)) == []


def common(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, float]]:
    found = list(rows)
    return {
        column: {
            word: count / sum(row[column] is not None for row in found)
            for word, count in Counter(row[column] for row in found if row[column]).items()
        }
        for column in ("given", "family")
    }


def test_by_day_a_pair_is_as_probable_as_by_night(
    folk: Population, rows: list[dict[str, Any]], pairs: list[batch.Pair]
) -> None:
    by_key = {row["key"]: row for row in rows}
    scorer = Scorer(read(), SIZE)
    known = common(rows)
    for pair in pairs[:40]:
        (found,) = scorer.score([by_key[pair.a]], [by_key[pair.b]], known)
        assert (found.a, found.b) == (pair.a, pair.b)
        assert found.probability == pytest.approx(pair.probability, abs=1e-6)


def test_a_record_is_found_among_others_and_never_itself(rows: list[dict[str, Any]]) -> None:
    scorer = Scorer(read(), SIZE)
    again = {**rows[0], "key": "zzz"}
    found = scorer.score([again], rows[:200], common(rows))
    assert (found[0].a, found[0].b) == (rows[0]["key"], "zzz")
    assert scorer.score([rows[0]], [rows[0]], {}) == []
    assert scorer.score([], rows[:5], {}) == scorer.score(rows[:5], [], {}) == []


def test_two_new_records_are_one_pair(rows: list[dict[str, Any]]) -> None:
    twice = [rows[0], {**rows[0], "key": "zzz"}]
    found = Scorer(read(), SIZE).score(twice, twice, common(rows))
    assert [(one.a, one.b) for one in found] == [(rows[0]["key"], "zzz")]


def test_nothing_is_kept_between_two_questions(rows: list[dict[str, Any]]) -> None:
    scorer = Scorer(read(), SIZE)
    for _ in range(3):
        scorer.score(rows[:2], rows[:50], {})
    held = [name for (name,) in scorer._connection.execute("SHOW TABLES").fetchall()]
    assert len([name for name in held if "tf_" not in name]) <= 1


def test_a_rare_name_is_worth_more_than_a_common_one() -> None:
    def pair(family: str) -> list[dict[str, Any]]:
        names = (Record(key, "police", Name("Ann", family), born=Born(1990)) for key in "ab")
        return [features(one).as_row() for one in names]

    shares = {"given": {"ann": 0.01}, "family": {"smith": 0.01, "elmfold": 0.00001}}
    scorer = Scorer(read(), 100_000)
    rare, frequent = (
        scorer.score(*([one] for one in pair(name)), shares, at_least=0)[0].probability
        for name in ("Elmfold", "Smith")
    )
    assert rare > frequent


def test_the_more_records_the_less_two_by_lot_are_one_person() -> None:
    few, many = (read().among(records, BLOCKING) for records in (10, 1_000_000))
    name = "probability_two_random_records_match"
    assert few[name] == model.BY_LOT
    assert 0 < many[name] < 1e-5


def test_a_model_is_trained_and_kept_and_holds_no_name(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    trained = completed(batch.train(rows, sample=2e5, memory="1GB"))
    (tmp_path / "own.json").write_text(trained.text(), "utf-8")
    kept = read(tmp_path / "own.json")
    assert kept == trained
    assert kept.others > 0
    said = trained.text().lower()
    assert not [row["family"] for row in rows if row["family"] and f'"{row["family"]}"' in said]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"trained": {"comparisons": []}, "others": 1}', '{"trained": 1}']
)
def test_what_is_no_model_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match="no trained model"):
        read(path)
    with pytest.raises(Refused, match="no trained model"):
        read(tmp_path / "missing.json")


def test_the_shipped_model_is_small_and_whole() -> None:
    assert model.DEFAULT.stat().st_size < 30_000
    assert completed(read()) == read()
    json.loads(model.DEFAULT.read_text("utf-8"))


def test_what_no_pair_taught_comes_from_the_shipped_model() -> None:
    shipped = read()
    comparisons = json.loads(json.dumps(shipped.trained["comparisons"]))
    lost = comparisons[0]["comparison_levels"][2]
    del lost["m_probability"]
    patched = completed(model.Model({**shipped.trained, "comparisons": comparisons}, 1.0))
    level = patched.trained["comparisons"][0]["comparison_levels"][2]
    assert level == shipped.trained["comparisons"][0]["comparison_levels"][2]


def test_what_does_not_fit_goes_to_disk_and_is_removed(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    with tables.database("1GB", tmp_path) as connection:
        assert tables.fill(connection, rows) == SIZE
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []


def test_columns_of_blocking_are_columns() -> None:
    assert {column for rule in core.BLOCKING for column in rule} <= set(SCHEMA.names)
