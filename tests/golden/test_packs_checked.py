"""The paper check on three of the Board's own packs, every alarm labelled by hand.

The labels hold facts only: line numbers, figures and a verdict; ``packs_checked.csv`` says how they
were made. The packs stand beside the repository and are not part of it.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from saferboard.cli.folder import read_folder
from saferboard.core.evidence.checking.findings import Finding
from saferboard.core.evidence.checking.known import facts_of_returns
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check
from saferboard.core.ingest.partnership import read_partnership

ROOT = Path(__file__).parents[2]
PACKS = ROOT.parent / "shared" / "packs"
PAGES = {"2017-06-02": 38, "2019-06-14": 54, "2021-03-19": 58}
"""As their agendas number them."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not PACKS.is_dir(), reason="the Board's packs are not beside the repository"
    ),
]

with (Path(__file__).with_name("packs_checked.csv")).open(encoding="utf-8", newline="") as file:
    LABELS = list(csv.DictReader(row for row in file if not row.startswith("#")))


def alarms(pack: str) -> list[Finding]:
    partnership = read_partnership(read_folder(ROOT / "partnerships" / "leicestershire"))
    facts = facts_of_returns(partnership.measures, partnership.observations, partnership.area)
    source = read_text((PACKS / f"{pack}.txt").read_text("utf-8"))
    return list(check(source, facts).findings)


def labelled(pack: str, *verdicts: str) -> Counter[tuple[int, str]]:
    return Counter(
        (int(row["line"]), row["kind"])
        for row in LABELS
        if row["pack"] == pack and row["verdict"] in verdicts
    )


@pytest.mark.parametrize("pack", PAGES)
def test_every_alarm_is_labelled_and_few_are_false(pack: str) -> None:
    raised = Counter((f.place.line or 0, f.kind.value) for f in alarms(pack))
    true, false = labelled(pack, "true"), labelled(pack, "false")
    assert raised == true + false
    assert sum(false.values()) < PAGES[pack] / 5
    # The errors that the check is known not to see are labelled too: recall is not hidden.
    assert not raised & labelled(pack, "missed")


@pytest.mark.parametrize(
    ("pack", "line", "stated"),
    [
        ("2017-06-02", 238, "10%"),
        ("2019-06-14", 270, "9%"),
        ("2021-03-19", 877, "101 for 2017/18"),
        ("2021-03-19", 885, "0.76 per head of population"),
        ("2021-03-19", 914, "18.5"),
    ],
)
def test_the_errors_known_to_stand_in_the_packs(pack: str, line: int, stated: str) -> None:
    assert (line, stated) in {(f.place.line, f.stated) for f in alarms(pack)}
