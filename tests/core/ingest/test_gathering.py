"""Every fault is gathered before refusing, and wrong names are answered with the right one."""

import pytest

from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Faults, Names, did_you_mean, nearest


def test_refuse_only_with_a_fault() -> None:
    faults = Faults()
    faults.refuse()
    faults.add("a", where="w", expected="e", remedy="r")
    faults.add("b", where="w", expected="e", remedy="r")
    with pytest.raises(Refused) as caught:
        faults.refuse()
    assert [fault.what for fault in caught.value.faults] == ["a", "b"]


def test_the_nearest_name_keeps_its_spelling() -> None:
    assert nearest("oadby and wigstone", ["Melton", "Oadby and Wigston"]) == "Oadby and Wigston"
    assert nearest("Paris", ["Melton", "Oadby and Wigston"]) is None
    assert did_you_mean("Meltn", ["Melton"], "no") == "did you mean 'Melton'?"
    assert did_you_mean("Paris", ["Melton"], "no") == "no"


def test_names_that_are_not_known_are_not_checked() -> None:
    faults = Faults()
    assert Names("area", "areas.csv", None).check("X", "here", faults)
    assert not Names("area", "areas.csv", frozenset("Y")).check("X", "here", faults)
    assert [fault.where for fault in faults.found] == ["here"]
