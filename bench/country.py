"""A made-up country in the layout of police.uk: forces, months and rows, the same every time."""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.police import HEADER

# Shares of street-level crime in England and Wales, roughly, so that groups are of natural size.
CRIME_TYPES = {
    "Violence and sexual offences": 32,
    "Anti-social behaviour": 22,
    "Criminal damage and arson": 8,
    "Public order": 8,
    "Other theft": 7,
    "Vehicle crime": 6,
    "Shoplifting": 5,
    "Burglary": 4,
    "Drugs": 3,
    "Other crime": 2,
    "Bicycle theft": 1,
    "Possession of weapons": 1,
    "Robbery": 1,
    "Theft from the person": 1,
}
OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Local resolution",
    "Awaiting court outcome",
    "Under investigation",
)
FIRST = Month(2020, 1)
DISTRICTS = ("North", "South", "East", "West", "Vale", "Coast", "Castle")
LSOAS = 100
UNPLACED = 0.025
_WORDS = ("Ash", "Birch", "Cedar", "Dale", "Elm", "Fern", "Grange", "Hill")
STREETS = tuple(f"On or near {a}{b.lower()} Road {n}" for a in _WORDS for b in _WORDS for n in "12")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a country: forces, months, and rows a force has in a month."""

    forces: int
    months: int
    rows: int

    @classmethod
    def parse(cls, text: str) -> "Size":
        """Read ``43x36x12900``."""
        return cls(*map(int, text.split("x")))

    @property
    def total(self) -> int:
        """Rows in the whole country."""
        return self.forces * self.months * self.rows

    @property
    def calendar(self) -> tuple[Month, ...]:
        """Its months, oldest first."""
        return tuple(FIRST.plus(n) for n in range(self.months))

    @property
    def next_month(self) -> Month:
        """The month after its last: not part of the country, but made with it."""
        return FIRST.plus(self.months)

    def __str__(self) -> str:
        return f"{self.forces}x{self.months}x{self.rows}"


def force_name(number: int) -> str:
    """The police.uk name of a force."""
    return f"{chr(97 + number // 26)}{chr(97 + number % 26)}shire"


def district_names(number: int) -> tuple[str, ...]:
    """The districts of a force."""
    return tuple(f"{force_name(number).title()} {part}" for part in DISTRICTS)


def areas(size: Size) -> Areas:
    """Its forces and their districts, as areas. A district's name is its code."""
    found = []
    for number in range(size.forces):
        force = force_name(number)
        found.append(Area(force, force.title(), AreaKind.FORCE))
        found += [Area(d, d, AreaKind.DISTRICT, force) for d in district_names(number)]
    return Areas(found)


def persons(size: Size) -> dict[str, int]:
    """People in each district."""
    districts = chain.from_iterable(map(district_names, range(size.forces)))
    return {d: 50_000 + 1_000 * i for i, d in enumerate(districts)}


def make(folder: Path, size: Size) -> Path:
    """The country's folder, written on first use and kept. Months are folders, as downloaded."""
    home = folder / str(size)
    done = home / ".complete"
    if done.exists():
        return home
    for index, month in enumerate((*size.calendar, size.next_month)):
        (home / str(month)).mkdir(parents=True, exist_ok=True)
        for force in range(size.forces):
            path = home / str(month) / f"{month}-{force_name(force)}-street.csv"
            _street(force, month, size.rows, seed=index * 1000 + force).write_csv(path)
    done.touch()
    return home


def _street(force: int, month: Month, rows: int, seed: int) -> pl.DataFrame:
    """One force's month, in the order of the districts as police.uk has it."""
    rng = np.random.default_rng(seed)
    lsoas = np.array(
        [f"{name} {n:03d}A" for name in district_names(force) for n in range(LSOAS)], dtype=object
    )
    which = np.sort(rng.integers(len(lsoas), size=rows))
    weights = np.array(list(CRIME_TYPES.values()), dtype=float)
    kind = rng.choice(len(weights), size=rows, p=weights / weights.sum())
    placed = rng.random(rows) >= UNPLACED
    is_asb = kind == 1
    frame = pl.DataFrame(
        {
            "id": _hex_ids(rng, rows),
            "asb": is_asb,
            "placed": placed,
            "lsoa": which,
            "kind": kind,
            "street": rng.integers(len(STREETS), size=rows),
            "outcome": rng.integers(len(OUTCOMES), size=rows),
            "lon": np.round(rng.uniform(-3, 1, rows), 6),
            "lat": np.round(rng.uniform(50, 55, rows), 6),
        }
    )
    crime, placed_row = ~pl.col("asb"), pl.col("placed")
    police = f"{force_name(force).title()} Police"
    return frame.select(
        pl.when(crime).then(pl.col("id")).alias(HEADER[0]),
        pl.lit(str(month)).alias(HEADER[1]),
        pl.lit(police).alias(HEADER[2]),
        pl.lit(police).alias(HEADER[3]),
        pl.when(placed_row).then(pl.col("lon")).alias(HEADER[4]),
        pl.when(placed_row).then(pl.col("lat")).alias(HEADER[5]),
        pl.lit(pl.Series(STREETS)).gather(pl.col("street")).alias(HEADER[6]),
        pl.when(placed_row)
        .then(pl.format("E01{}", (pl.col("lsoa") + force * 1000).cast(str).str.zfill(6)))
        .alias(HEADER[7]),
        pl.when(placed_row)
        .then(pl.lit(pl.Series(lsoas.tolist())).gather(pl.col("lsoa")))
        .alias(HEADER[8]),
        pl.lit(pl.Series(list(CRIME_TYPES))).gather(pl.col("kind")).alias(HEADER[9]),
        pl.when(crime)
        .then(pl.lit(pl.Series(OUTCOMES)).gather(pl.col("outcome")))
        .alias(HEADER[10]),
        pl.lit(None, dtype=pl.String).alias(HEADER[11]),
    )


def _hex_ids(rng: np.random.Generator, rows: int) -> pl.Series:
    """Sixty-four hexadecimal digits a row, as Crime IDs are; they hardly compress."""
    digits = rng.bytes(rows * 32).hex().encode()
    offsets = np.arange(rows + 1, dtype=np.int32) * 64
    array = pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(digits))
    return pl.Series("id", array)
