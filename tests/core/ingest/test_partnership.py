"""A folder is read whole or refused with every fault it has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Better, Break, Line, Polarity
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.partnership import FILES, read_partnership
from tests.core.ingest.folder import SOUND, faults_of, only_fault, spoilt


def test_a_sound_folder() -> None:
    found = read_partnership(SOUND)
    assert (found.name, found.board, found.area, found.force) == (
        "Mereshire",
        "Mereshire Board",
        "E10000001",
        "mereshire",
    )
    assert found.attribution == "Made up."
    assert [area.name for area in found.areas.leaves("E23000001")] == [
        "Northmere",
        "Southmere",
        "Fell",
    ]
    assert found.areas["E07000001"].aliases == ("North Mere", "the north")
    assert found.areas["E07000002"].since == date(2009, 4, 1)
    assert found.populations.denominator(found.areas, "E10000001", "all", 2021).persons == 3000  # type: ignore[union-attr]
    assert found.organisations[0].aliases == ("MC",)
    assert [body.reports_to for body in found.bodies] == [None, "board"]
    assert found.posts[0].seats == (("board", "officer"), ("officers", "chair"))
    assert [outcome.key for outcome in found.outcomes] == ["crime"]
    burglary, repeats, entrants = found.measures
    assert burglary.polarity == (
        Polarity(Month(2010, 4), Better.LOWER),
        Polarity(Month(2019, 4), Better.HIGHER),
    )
    assert burglary.breaks == (Break(Month(2018, 4), "new rules"),)
    assert repeats.trigger == Line(40, "review")
    assert repeats.retired == Month(2030, 1)
    assert entrants.polarity == ()
    assert found.peer_sets[0].areas == ("E07000001", "E07000002")
    first, second, third = found.observations
    assert first.figure == Number(26000 / 672, numerator=260, denominator=672)
    assert second.flags == {Flag.PROVISIONAL, Flag.PART_YEAR}
    assert second.note == "odd"
    assert third.figure == Number(76)
    assert third.period == Period(Month(2019, 4), Month(2019, 12))
    assert [row.rank for row in found.printed] == ["4/9", "Top"]
    assert [(row.district, row.events) for row in found.monthly] == [
        ("Northmere", 3),
        ("", 1),
        ("Elsewhere", 0),
    ]


TWENTY = [
    ("partnership.toml", 'area = "E10000001"', 'area = "E10000009"', "partnership.toml, area"),
    ("areas.csv", "Southmere,district", "Southmere,distrikt", "row 5, column 'kind'"),
    ("areas.csv", "E06000001,Fell,unitary,E23000001", "E06000001,Fell,unitary,E23", "'parent'"),
    ("populations.csv", "E07000001,2020,all,1000", "E07000001,2020,all,-1000", "'persons'"),
    ("populations.csv", "E06000001,2020,all,3000,ONS\n", "E06000001,2020,all,3,O,N\n", "row 4"),
    ("organisations.toml", "aliases", "alias", "organisations[1] 'council', alias"),
    ("bodies.toml", 'name = "Board"', 'name = "Board"\nreports_to = "officers"', "body 'board'"),
    ("posts.toml", '"council"', '"concil"', "post 'coordinator', organisation"),
    ("posts.toml", '"chair"', '"char"', "seats.officers"),
    ("measures.toml", 'kind = "proportion"', 'kind = "portion"', "'repeats', kind"),
    ("measures.toml", '"2019-04"', '"2009-04"', "measure 'burglary', polarity"),
    ("measures.toml", 'peers = "districts"', 'peers = "district"', "'burglary', peers"),
    ("peers.toml", '"E07000001", ', "", "peer set 'districts', areas"),
    ("observations.csv", "repeats,E10000001,2019/20", "repeets,E10000001,2019/20", "'measure'"),
    ("observations.csv", "2019-04..2019-12", "2019-12..2019-04", "row 4, column 'period'"),
    ("observations.csv", "provisional|", "provisionel|", "row 3, column 'flags'"),
    ("printed.csv", "down,Amber", "sideways,Amber", "row 2, column 'arrow'"),
    ("printed.csv", "up,Green", "up,Gren", "row 3, column 'rag'"),
    ("monthly.csv", "Northmere,burglary,3", "Northmer,burglary,3", "row 2, column 'district'"),
    ("monthly.csv", "Elsewhere,burglary,0", "Elsewhere,burglary,-1", "row 4, column 'events'"),
]


def test_twenty_faults_are_told_at_once() -> None:
    files = dict(SOUND)
    for file, old, new, _ in TWENTY:
        assert files[file].count(old) == 1, old
        files[file] = files[file].replace(old, new)
    found = [fault.where for fault in faults_of(files)]
    for file, _, _, place in TWENTY:
        assert any(where.startswith(file) and place in where for where in found), (file, place)


@pytest.mark.parametrize(
    ("file", "old", "new", "place"), TWENTY, ids=[f"{file}: {new}" for file, _, new, _ in TWENTY]
)
def test_each_fault_says_where_and_what_to_do(file: str, old: str, new: str, place: str) -> None:
    found = faults_of(spoilt(file, old, new))
    assert any(fault.where.startswith(file) and place in fault.where for fault in found)
    assert all(fault.what and fault.expected and fault.remedy for fault in found)


def test_an_empty_folder() -> None:
    assert [fault.where for fault in faults_of({})] == list(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_told_once(file: str) -> None:
    files = {name: text for name, text in SOUND.items() if name != file}
    (fault,) = faults_of(files)
    assert fault.where == file
    assert "missing" in fault.what


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_could_not_be_read_is_told_once(file: str) -> None:
    unread = Fault("not UTF-8", file, "UTF-8", "save it again")
    assert faults_of({**SOUND, file: unread}) == (unread,)


def test_a_file_nobody_knows() -> None:
    (fault,) = faults_of({**SOUND, "observation.csv": ""})
    assert "not known" in fault.what
    assert fault.remedy == "did you mean 'observations.csv'?"


def test_an_unknown_key_at_the_front_is_told_once() -> None:
    fault = only_fault("partnership.toml", 'name = "Mereshire"', 'name = "M"\nareas = "E1"')
    assert fault.what == "'areas' is not known here"
    assert fault.remedy == "did you mean 'area'?"


def test_an_empty_text_at_the_front() -> None:
    fault = only_fault("partnership.toml", '"Made up."', '" "')
    assert fault.where == "partnership.toml, attribution"


@given(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 2000),
    st.text(st.characters(codec="utf-8"), max_size=8),
)
def test_a_spoilt_file_is_read_or_refused_but_never_breaks(file: str, at: int, text: str) -> None:
    sound = SOUND[file]
    faults: tuple[Fault, ...] = ()
    try:
        read_partnership({**SOUND, file: sound[:at] + text + sound[at + 3 :]})
    except Refused as refused:
        faults = refused.faults
    assert all(fault.where.startswith(tuple(FILES)) and fault.remedy for fault in faults)
