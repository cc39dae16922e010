"""What a later release declares differently, each change by name."""

from dataclasses import replace

from saferboard.core.evidence.measures import Better, Break, Kind, Line, Polarity
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.redefining import LONG, redefinitions
from saferboard.core.evidence.release import Release
from tests.core.evidence.samples import BURGLARY, REPEATS, partnership, released, three

OLD = released(partnership(BURGLARY), three(10, 10))


def told(old: Release, new: Release) -> list[str]:
    return [change.words for change in redefinitions(old, new)]


def test_the_same_release_declares_nothing_differently() -> None:
    assert told(OLD, OLD) == []


def test_every_kind_of_change_is_told() -> None:
    changed = replace(
        BURGLARY,
        name="Burglaries",
        unit="per 10,000 people",
        per=10_000,
        kind=Kind.COUNT,
        polarity=(*BURGLARY.polarity, Polarity(Month(2022, 4), Better.HIGHER)),
        breaks=(Break(Month(2021, 4), "counted anew"),),
        trigger=Line(4, "agreed"),
        overlaps=(),
        work_back=True,
        retired=Month(2023, 4),
        definition="x" * 500,
    )
    new = replace(OLD, measures=(changed,))
    found = told(OLD, new)
    for said in (
        "Burglaries: name was “Burglary”, is “Burglaries”",
        "Burglaries: kind was “rate”, is “count”",
        "Burglaries: unit was “per 1,000 people”, is “per 10,000 people”",
        "Burglaries: per how many was 1000, is 10000",
        "Burglaries: what counts as good was lower is better since April 2010, is lower is better "
        "since April 2010, higher is better since April 2022",
        "Burglaries: breaks was none, is April 2021 (counted anew)",
        "Burglaries: trigger was none, is 4 (agreed)",
        "Burglaries: overlaps was “repeats”, is none",
        "Burglaries: work back was no, is yes",
        "Burglaries: first month without it was none, is April 2023",
    ):
        assert said in found, said
    assert len(found) == 11
    assert all(len(words) < 2 * LONG + 100 for words in found)


def test_measures_added_left_out_retired_and_taken_up_again() -> None:
    with_more = replace(OLD, measures=(BURGLARY, REPEATS))
    assert told(OLD, with_more) == ["MARAC repeats: added"]
    assert told(with_more, OLD) == ["MARAC repeats: left out"]
    gone = replace(REPEATS, retired=Month(2022, 1), retired_because="It ended.")
    retired = replace(OLD, retired=(gone,))
    assert told(with_more, retired)[0] == (
        "MARAC repeats: not reported any more from January 2022: It ended."
    )
    assert told(retired, with_more)[0] == "MARAC repeats: reported again"
    bare = replace(OLD, retired=(REPEATS,))
    assert told(with_more, bare) == ["MARAC repeats: not reported any more"]


PEERS = PeerSet("k", "our peers", ("E07000001", "E07000002"), "made up")


def test_changed_peers_are_told() -> None:
    def of(*lists: PeerSet) -> Release:
        return replace(OLD, peer_sets=lists)

    assert told(of(PEERS), of(PEERS)) == []
    assert told(of(PEERS), of(replace(PEERS, areas=("E07000002", "X")))) == [
        "Peers “our peers”: members was Ashby, Barrow, is Barrow, X"
    ]
    later = replace(PEERS, name="new peers", since=Month(2022, 1), source="agreed")
    assert told(of(PEERS), of(later)) == [
        "Peers “new peers”: name was “our peers”, is “new peers”",
        "Peers “new peers”: dates was none, is “since January 2022”",
        "Peers “new peers”: source was “made up”, is “agreed”",
    ]
    assert told(of(PEERS), of(replace(PEERS, quantiles=(0.1, 0.2, 0.3, 0.4))))[0].startswith(
        "Peers “our peers”: position was “by fifths"
    )
    other = replace(PEERS, key="other", name="others")
    assert told(of(PEERS), of(PEERS, other)) == ["Peers “others”: added"]
    assert told(of(PEERS, other), of(PEERS)) == ["Peers “others”: left out"]
    assert told(of(replace(PEERS, areas=PEERS.areas[::-1])), of(PEERS)) == []


def test_of_a_release_that_kept_no_lists_nothing_is_told() -> None:
    bare = replace(OLD, peer_sets=())
    assert told(bare, replace(OLD, peer_sets=(PEERS,))) == []
