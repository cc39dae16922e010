"""Peers and comparisons as declared: every fault with its place and what to do."""

import pytest

from saferboard.core.evidence.measures import CompareBy
from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of, only_fault, spoilt

MEASURES, PEERS = "measures.toml", "peers.toml"
SECOND = """
[[peer_sets]]
key = "districts"
name = "Districts since"
areas = ["E07000001", "E06000001"]
source = "the county"
since = "2020-04"
"""
FIRST = SOUND[PEERS].rstrip() + '\nuntil = "2020-03"\n'


def with_peers(text: str) -> dict[str, str]:
    return {**SOUND, PEERS: text}


def test_lists_of_one_key_that_follow_one_another() -> None:
    old, new = read_partnership(with_peers(FIRST + SECOND)).peer_sets
    assert (old.until, new.since) == (Month(2020, 3), Month(2020, 4))
    partnership = read_partnership(with_peers(FIRST + SECOND))
    assert partnership.peer_set("districts", Month(2021, 1)) == new
    assert partnership.peer_set("districts", Month(2019, 1)) == old


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (SOUND[PEERS] + SECOND, "'districts', since", "begins before the list before it has ended"),
        (FIRST + 'since = "2021-01"\n', "'districts', until", "ends (2020-03) before it begins"),
        (FIRST + "quantiles = [0.2, 0.4]\n", "'districts', quantiles", "do not part the ranking"),
        (
            FIRST + "quantiles = [0.2, 0.2, 0.4, 0.6]\n",
            "'districts', quantiles",
            "do not part the ranking",
        ),
        (
            FIRST + "quantiles = [0.2, 0.4, 0.6, 1.0]\n",
            "'districts', quantiles",
            "do not part the ranking",
        ),
        (
            SOUND[PEERS].replace('"E07000002"', '"E07000001"'),
            "'districts', areas",
            "fewer than two, or one stands twice",
        ),
        (SOUND[PEERS].replace('"E07000002"', '"E07999999"'), "areas", "there is no area"),
        (FIRST.replace("2020-03", "March"), "peer_sets[1] 'districts', until", "not a month"),
    ],
)
def test_what_is_wrong_with_a_list(text: str, where: str, what: str) -> None:
    (fault,) = faults_of(with_peers(text))
    assert fault.where.endswith(where)
    assert what in fault.what
    assert fault.remedy


def test_a_measure_held_against_a_wider_area() -> None:
    said = 'per = 1000\ncompared_with = ["E10000001"]\ncompared_by = "funnel"'
    measure = read_partnership(spoilt(MEASURES, "per = 1000", said)).measures[0]
    assert measure.compared_with == ("E10000001",)
    assert measure.compared_by is CompareBy.FUNNEL


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("per = 1000", 'per = 1000\ncompared_with = ["E99"]', "compared_with", "no area 'E99'"),
        (
            "per = 1000",
            'per = 1000\ncompared_with = ["E10000001", "E10000001"]',
            "compared_with",
            "stands twice",
        ),
        ("per = 1000", 'per = 1000\ncompared_by = "guess"', "compared_by", "not one of the words"),
        ("per = 1000", "per = 1000\nwork_back = true", "work_back", "nothing to work back"),
        (
            'kind = "count"',
            'kind = "money"\ncompared_by = "funnel"',
            "compared_by",
            "kind 'money' has no funnel",
        ),
        (
            'retired = "2030-01"',
            'retired_because = "It ended."',
            "retired_because",
            "but not since when",
        ),
    ],
)
def test_what_is_wrong_with_a_comparison(old: str, new: str, where: str, what: str) -> None:
    fault = only_fault(MEASURES, old, new)
    assert fault.where.endswith(where)
    assert what in fault.what
