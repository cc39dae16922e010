"""TOML files of a partnership: each spoilt key is refused with its path and remedy."""

import pytest

from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of, only_fault, spoilt

MEASURES, PEERS, BODIES, POSTS = "measures.toml", "peers.toml", "bodies.toml", "posts.toml"
OTHERS = "organisations.toml"
ONE_MORE = '\n[[measures]]\nkey = "entrants"'

# file, old, new, path, what is wrong, what to write instead
SPOILT = [
    (MEASURES, 'key = "crime"', 'key = "crime', "", "not proper TOML", "that line"),
    (MEASURES, "per = 1000", "per = 1000\nper = 1000", "", "Cannot overwrite", "that line"),
    (MEASURES, "per = 1000", 'per = "1000"', "'burglary', per", "'1000' cannot stand", "that form"),
    (MEASURES, "per = 1000", "per = 0", "'burglary', per", "0 is too small", "correct the number"),
    (MEASURES, "per = 1000", "lag = -1", "'burglary', lag", "-1 is too small", "correct"),
    (
        MEASURES,
        "per = 1000",
        "dead_band = nan",
        "'burglary', dead_band",
        "cannot stand",
        "that form",
    ),
    (MEASURES, "per = 1000", "persons = 1000", "'burglary', persons", "not known here", ""),
    (MEASURES, "per = 1000", "place = 1", "'burglary', place", "not known", "mean 'places'"),
    (MEASURES, 'unit = "%"\n', "", "'repeats', unit", "'unit' is missing", "add unit"),
    (MEASURES, 'kind = "count"', 'kind = "counts"', "'entrants', kind", "not one of", "'count'"),
    (MEASURES, 'kind = "count"', "kind = 3", "'entrants', kind", "'3' is not one of", "write one"),
    (MEASURES, '"2018-04"', '"April 2018"', "breaks[1].on", "not a month", 'as "2021-04"'),
    (MEASURES, '"2018-04"', '"2018-14"', "breaks[1].on", "not a month", 'as "2021-04"'),
    (MEASURES, '"2018-04"', "2018-04-01", "breaks[1].on", "not a month", "quotation marks"),
    (MEASURES, '"new rules" }', '"new" , x = 1 }', "breaks[1].x", "not known", "take it out"),
    (MEASURES, 'key = "entrants"', 'key = "burglary"', "measures[3]", "given twice", "another key"),
    (MEASURES, 'key = "entrants"', 'key = "First Time"', "measures[3]", "cannot be a key", "like"),
    (MEASURES, 'key = "entrants"', "key = 3", "measures[3], key", "3 cannot stand", "that form"),
    (MEASURES, '["repeats"]', '["repeat"]', "'burglary', overlaps", "no measure", "'repeats'"),
    (MEASURES, '["repeats"]', '["burglary"]', "'burglary', overlaps", "with itself", "take 'bur"),
    (MEASURES, '["repeats"]', '"repeats"', "'burglary', overlaps", "cannot stand", "that form"),
    (MEASURES, "per = 1000", 'population = "old"', "population", "no population group", "declare"),
    (
        MEASURES,
        'kind = "rate"',
        'kind = "average"',
        "'burglary', kind",
        "cannot be of kind",
        "take",
    ),
    (MEASURES, "per = 1000", 'leaves_out = ["x"]', "leaves_out", "nothing to take away", "write c"),
    (MEASURES, "per = 1000", 'leaves_out = ["burglary"]', "leaves_out", "both counted", "one list"),
    (MEASURES, '"2019-04", better', '"2010-04", better', "polarity", "do not follow", "in order"),
    (MEASURES, "per = 1000", "suppress_to = -1", "suppress_to", "-1 is too small", "correct"),
    (MEASURES, "per = 1000", "suppress_to = 0", "suppress_to", "without a reason", "open_because"),
    (MEASURES, "per = 1000", 'open_because = "x"', "open_because", "are not shown", "suppress_to"),
    (PEERS, '"E07000002"]', '"E07000003"]', "'districts', areas", "no area 'E07000003'", "'E07"),
    (PEERS, '"E07000002"]', '"E07000001"]', "'districts', areas", "one stands twice", "correct"),
    (PEERS, "[[peer_sets]]", "[[peer_set]]", PEERS, "'peer_set' is not known", "mean 'peer_sets'"),
    (PEERS, "[[peer_sets]]", "[peer_sets]", PEERS, "no [[peer_sets]]", "begin each entry"),
    (BODIES, '"board"\npurpose', '"bord"\npurpose', "'officers', reports_to", "no body", "'board'"),
    (BODIES, '"board"\npurpose', '"officers"\npurpose', "'officers'", "to itself", "correct"),
    (POSTS, "board = ", "bord = ", "'coordinator', seats", "no body 'bord'", "'board'"),
    (POSTS, '"chair" }', "1 }", "seats[2][2]", "1 cannot stand here", "that form"),
    (POSTS, '{ board = "officer", officers = "chair" }', '"board"', "seats", "cannot stand", ""),
    (POSTS, SOUND[POSTS], "posts = 1", POSTS, "no [[posts]]", "begin each entry"),
    (POSTS, SOUND[POSTS], "posts = [1]", "posts[1]", "1 cannot stand", "that form"),
    (BODIES, 'purpose = "', 'quorum = "5"\npurpose = "', "quorum", "cannot stand", "that form"),
    (BODIES, 'purpose = "', 'quorum = 0\npurpose = "', "quorum", "0 cannot be", "take it out"),
    (BODIES, 'purpose = "', 'notice_days = -1\npurpose = "', "notice_days", "-1 cannot", ""),
    (BODIES, 'purpose = "', 'notice_days = 100\npurpose = "', "notice_days", "100 cannot", ""),
    (BODIES, 'purpose = "', 'chair_by = "lot"\npurpose = "', "chair_by", "'lot' is not", ""),
    (BODIES, '"Officers"', f'"{"O" * 201}"', "name", "201 characters are too many", "shorter"),
    (POSTS, '"Coordinator"', f'"{"C" * 201}"', "title", "201 characters", "shorter"),
    (OTHERS, '"Mereshire Council"', f'"{"M" * 201}"', "'council', name", "201", "shorter"),
    (OTHERS, SOUND[OTHERS], "", OTHERS, "there is no [[organisations]]", "begin each entry"),
    (OTHERS, '["MC"]', f'["{"M" * 80}", 1]', "aliases[2]", "1 cannot stand", "that form"),
    (OTHERS, '["MC"]', f'"{"M" * 80}"', "aliases", "MMM... cannot stand", "that form"),
]


