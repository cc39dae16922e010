"""peers.toml, and what measures.toml says of peers: who is compared with whom, since when."""

from collections.abc import Iterable
from itertools import pairwise

from saferboard.core.evidence.measures import CompareBy, Kind, Measure
from saferboard.core.evidence.peers import FIFTHS, PeerSet, overlapping
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names

PEERS = "peers.toml"

_PEER_SET = Shape(PeerSet)


def read_peers(
    text: str | None, where: str, areas: Names, faults: Faults
) -> tuple[tuple[PeerSet, ...], Names]:
    """The sound peer sets and the keys of all, faults being noted. An empty file declares none.

    A key may stand for several lists, so long as one ends before the next begins.
    """
    found = read_toml(text, where, faults, tables=("peer_sets",))
    if found == {}:
        return (), Names("peer set", where, frozenset())
    peer_sets, keys = declared(found, "peer_sets", _PEER_SET, where, faults, repeated=True)
    for peer_set in peer_sets:
        place = f"{where}, peer set '{peer_set.key}'"
        for code in peer_set.areas:
            areas.check(code, f"{place}, areas", faults)
        _check_peer_set(peer_set, place, faults)
    for key in sorted({peer_set.key for peer_set in peer_sets}):
        _check_dates([p for p in peer_sets if p.key == key], f"{where}, peer set '{key}'", faults)
    return peer_sets, Names("peer set", where, keys)


def _check_peer_set(peer_set: PeerSet, place: str, faults: Faults) -> None:
    if len(set(peer_set.areas)) != len(peer_set.areas) or len(peer_set.areas) < 2:
        faults.add(
            "the areas are fewer than two, or one stands twice",
            where=f"{place}, areas",
            expected="two areas or more, each once",
            remedy="correct the list of codes",
        )
    if peer_set.since and peer_set.until and peer_set.until < peer_set.since:
        faults.add(
            f"the list ends ({peer_set.until}) before it begins ({peer_set.since})",
            where=f"{place}, until",
            expected="a month no earlier than 'since'",
            remedy="correct one of the two",
        )
    edges = (0.0, *peer_set.quantiles, 1.0)
    if len(peer_set.quantiles) != len(FIFTHS) or any(b <= a for a, b in pairwise(edges)):
        faults.add(
            "the quantiles do not part the ranking into five",
            where=f"{place}, quantiles",
            expected="four numbers between 0 and 1, each greater than the one before",
            remedy="write quantiles = [0.2, 0.4, 0.6, 0.8], or take the key out",
        )


def _check_dates(lists: list[PeerSet], place: str, faults: Faults) -> None:
    for late in overlapping(lists):
        faults.add(
            f"'{late.name}' begins before the list before it has ended",
            where=f"{place}, since",
            expected="lists of one key that follow one another: each 'since' after the 'until' "
            "before it, and only the first without 'since', only the last without 'until'",
            remedy="date the lists, or give one of them another key",
        )


def check_comparisons(
    measures: Iterable[Measure], where: str, areas: Names, faults: Faults
) -> None:
    """Whether the wider areas a measure is compared with are known, and its rule fits its kind."""
    for measure in measures:
        place = f"{where}, measure '{measure.key}'"
        for code in measure.compared_with:
            areas.check(code, f"{place}, compared_with", faults)
        if len(set(measure.compared_with)) != len(measure.compared_with):
            faults.add(
                "an area stands twice",
                where=f"{place}, compared_with",
                expected="each code once",
                remedy="take one out",
            )
        if measure.compared_by is CompareBy.FUNNEL and measure.kind in (Kind.SCORE, Kind.MONEY):
            faults.add(
                f"a measure of kind '{measure.kind}' has no funnel",
                where=f"{place}, compared_by",
                expected="'funnel' only for a rate, a proportion or an average",
                remedy='write compared_by = "limits", or take the key out',
            )
        if measure.work_back and (measure.kind is not Kind.RATE or measure.is_counted):
            faults.add(
                "there is nothing to work back",
                where=f"{place}, work_back",
                expected="work_back only for a rate that partners return",
                remedy="take the key out",
            )
        if measure.retired_because and measure.retired is None:
            faults.add(
                "the reason is given, but not since when",
                where=f"{place}, retired_because",
                expected="'retired' beside it",
                remedy="write the first month in which the measure is no longer reported",
            )
