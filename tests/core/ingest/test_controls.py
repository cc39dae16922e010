"""What measures.toml says of control charts, spoilt one thing at a time."""

import pytest

from saferboard.core.evidence.control import Annotation, ControlChart, Rebase, RunRules, Step
from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

SOURCES = {"rate": "police.uk", "proportion": "MARAC", "count": "youth service"}
DECLARED = """control = { chart = "xmr", step = "quarter", rules = "anhoej", screen = true, \
annotations = [
  { on = "2020-03", text = "Lockdown" },
], rebases = [
  { on = "2019-04", why = "A new system." },
  { on = "2020-04", why = "Another." },
] }
"""


def declared(text: str, kind: str = "rate") -> dict[str, str]:
    source = f'source = "{SOURCES[kind]}"\n'
    measures = SOUND["measures.toml"]
    assert measures.count(source) == 1
    return {**SOUND, "measures.toml": measures.replace(source, source + text)}


def test_a_measure_declares_its_chart() -> None:
    found = read_partnership(declared(DECLARED)).measure("burglary")
    assert found is not None
    control = found.control
    assert control is not None
    assert (control.chart, control.step, control.rules, control.screen) == (
        ControlChart.XMR,
        Step.QUARTER,
        RunRules.ANHOEJ,
        True,
    )
    assert control.rebases[0] == Rebase(Month(2019, 4), "A new system.")
    assert control.annotations == (Annotation(Month(2020, 3), "Lockdown"),)


@pytest.mark.parametrize(
    ("kind", "chart", "fits"),
    [
        ("rate", "p", False),
        ("rate", "c", False),
        ("rate", "laney-u", True),
        ("rate", "u", True),
        ("rate", "xmr", True),
        ("proportion", "u", False),
        ("proportion", "laney-p", True),
        ("proportion", "p", True),
        ("proportion", "xmr", True),
        ("count", "laney-p", False),
        ("count", "laney-u", False),
        ("count", "c", True),
    ],
)
def test_a_chart_must_fit_what_is_counted(kind: str, chart: str, fits: bool) -> None:
    files = declared(f'control = {{ chart = "{chart}" }}\n', kind)
    if fits:
        assert read_partnership(files).measure("burglary") is not None
        return
    (fault,) = faults_of(files)
    assert fault.what == f"a {chart} chart does not fit a measure of kind '{kind}'"
    assert fault.where.endswith(", control, chart")
    assert "xmr" in fault.expected
    assert fault.remedy in ('write chart = "u"', 'write chart = "p"', 'write chart = "c"')


@pytest.mark.parametrize(
    ("old", "new", "what", "where"),
    [
        ('"2019-04"', '"2020-04"', "do not follow one another", "control, rebases"),
        ('"2019-04"', '"2021-04"', "do not follow one another", "control, rebases"),
        ('"Another."', '" "', "a rebase without a reason", "control, rebases[2].why"),
        ('"2019-04"', '"2019-05"', "May 2019 is not the first month", "control, rebases[1].on"),
        ('"Lockdown"', '""', "an annotation without words", "control, annotations[1].text"),
        ('"xmr"', '"x"', "'x' is not one of the words", "control.chart"),
        ('"xmr"', '"u"', "no moving ranges to screen", "control, screen"),
        ('"anhoej"', '"mine"', "'mine' is not one of the words", "control.rules"),
        ('"2020-03"', '"spring"', "not a month", "control.annotations[1].on"),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, what: str, where: str) -> None:
    assert DECLARED.count(old) == 1
    (fault,) = faults_of(declared(DECLARED.replace(old, new)))
    assert what in fault.what
    assert fault.where.endswith(f", {where}")
    assert "measures.toml" in fault.where
