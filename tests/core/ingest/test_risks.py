"""risks.toml is read whole, may be lacking, and every fault says where it is."""

import pytest

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.risk import Band, Risk, ShownTo
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

RISKS = """
[matrix]
name = "Risk and harm"
source = "made up"
partners = ["council", "force"]
least_partners = 2
lasts = 6
shown = "public"

[probability]
name = "Probability"
asks = "How likely is it?"
least = 1
most = 3
steps = ["rare", "possible", "likely"]

[[harms]]
key = "physical"
name = "Physical"
asks = "How badly is somebody hurt?"
least = 0
most = 6

[[bands]]
name = "Low"
rag = "Green"
up_to = 6

[[bands]]
name = "High"
rag = "Red"

[[risks]]
key = "burglary"
name = "Burglary"
description = "Of homes."
since = "2020-04"
retired = "2021-04"
measures = ["burglary"]
"""
FOLDER = {
    **SOUND,
    "organisations.toml": SOUND["organisations.toml"]
    + '\n[[organisations]]\nkey = "force"\nname = "Force"\nkind = "police force"\n',
}


def test_a_sound_matrix() -> None:
    found = read_partnership({**FOLDER, "risks.toml": RISKS}).risks
    assert found is not None
    assert (found.name, found.partners, found.least_partners) == (
        "Risk and harm",
        ("council", "force"),
        2,
    )
    assert (found.lasts, found.shown) == (6, ShownTo.PUBLIC)
    assert found.probability.steps == ("rare", "possible", "likely")
    assert found.mark == "probability 1-3; physical 0-6"
    assert found.bands == (Band("Low", Rag.GREEN, 6), Band("High", Rag.RED))
    assert found.risks == (
        Risk("burglary", "Burglary", "Of homes.", Month(2020, 4), Month(2021, 4), ("burglary",)),
    )


@pytest.mark.parametrize("files", [{}, {"risks.toml": ""}])
def test_a_partnership_may_have_no_matrix(files: dict[str, str]) -> None:
    assert read_partnership({**FOLDER, **files}).risks is None


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('["council", "force"]', '["council", "fors"]', "matrix, partners"),
        ('["council", "force"]', '["council", "council"]', "matrix, partners"),
        ("least_partners = 2", "least_partners = 1", "matrix, least_partners"),
        ("least_partners = 2", "least_partners = 3", "matrix, least_partners"),
        ("lasts = 6", "lasts = 0", "matrix, lasts"),
        ('shown = "public"', 'shown = "nobody"', "matrix, shown"),
        ('source = "made up"\n', "", "matrix, source"),
        ("least = 1", "least = 3", "scale 'probability'"),
        ("least = 0", "least = -1", "scale 'physical'"),
        (', "likely"]', "]", "scale 'probability', steps"),
        ("most = 6", 'most = "six"', "harms[1] 'physical', most"),
        ("up_to = 6", "up_to = 18", "bands"),
        ("up_to = 6", "", "bands"),
        ('rag = "Red"', 'rag = "Red"\nup_to = 9', "bands"),
        ('measures = ["burglary"]', 'measures = ["arson"]', "risk 'burglary', measures"),
        ('retired = "2021-04"', 'retired = "2020-04"', "risk 'burglary', retired"),
        (
            'key = "burglary"',
            f'key = "{"b" * 81}"',
            f"risk '{'b' * 81}', key",
        ),
        ('since = "2020-04"', 'since = "April"', "risks[1] 'burglary', since"),
        ("[probability]\n", "[probable]\n", ""),
    ],
)
def test_every_fault_says_where_it_is(old: str, new: str, place: str) -> None:
    assert RISKS.count(old) == 1
    faults = faults_of({**FOLDER, "risks.toml": RISKS.replace(old, new)})
    assert faults[0].where == (f"risks.toml, {place}" if place else "risks.toml")


def test_several_faults_are_told_at_once() -> None:
    text = RISKS.replace("lasts = 6", "lasts = 0").replace('rag = "Red"', 'rag = "Purple"')
    text = text.replace("[[harms]]", "[[harm]]")
    wheres = {fault.where for fault in faults_of({**FOLDER, "risks.toml": text})}
    assert {"risks.toml, matrix, lasts", "risks.toml, bands[2], rag"} <= wheres


def test_a_probability_that_is_no_table() -> None:
    text = RISKS.replace("[probability]", "[[probability]]")
    assert faults_of({**FOLDER, "risks.toml": text})[0].where == "risks.toml, probability"


def test_whoever_has_signed_in_may_see_a_matrix_of_one_partner() -> None:
    text = RISKS.replace('"public"', '"signed-in"').replace("partners = 2", "partners = 1")
    found = read_partnership({**FOLDER, "risks.toml": text}).risks
    assert found is not None
    assert (found.shown, found.least_partners) == (ShownTo.SIGNED_IN, 1)
