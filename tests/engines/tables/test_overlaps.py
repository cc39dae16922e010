"""Overlaps that were measured on cases: kept beside the folder, and joined to their two sources."""

from datetime import date
from pathlib import Path

import pytest

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.two_sources import Overlap
from saferboard.core.faults import Refused
from saferboard.core.ingest.text import decode
from saferboard.engines.tables.overlaps import kept, parse_overlaps
from saferboard.engines.tables.returns import load_overlaps, load_partnership, partnership_held
from saferboard.engines.tables.store import Store

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
YEAR = Period.of_year(2025)
BLABY = "E07000129"


def overlap(per_cent: float = 30, **said: object) -> Overlap:
    given = {
        "area": BLABY, "period": YEAR, "of": "asb_sentinel", "per_cent": per_cent, "lower": 20.0,
        "upper": 40.0, "method": "a sample", "measured": date(2026, 5, 1), **said,
    }  # fmt: skip
    return Overlap(**given)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path)
    files = {
        path.name: decode(path.read_bytes(), path.name)
        for path in FOLDER.iterdir()
        if path.suffix in (".csv", ".toml")
    }
    load_partnership(found, files)
    return found


def known(store: Store) -> Overlap | None:
    both = next(one for one in partnership_held(store.read()).two_sources if one.key == "asb")
    return both.known(BLABY, YEAR)


def test_an_overlap_that_was_measured_is_known_of_the_two_sources(store: Store) -> None:
    assert known(store) is None
    load_overlaps(store, "asb.json", [overlap()])
    assert known(store) == overlap()


def test_handed_over_again_it_takes_the_place_of_the_first(store: Store) -> None:
    load_overlaps(store, "asb.json", [overlap()])
    load_overlaps(store, "asb.json", [overlap(35)])
    assert known(store) == overlap(35)
    load_overlaps(store, "asb.json", [])
    assert known(store) is None


@pytest.mark.parametrize(
    "wrong", [{"of": "burglary"}, {"area": "E99999999"}, {"lower": 31.0}, {"upper": 101.0}]
)
def test_what_does_not_fit_is_refused_and_nothing_kept(
    store: Store, wrong: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        load_overlaps(store, "asb.json", [overlap(**wrong)])  # type: ignore[arg-type]
    assert known(store) is None


def test_a_file_that_cannot_be_read_says_what_to_do(store: Store) -> None:
    with pytest.raises(Refused, match="hand them over again"):
        parse_overlaps(partnership_held(store.read()), "overlaps/asb.json", "[{}]")
    assert parse_overlaps(partnership_held(store.read()), "o", kept([overlap()])) == (overlap(),)