def test_every_declaration_is_spoilt() -> None:
    named = {name for name in SOUND if name.endswith(".toml")} - {"partnership.toml"}
    assert {case[0] for case in SPOILT} == named


@pytest.mark.parametrize(
    ("file", "old", "new", "path", "what", "remedy"),
    SPOILT,
    ids=[f"{file}: {new[:30]}" for file, _, new, *_ in SPOILT],
)
def test_a_spoilt_key(file: str, old: str, new: str, path: str, what: str, remedy: str) -> None:
    found = faults_of(spoilt(file, old, new))
    told = [f for f in found if f.where.startswith(file) and path in f.where]
    assert any(what in fault.what and remedy in fault.remedy for fault in told), found


def test_an_unreadable_file_is_told_once() -> None:
    """Not again by every row that refers to what it declares."""
    assert only_fault(MEASURES, 'key = "crime"', "key = crime").where == MEASURES


def test_a_faulty_measure_is_told_once() -> None:
    """Observations that refer to it stand."""
    assert only_fault(MEASURES, 'unit = "%"', "unit = 1").where.endswith("'repeats', unit")


def test_a_ring_of_bodies_is_told_from_each() -> None:
    found = faults_of(spoilt(BODIES, 'name = "Board"', 'name = "Board"\nreports_to = "officers"'))
    assert [fault.what for fault in found] == [
        "the body reports to itself: board to officers to board",
        "the body reports to itself: officers to board to officers",
    ]


def test_a_body_that_reports_into_a_ring_is_not_on_it() -> None:
    files = spoilt(BODIES, 'name = "Board"', 'name = "Board"\nreports_to = "board"')
    assert len(faults_of(files)) == 1


def test_a_partnership_compared_with_nobody() -> None:
    files = spoilt(MEASURES, 'peers = "districts"\n', "")
    files[PEERS] = "# none\n"
    assert read_partnership(files).peer_sets == ()


def test_a_counted_share() -> None:
    files = spoilt(MEASURES, 'kind = "rate"', 'kind = "proportion"\nleaves_out = ["arson"]')
    assert read_partnership(files).measures[0].leaves_out == ("arson",)


def test_a_peer_set_that_is_not_declared() -> None:
    (fault,) = faults_of({**SOUND, PEERS: ""})
    assert fault.what == "there is no peer set 'districts'"


def test_how_a_body_works_may_be_declared() -> None:
    said = 'terms = "It decides."\nchair_by = "terms"\nquorum = 7\nnotice_days = 3\npurpose = "'
    plain, told = read_partnership(spoilt(BODIES, 'purpose = "', said)).bodies
    assert (plain.terms, plain.chair_by, plain.quorum, plain.notice_days) == (
        "",
        "election",
        None,
        5,
    )
    assert (told.terms, told.chair_by, told.quorum, told.notice_days) == (
        "It decides.",
        "terms",
        7,
        3,
    )
