"""A made-up partnership as texts, sound as it stands, for tests that spoil one thing at a time."""

from collections.abc import Mapping

import pytest

from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.partnership import read_partnership

OBSERVED = (
    *("measure", "area", "period", "value", "numerator", "denominator"),
    *("flags", "known", "pack", "paragraph", "note"),
)
SOUND: Mapping[str, str] = {
    "partnership.toml": """
name = "Mereshire"
board = "Mereshire Board"
area = "E10000001"
force = "mereshire"
attribution = "Made up."
""",
    "areas.csv": """code,name,kind,parent,since,until,aliases
E23000001,Mere and Fell,force,,,,MF
E10000001,Mereshire,county,E23000001,,,
E07000001,Northmere,district,E10000001,,,North Mere|the north
E07000002,Southmere,district,E10000001,2009-04-01,,
E06000001,Fell,unitary,E23000001,,,
""",
    "populations.csv": """area,year,group,persons,source
E07000001,2020,all,1000,ONS
E07000002,2020,all,2000,ONS
E06000001,2020,all,3000,ONS
""",
    "organisations.toml": """
[[organisations]]
key = "council"
name = "Mereshire Council"
kind = "county council"
aliases = ["MC"]
""",
    "bodies.toml": """
[[bodies]]
key = "board"
name = "Board"

[[bodies]]
key = "officers"
name = "Officers"
reports_to = "board"
purpose = "Prepare."
""",
    "posts.toml": """
[[posts]]
key = "coordinator"
title = "Coordinator"
organisation = "council"
seats = { board = "officer", officers = "chair" }
telephone = "01632 960000"
""",
    "measures.toml": """
[[outcomes]]
key = "crime"
name = "Less crime"

[[measures]]
key = "burglary"
name = "Burglary"
outcome = "crime"
kind = "rate"
unit = "per 1,000 people"
source = "police.uk"
definition = "Burglaries."
polarity = [{ since = "2010-04", better = "lower" }, { since = "2019-04", better = "higher" }]
counts = ["burglary"]
per = 1000
peers = "districts"
overlaps = ["repeats"]
breaks = [{ on = "2018-04", why = "new rules" }]

[[measures]]
key = "repeats"
name = "Repeats"
outcome = "crime"
kind = "proportion"
unit = "%"
source = "MARAC"
definition = "Repeats."
polarity = [{ since = "2010-04", better = "lower" }]
trigger = { value = 40, why = "review" }
retired = "2030-01"

[[measures]]
key = "entrants"
name = "Entrants"
outcome = "crime"
kind = "count"
unit = "people"
source = "youth service"
definition = "Entrants."
polarity = []
""",
    "peers.toml": """
[[peer_sets]]
key = "districts"
name = "Districts"
areas = ["E07000001", "E07000002"]
source = "the county"
""",
    "observations.csv": ",".join(OBSERVED)
    + """
repeats,E10000001,2019/20,38.7,260,672,,2020-06-01,June 2020,4,
repeats,E06000001,2019/20,,11,23,provisional|part-year,2020-06-01,June 2020,4,odd
entrants,E10000001,2019-04..2019-12,76,,,part-year,2020-06-01,June 2020,,
""",
    "printed.csv": """meeting,quarter,measure,previous,current,arrow,rag,rank,county,note
2020-06-01,2019/20-Q4,repeats,34,38.7,down,Amber,4/9,Top,
2020-06-01,2019/20-Q4,entrants,100,76,up,Green,Top,,
""",
    "monthly.csv": """month,force,district,category,events
2020-01,mereshire,Northmere,burglary,3
2020-01,mereshire,,burglary,1
2020-01,mereshire,Elsewhere,burglary,0
""",
}


def spoilt(file: str, old: str, new: str) -> dict[str, str]:
    """The sound folder with one text in one file replaced; the old text must stand there once."""
    assert SOUND[file].count(old) == 1, f"{old!r} stands {SOUND[file].count(old)} times in {file}"
    return {**SOUND, file: SOUND[file].replace(old, new)}


def faults_of(files: Mapping[str, str | Fault]) -> tuple[Fault, ...]:
    """Every fault for which the folder is refused."""
    with pytest.raises(Refused) as caught:
        read_partnership(files)
    return caught.value.faults


def only_fault(file: str, old: str, new: str) -> Fault:
    """The one fault of the sound folder with one text replaced."""
    (fault,) = faults_of(spoilt(file, old, new))
    return fault
