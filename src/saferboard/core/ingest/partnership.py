"""A partnership's folder, as texts by file name, becomes one checked value."""

from collections.abc import Mapping
from dataclasses import dataclass

from saferboard.core.evidence.deriving import Further, with_breaks
from saferboard.core.faults import Fault
from saferboard.core.ingest.areas import read_areas
from saferboard.core.ingest.csp_populations import NATIONAL, check_national
from saferboard.core.ingest.dashboards import read_dashboards
from saferboard.core.ingest.declarations import Shape, read_toml
from saferboard.core.ingest.duties import check_duties
from saferboard.core.ingest.gathering import Faults, Names, did_you_mean
from saferboard.core.ingest.located import (
    HEXAGONS,
    HOURS,
    TILES,
    read_hexagons,
    read_hours,
    read_tiles,
)
from saferboard.core.ingest.measure_links import check_composites, check_links
from saferboard.core.ingest.measures import read_measures
from saferboard.core.ingest.monthly import read_monthly
from saferboard.core.ingest.observations import read_observations
from saferboard.core.ingest.organisations import read_bodies, read_organisations, read_posts
from saferboard.core.ingest.peers import check_comparisons, read_peers
from saferboard.core.ingest.plan import PLAN, Known, read_plan
from saferboard.core.ingest.populations import read_populations
from saferboard.core.ingest.ratings import FRAMEWORKS, RATINGS, read_frameworks, read_ratings
from saferboard.core.ingest.risks import RISKS, read_risks
from saferboard.core.ingest.surveys import SURVEYS, read_surveys
from saferboard.core.ingest.two_sources import SOURCES, read_two_sources
from saferboard.core.partnership import Partnership

FRONT = "partnership.toml"
FILES = (
    FRONT,
    "areas.csv",
    "populations.csv",
    "organisations.toml",
    "bodies.toml",
    "posts.toml",
    "measures.toml",
    "peers.toml",
    "observations.csv",
    "printed.csv",
    "monthly.csv",
)
EVIDENCE = (SURVEYS, FRAMEWORKS, RATINGS)
OPTIONAL = (PLAN, RISKS, SOURCES, HEXAGONS, HOURS, TILES, *NATIONAL, *EVIDENCE)


@dataclass(frozen=True, slots=True)
class Front:
    """partnership.toml: what the partnership is called, and what it answers for."""

    name: str
    board: str
    area: str
    force: str
    attribution: str


NOBODY = Front("", "", "", "", "")
_FRONT = Shape(Front)


def read_partnership(files: Mapping[str, str | Fault]) -> Partnership:
    """The partnership that the files of ``FILES`` declare: each one's text, or why it has none.

    Those of ``OPTIONAL`` may be lacking. Refused with every fault of every file, each with
    file, row or key.
    """
    faults = Faults()
    _check_files(files, faults)

    def text(name: str) -> tuple[str | None, str]:
        found = files.get(name)
        return (found if isinstance(found, str) else None), name

    areas, codes = read_areas(*text("areas.csv"), faults)
    front = _front(*text(FRONT), codes, faults)
    populations = read_populations(*text("populations.csv"), areas, codes, faults, whole=True)
    groups = Names(
        "population group",
        "populations.csv",
        frozenset(row.group for row in populations.rows) or None,
    )
    organisations, organisation_names = read_organisations(*text("organisations.toml"), faults)
    bodies, body_names = read_bodies(*text("bodies.toml"), faults)
    posts, post_names = read_posts(*text("posts.toml"), organisation_names, body_names, faults)
    known = Known(body_names, organisation_names, post_names)
    plan = read_plan(*text(PLAN), known, faults)
    peer_sets, peers = read_peers(*text("peers.toml"), codes, faults)
    declared = read_measures(*text("measures.toml"), peers, groups, faults)
    check_duties(declared.measures, "measures.toml", post_names, codes, faults)
    risks = read_risks(*text(RISKS), organisation_names, declared.names, faults)
    two_sources = read_two_sources(*text(SOURCES), declared.by_key, declared.names, codes, faults)
    check_comparisons(declared.measures, "measures.toml", codes, faults)
    observations = read_observations(
        *text("observations.csv"), declared.by_key, declared.names, codes, faults
    )
    surveys, questions = read_surveys(*text(SURVEYS), codes, faults)
    frameworks, framework_names = read_frameworks(*text(FRAMEWORKS), faults)
    by_key = {framework.key: framework for framework in frameworks}
    inspections = read_ratings(*text(RATINGS), by_key, framework_names, codes, faults)
    check_links(declared.by_key, "measures.toml", questions, framework_names, groups, faults)
    check_composites(declared.by_key, by_key, inspections, observations, faults)
    printed = read_dashboards(*text("printed.csv"), declared.names, faults)
    monthly = read_monthly(*text("monthly.csv"), areas, faults)
    hexagons = read_hexagons(*text(HEXAGONS), areas, declared.names, faults)
    hours = read_hours(*text(HOURS), areas, declared.names, faults)
    tiles = read_tiles(*text(TILES), codes, faults)
    check_national({name: text(name)[0] for name in NATIONAL}, faults)
    faults.refuse()
    return Partnership(
        name=front.name,
        board=front.board,
        area=front.area,
        force=front.force,
        attribution=front.attribution,
        areas=areas,
        populations=populations,
        organisations=organisations,
        bodies=bodies,
        posts=posts,
        outcomes=declared.outcomes,
        measures=with_breaks(declared.measures, surveys),
        peer_sets=peer_sets,
        observations=observations,
        printed=printed,
        monthly=monthly,
        plan=plan,
        risks=risks,
        two_sources=two_sources,
        further=Further(surveys, frameworks, inspections),
        hexagons=hexagons,
        tiles=tiles,
        hours=hours,
    )


def _check_files(files: Mapping[str, str | Fault], faults: Faults) -> None:
    faults.found += [found for found in files.values() if isinstance(found, Fault)]
    for name in FILES:
        if name not in files:
            faults.add(
                f"the file {name} is missing",
                where=name,
                expected="the files " + ", ".join(FILES),
                remedy=f"add {name}; a CSV file may hold its header only",
            )
    for name in files:
        if name not in FILES + OPTIONAL:
            faults.add(
                f"the file {name} is not known",
                where=name,
                expected="the files " + ", ".join(FILES + OPTIONAL),
                remedy=did_you_mean(name, FILES + OPTIONAL, "take it out of the folder"),
            )


def _front(text: str | None, where: str, codes: Names, faults: Faults) -> Front:
    found = read_toml(text, where, faults)
    front = _FRONT.read(found, where, faults) if found is not None else None
    if front is None:
        return NOBODY
    codes.check(front.area, f"{where}, area", faults)
    for key in Front.__dataclass_fields__:
        if not getattr(front, key).strip():
            faults.add(
                f"'{key}' is empty",
                where=f"{where}, {key}",
                expected="a text",
                remedy=f"write the {key}",
            )
    return front
