"""Counting on Spark: on this machine, or on the cluster that SAFERBOARD_SPARK_MASTER names."""

import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from saferboard.core.faults import Refused, refuse
from saferboard.engines.tables import cube
from saferboard.engines.tables.engine import needed

INSTALL = "pip install 'saferboard[spark]' pyarrow pandas"
# For a driver on one machine. A cluster's own configuration is left as it is.
LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.log.level": "ERROR",
}
# Any of these may name a master of its own; the third is there under spark-submit.
CONFIGURED = ("SPARK_HOME", "SPARK_CONF_DIR", "PYSPARK_GATEWAY_PORT", "PYSPARK_SUBMIT_ARGS")
ALWAYS = {
    "spark.app.name": "saferboard",
    # Months are days without an hour: no time zone may move one.
    "spark.sql.session.timeZone": "UTC",
}


@contextmanager
def session() -> Iterator[Any]:
    """A Spark session, ended with the context unless it ran before. Refused where it cannot run."""
    # It warns of new versions of pandas; no table of ours is one of pandas.
    warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)
    sql = needed("pyspark.sql", "Spark's Python package", INSTALL)
    for module in ("pyarrow", "pandas"):
        needed(module, f"{module}, by which Spark hands tables on,", INSTALL)
    running = sql.SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    started = _started(sql, os.environ.get("SAFERBOARD_SPARK_MASTER", "").strip())
    try:
        yield started
    finally:
        started.stop()


def _started(sql: Any, master: str) -> Any:
    if not has_java():
        raise refuse(
            "Spark needs Java, which is not installed",
            where="--engine spark",
            expected="Java 17 or newer, on the path or in JAVA_HOME",
            remedy="install it (Debian: apt-get install default-jre-headless); a cluster's workers "
            "do not help, for the driver runs here",
        )
    builder, settings = sql.SparkSession.builder, dict(ALWAYS)
    if master:
        builder = builder.master(master)
    if _is_local(master):
        settings |= LOCAL
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except Exception as error:
        raise _not_started(master, error) from error


def _is_local(master: str) -> bool:
    """Whether Spark runs on this machine alone: so named, or with nothing that names another."""
    if master:
        return master.startswith("local")
    return not any(os.environ.get(name) for name in CONFIGURED)


def _not_started(master: str, error: Exception) -> Refused:
    return refuse(
        f"Spark did not start: {str(error).strip().splitlines()[0]}",
        where=f"SAFERBOARD_SPARK_MASTER={master}" if master else "--engine spark",
        expected="a master that answers (local[*], spark://host:7077, yarn), and "
        "Java 17 or newer where Spark's driver runs",
        remedy="correct the setting, or look into the log of Spark above",
    )


def has_java() -> bool:
    """Whether there is a Java to start Spark's driver with."""
    home = os.environ.get("JAVA_HOME", "")
    return bool(shutil.which("java") or (home and (Path(home) / "bin" / "java").exists()))


def counted(session: Any, paths: Sequence[str], others: pl.DataFrame) -> Any:
    """The cube as a Spark table: source rows counted on Spark, with what came without rows.

    Every worker reads the files by the path they have here, so on a cluster the lake lies where
    all see it under one path.
    """
    parts = [others]
    if paths:
        rows = session.read.parquet(*(Path(path).as_uri() for path in paths))
        parts.append(cube.categorised(cube.grouped(rows).collect(backend="polars").to_native()))
    whole = cube.merged(parts).to_arrow(compat_level=pl.CompatLevel.oldest())
    return session.createDataFrame(whole).cache()
