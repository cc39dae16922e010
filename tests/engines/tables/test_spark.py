"""The same release on every engine, to the last digit: Polars, DuckDB and a local Spark."""

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from saferboard.cli.load import texts_of
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused
from saferboard.engines.tables import cube, spark
from saferboard.engines.tables.engine import Engine, counting, kept, needed
from saferboard.engines.tables.measures import held_in
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.returns import load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.evidence.making import make_release
from saferboard.web.evidence.storage import fingerprint
from tests.engines.tables.street import put, text

BUNDLED = Path(__file__).parents[3] / "partnerships" / "leicestershire"
QUARTER, DAY = Period.parse("2021/22-Q4"), date(2022, 6, 30)
DISTRICTS = ("Blaby 001A", "Charnwood 002B", "Leicester 003C", "Elsewhere 004D", "")
CRIMES = ("Burglary", "Anti-social behaviour", "Violence and sexual offences", "DRUGS", "Drugs")
# Spark's own complaints of what it stands on, of which nothing here depends.
QUIET = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
pytestmark = [
    QUIET,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::UserWarning"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[None]:
    """One Spark for this file: it takes longest to start."""
    if not spark.has_java():
        pytest.skip("Java is not installed (the package default-jre-headless on Debian)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with spark.session():
            yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled partnership with its monthly counts, and source rows of the months after it."""
    found = tmp_path_factory.mktemp("home")
    folder = tmp_path_factory.mktemp("street")
    load_partnership(Store(found), texts_of(BUNDLED))
    pairs = list(product(DISTRICTS, CRIMES))
    for n, month in enumerate(("2022-02", "2022-03")):
        rows = [pair for i, pair in enumerate(pairs) for _ in range(1 + (i + n) % 4)]
        put(folder, month, text(month, rows), force="leicestershire")
    load_police(Store(found), [folder])
    # Loading again takes the counts of February and March out of the cube: their rows stand.
    load_partnership(Store(found), texts_of(BUNDLED))
    return found


def released(home: Path, engine: Engine) -> str:
    """The fingerprint of the quarter's release."""
    made = make_release(home, QUARTER, known_by=DAY, made_on=DAY, engine=engine)
    assert len(made.assessments) > 100
    return fingerprint(made)


def test_spark_gives_the_release_that_polars_gives(session: None, home: Path) -> None:
    assert released(home, Engine.SPARK) == released(home, Engine.POLARS)


def test_duckdb_gives_the_release_that_polars_gives(home: Path) -> None:
    assert released(home, Engine.DUCKDB) == released(home, Engine.POLARS)


def test_spark_counts_the_rows_of_the_lake_itself(session: None, home: Path) -> None:
    held = Store(home).read()
    with counting(Engine.SPARK, held) as found:
        rows = {tuple(row) for row in found.collect()}
    assert len(rows) > 3000
    assert rows == set(kept(held).select(cube.SCHEMA.names()).iter_rows())


def test_an_instance_with_nothing_in_it_has_a_cube_of_nothing(
    session: None, tmp_path: Path
) -> None:
    for engine in Engine:
        with counting(engine, Store(tmp_path).read()) as found:
            assert held_in(found) == frozenset()


def test_what_is_not_installed_is_named_with_what_to_install() -> None:
    with pytest.raises(Refused, match="is not installed") as caught:
        needed("no_such_module", "Spark's Python package", spark.INSTALL)
    assert "saferboard[spark]" in caught.value.faults[0].remedy


@pytest.mark.parametrize(
    ("master", "environment", "local"),
    [
        ("", {}, True),
        ("local[2]", {"SPARK_HOME": "somewhere"}, True),
        ("spark://host:7077", {}, False),
        ("", {"PYSPARK_SUBMIT_ARGS": "--master yarn pyspark-shell"}, False),
        ("", {"SPARK_HOME": "somewhere"}, False),
    ],
)
def test_a_clusters_own_settings_are_left_as_they_are(
    master: str, environment: dict[str, str], local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in spark.CONFIGURED:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spark._is_local(master) is local


def _alone(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    settings = {k: v for k, v in os.environ.items() if k not in ("JAVA_HOME", "DATABASE_URL")}
    settings.pop("DJANGO_SETTINGS_MODULE", None)
    command = [Path(sys.executable).parent / "saferboard", "--home", home]
    return subprocess.run(
        [*command, "release", "2021/22-Q4", "--engine", "spark"],
        env={**settings, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_without_java_the_command_says_what_to_install(home: Path, tmp_path: Path) -> None:
    done = _alone(home, PATH=str(tmp_path))
    assert done.returncode == 1
    assert "Spark needs Java, which is not installed" in done.stderr
    assert "default-jre-headless" in done.stderr


def test_a_master_that_is_none_is_refused(home: Path) -> None:
    if not spark.has_java():
        pytest.skip("Java is not installed (the package default-jre-headless on Debian)")
    done = _alone(home, SAFERBOARD_SPARK_MASTER="nowhere")
    assert done.returncode == 1
    assert "Spark did not start" in done.stderr
    assert "SAFERBOARD_SPARK_MASTER=nowhere" in done.stderr
