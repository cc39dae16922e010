"""ratings.toml and ratings.csv: what inspectors rate, in which words, and what they found."""

from collections.abc import Mapping
from datetime import date

from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.ratings import NOT_RATED, Framework, Inspection
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names, did_you_mean
from saferboard.core.ingest.rows import Row, read_rows

FRAMEWORKS, RATINGS = "ratings.toml", "ratings.csv"
COLUMNS = (
    "framework",
    "area",
    "inspected",
    "published",
    "standard",
    "rating",
    "known",
    "pack",
    "note",
)

_FRAMEWORK = Shape(Framework)
Key = tuple[str, str, str, Month, date]


def read_frameworks(
    text: str | None, where: str, faults: Faults
) -> tuple[tuple[Framework, ...], Names]:
    """The sound frameworks and the keys of all, faults being noted. There may be none."""
    found = read_toml(text, where, faults, tables=("frameworks",))
    if not found:
        return (), Names("framework", where, frozenset())
    frameworks, keys = declared(found, "frameworks", _FRAMEWORK, where, faults)
    for framework in frameworks:
        _check_framework(framework, f"{where}, framework '{framework.key}'", faults)
    return frameworks, Names("framework", where, keys)


def _check_framework(framework: Framework, place: str, faults: Faults) -> None:
    points = [rating.points for rating in framework.ratings]
    if len(points) < 2 or points != sorted(set(points), reverse=True) or points[-1] < 0:
        faults.add(
            "the ratings are not in order",
            where=f"{place}, ratings",
            expected="two or more, the best first, each with fewer points, none below 0",
            remedy="order them, as Outstanding 3, Good 2, Requires improvement 1, Inadequate 0",
        )
    for name, held in (
        ("ratings", [rating.label for rating in framework.ratings]),
        ("standards", [standard.key for standard in framework.standards]),
    ):
        if len(held) != len(set(held)) or not held:
            faults.add(
                f"there are no {name}, or one stands twice",
                where=f"{place}, {name}",
                expected="at least one, each once",
                remedy="correct the list",
            )
    if NOT_RATED in (rating.label for rating in framework.ratings):
        faults.add(
            f"'{NOT_RATED}' is declared as a rating with points",
            where=f"{place}, ratings",
            expected="ratings that inspectors give; not rated is not one, and not zero",
            remedy="take it out: ratings.csv may say it of any standard",
        )


def read_ratings(
    text: str | None,
    where: str,
    frameworks: Mapping[str, Framework],
    names: Names,
    areas: Names,
    faults: Faults,
) -> tuple[Inspection, ...]:
    """The inspections of ratings.csv, a row a standard, faults being noted."""
    labels: dict[Key, dict[str, str]] = {}
    about: dict[Key, tuple[str, str]] = {}
    for row in read_rows(text, where, COLUMNS, faults, may_be_empty=("note",)) or []:
        key = _inspection(row, names, areas)
        framework = frameworks.get(row.text("framework"))
        if key is None or framework is None:
            continue
        standard, label = row.text("standard"), row.text("rating")
        held = labels.setdefault(key, {})
        about.setdefault(key, (row.text("pack"), row.text("note")))
        if _is_sound(row, framework, standard, label) and not _is_twice(row, held, standard):
            held[standard] = label
    return tuple(
        Inspection(
            framework=key[0],
            area=key[1],
            inspected=key[2],
            published=key[3],
            known=key[4],
            pack=about[key][0],
            labels=tuple(sorted(held.items())),
            note=about[key][1],
        )
        for key, held in labels.items()
    )


def _inspection(row: Row, names: Names, areas: Names) -> Key | None:
    framework, area = row.text("framework"), row.text("area")
    published, known = row.month("published"), row.day("known")
    sound = bool(framework) and names.check(framework, row.where("framework"), row.faults)
    sound = bool(area) and areas.check(area, row.where("area"), row.faults) and sound
    if published is None or known is None or not sound:
        return None
    if Month(known.year, known.month) < published:
        row.fault(
            "known",
            f"the rating was known on {known}, before it was published",
            expected=f"a day in {published.words} or after",
            remedy="correct the month or the day",
        )
        return None
    return framework, area, row.text("inspected"), published, known


def _is_sound(row: Row, framework: Framework, standard: str, label: str) -> bool:
    standards = [one.key for one in framework.standards]
    words = [*(rating.label for rating in framework.ratings), NOT_RATED]
    before = len(row.faults.found)
    if standard and standard not in standards:
        row.fault(
            "standard",
            f"'{framework.key}' has no standard '{standard}'",
            expected="one of: " + ", ".join(standards),
            remedy=did_you_mean(standard, standards, "declare it in ratings.toml"),
        )
    if label and label not in words:
        row.fault(
            "rating",
            f"'{label}' was never defined as a rating of '{framework.key}'",
            expected="one of: " + ", ".join(words),
            remedy=did_you_mean(label, words, "declare it with its points in ratings.toml"),
        )
    return len(row.faults.found) == before and bool(standard and label)


def _is_twice(row: Row, held: Mapping[str, str], standard: str) -> bool:
    if standard not in held:
        return False
    row.fault(
        "standard",
        f"standard '{standard}' of this inspection stands twice",
        expected="each standard of an inspection once",
        remedy="take one row out",
    )
    return True
