"""A few new records against those that may be the same, while somebody waits.

Which records may be the same is found by an index outside (columns that a pair must share); here
they are scored by Splink with the same model as overnight. How common names are is handed in.
"""

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker
from splink.internals.splink_dataframe import SplinkDataFrame

from saferboard.engines.identity.batch import LIKELY, Pair
from saferboard.engines.identity.model import FREQUENT, Model
from saferboard.engines.identity.tables import Row, arrow

Common = Mapping[str, Mapping[str, float]]
"""By column and value the share of records that have it. What is not there is rare."""


class Scorer:
    """Splink ready to score; made once and used again. One use at a time: others wait."""

    def __init__(self, model: Model, records: int) -> None:
        self.records = records
        self._rare = 1 / max(records, 1)
        self._lock = threading.Lock()
        self._connection = duckdb.connect(
            config={"memory_limit": "500MB", "threads": "1", "autoload_known_extensions": "false"}
        )
        self._api = DuckDBAPI(self._connection)
        table = self._table([], {})
        settings = model.among(records, [["born_key"]])
        self._linker = Linker(table, settings, log_level=logging.ERROR, validate_settings=False)

    def score(
        self,
        new: Sequence[Row],
        held: Sequence[Row],
        common: Common,
        *,
        at_least: float = LIKELY,
    ) -> list[Pair]:
        """Probable pairs of a new record and one that is held, the likeliest first."""
        if not (new and held):
            return []
        with self._lock:
            left, right = (self._table(rows, common) for rows in (new, held))
            scored = self._linker.inference.score_pairs(left, right)
            found = self._connection.execute(
                f"SELECT key_l, key_r, match_probability FROM {scored.physical_name} "
                "WHERE match_probability >= ? AND key_l <> key_r",
                [at_least],
            ).fetchall()
            scored.drop_table_from_database_and_remove_from_cache()
            for table in (left, right):
                self._connection.unregister(table.physical_name)
        pairs = {tuple(sorted(one[:2])): float(one[2]) for one in found}
        likeliest = sorted(pairs.items(), key=lambda one: (-one[1], one[0]))
        return [Pair(a, b, probability) for (a, b), probability in likeliest]

    def _table(self, rows: Iterable[Row], common: Common) -> SplinkDataFrame:
        return self._api.register(_weighed(arrow(rows), common, self._rare))


def _weighed(table: pa.Table, common: Common, rare: float) -> pa.Table:
    """The records with how common each of their names is."""
    for column in FREQUENT:
        shares = common.get(column, {})
        values = [
            None if value is None else shares.get(value, rare)
            for value in table.column(column).to_pylist()
        ]
        table = table.append_column(f"tf_{column}", pa.array(values, pa.float64()))
    return table
