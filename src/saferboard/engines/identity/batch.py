"""Every record against every other, overnight; and how a model is trained on them."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker, block_on
from splink.internals.splink_dataframe import SplinkDataFrame

from saferboard.engines.identity.model import FREQUENT, Model, Rule, settings
from saferboard.engines.identity.tables import MEMORY, Row, database, fill

LIKELY = 0.5
SAMPLED = 2e7
"""Pairs of records by lot, from which is estimated how often two people agree."""

FETCHED = 10_000
PARTS = 4
"""In how many parts pairs are looked at: each takes a quarter of the room."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, in the order of their keys, and how probably they are one person."""

    a: str
    b: str
    probability: float


def link(
    rows: Iterable[Row],
    model: Model,
    blocking: Sequence[Rule],
    *,
    at_least: float = LIKELY,
    memory: str = MEMORY,
) -> Iterator[Pair]:
    """Every pair that is probable enough, in no order. Records themselves are not kept."""
    with database(memory) as connection:
        records = fill(connection, rows)
        if records < 2:
            return
        linker = _linker(connection, model.among(records, blocking))
        found = linker.inference.predict(
            threshold_match_probability=at_least,
            num_chunks_left=PARTS if records > 100_000 else None,
        )
        yield from _pairs(connection, found)


def train(
    rows: Iterable[Row], *, sample: float = SAMPLED, seed: int = 1, memory: str = MEMORY
) -> Model:
    """A model of these records: u from pairs by lot, m by expectation maximisation.

    Nobody need have said which records are one person. How many pairs are is estimated from those
    that agree in name and date of birth, which are taken for 7 in 10 of all.
    """
    with database(memory) as connection:
        records = fill(connection, rows)
        # As columns that rules of training may name: one value of a list each.
        linker = _linker(connection, settings([["born_key"]]))
        training = linker.training
        training.estimate_probability_two_random_records_match(
            [block_on("born", "given", "family")], recall=0.7
        )
        training.estimate_u_using_random_sampling(max_pairs=sample, seed=seed)
        for rule in (block_on("born", "sex"), block_on("given", "family")):
            training.estimate_parameters_using_expectation_maximisation(
                rule, fix_probability_two_random_records_match=False
            )
        trained = linker.misc.save_model_to_json()
        by_lot = float(trained["probability_two_random_records_match"])
    return Model(trained, by_lot * records)


def frequencies(rows: Iterable[Row], *, memory: str = MEMORY) -> dict[str, dict[str, int]]:
    """How often each value of the columns that are weighed by it occurs."""
    with database(memory) as connection:
        fill(connection, rows)
        return {
            column: dict(
                connection.execute(
                    f"SELECT {column}, count(*) FROM records WHERE {column} IS NOT NULL GROUP BY 1"
                ).fetchall()
            )
            for column in FREQUENT
        }


def _linker(connection: duckdb.DuckDBPyConnection, model: Any) -> Linker:
    table = DuckDBAPI(connection).register("records")
    return Linker(table, model, log_level=logging.ERROR, validate_settings=False)


def _pairs(connection: duckdb.DuckDBPyConnection, found: SplinkDataFrame) -> Iterator[Pair]:
    cursor = connection.execute(
        f"SELECT key_l, key_r, match_probability FROM {found.physical_name}"
    )
    while some := cursor.fetchmany(FETCHED):
        for left, right, probability in some:
            a, b = sorted((left, right))
            yield Pair(a, b, float(probability))
