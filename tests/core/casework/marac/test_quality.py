"""Data quality: what each case lacks and contradicts, and what is known by agency."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.marac.quality import (
    FIELDS,
    Doubt,
    Recorded,
    Share,
    doubts,
    heard,
    shares,
)
from saferboard.core.casework.marac.routes import Route

FULL = Recorded(
    key="MARAC-2023-0001",
    referred=date(2023, 6, 28),
    met_on=date(2023, 7, 20),
    referred_by="police",
    repeat=False,
    found_repeat=False,
    routes=frozenset({Route.JUDGEMENT}),
    dash=4,
    judged=True,
    children=0,
    minority_ethnic=False,
    lgbt=False,
    disabled=False,
    male_victim=False,
    victim_age=30,
    perpetrator_ages=(31,),
)


def test_a_sound_case_raises_no_doubt() -> None:
    assert doubts([FULL]) == ()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("risk checklist", {"dash": None}),
        ("children", {"children": None}),
        ("ethnicity", {"minority_ethnic": None}),
        ("sexual orientation and gender identity", {"lgbt": None}),
        ("disability", {"disabled": None}),
        ("sex of the victim", {"male_victim": None}),
        ("age of the victim", {"victim_age": None}),
        ("ages of the perpetrators", {"perpetrator_ages": ()}),
        ("ages of the perpetrators", {"perpetrator_ages": (31, None)}),
    ],
)
def test_what_is_missing(field: str, changes: dict[str, object]) -> None:
    case = replace(FULL, **changes)  # type: ignore[arg-type]
    assert doubts([case]) == (Doubt(FULL.key, "police", (field,), ()),)
    ((agency, held),) = shares([case, FULL])
    assert agency == "police"
    assert [one for one in held if one.known < 2] == [Share(field, 1, 2)]
    assert len(held) == len(FIELDS)


VISIBLE = frozenset({Route.VISIBLE})


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("heard before", {"met_on": date(2023, 6, 27)}),
        ("no route", {"routes": frozenset()}),
        ("is not among its routes", {"dash": 14}),
        ("fewer than 14", {"routes": VISIBLE, "dash": 13}),
        ("without a reason", {"judged": False}),
        ("recorded as new", {"found_repeat": True}),
        ("recorded as a repeat", {"repeat": True}),
        ("under 16", {"victim_age": 15}),
    ],
)
def test_what_contradicts(said: str, changes: dict[str, object]) -> None:
    (found,) = doubts([replace(FULL, **changes)])  # type: ignore[arg-type]
    (contradiction,) = found.contradicts
    assert said in contradiction


@pytest.mark.parametrize(
    "changes",
    [
        {"met_on": None, "routes": frozenset()},
        {"dash": 14, "routes": VISIBLE},
        {"repeat": None, "found_repeat": True},
        {"repeat": None},
        {"repeat": True, "found_repeat": True},
        {"victim_age": 16},
        {"met_on": date(2023, 6, 28)},
    ],
)
def test_what_is_no_contradiction(changes: dict[str, object]) -> None:
    assert doubts([replace(FULL, **changes)]) == ()  # type: ignore[arg-type]


def test_no_checklist_contradicts_no_route() -> None:
    (found,) = doubts([replace(FULL, dash=None, routes=VISIBLE)])
    assert found.contradicts == ()


def test_contradictions_come_first() -> None:
    lacks = replace(FULL, key="1", dash=None, children=None)
    contradicts = replace(FULL, key="2", repeat=True)
    assert [one.key for one in doubts([FULL, lacks, contradicts])] == ["2", "1"]


def test_the_return_is_of_the_cases_that_were_heard() -> None:
    unheard = replace(FULL, met_on=None)
    unknown = replace(FULL, repeat=None, found_repeat=True, children=None)
    recorded = replace(FULL, repeat=False, found_repeat=True, children=2)
    found = heard([unheard, unknown, recorded])
    assert [(one.repeat, one.children) for one in found] == [(True, 0), (False, 2)]
    assert {one.met_on for one in found} == {date(2023, 7, 20)}


def test_agencies_stand_by_themselves() -> None:
    found = shares([FULL, replace(FULL, referred_by="IDVA", dash=None)])
    assert [agency for agency, _ in found] == ["IDVA", "police"]
    assert found[0][1][0] == Share("risk checklist", 0, 1)
    assert shares([]) == ()
