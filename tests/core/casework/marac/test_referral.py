"""The referral form: what it lacks and by when, what cannot be so, and the routes."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.marac.dash import Answer, Checklist
from saferboard.core.casework.marac.referral import (
    CHECKS,
    Characteristic,
    Children,
    Contact,
    Form,
    Known,
    Need,
    Subject,
    contradictions,
    lacking,
    routes,
)
from saferboard.core.casework.marac.routes import Escalation, Route

ON = date(2023, 6, 28)


def checklist(yes: int) -> Checklist:
    return Checklist({n: Answer.YES if n <= yes else Answer.NO for n in range(1, 25)})


ALL_ASKED = dict.fromkeys(Characteristic, Known.NOT_KNOWN)
FULL = Form(
    on=ON,
    referred_by="mere-council",
    referrer="housing officer",
    victim=Subject("Example Person A", date(1990, 1, 1), "1 Example Street"),
    contact=Contact("telephone", "weekdays until noon", "no message"),
    perpetrators=(Subject("Example Person B", None, "2 Example Street"),),
    children=(Subject("Example Child C", date(2015, 1, 1)),),
    has_children=Children.LISTED,
    checklist=checklist(4),
    judgement="afraid to leave the house",
    account="what happened",
    wishes="to stay where she is",
    told_of_referral=True,
    idva=True,
    characteristics=dict(ALL_ASKED),
)


def test_a_full_form_lacks_nothing_and_an_empty_one_nearly_all() -> None:
    assert lacking(FULL) == () == contradictions(FULL)
    lacks = lacking(Form(ON, "mere-council"))
    assert len(lacks) == 17
    needs = [one.need for one in lacks]
    assert needs == sorted(needs, key=list(Need).index)


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("who makes the referral", {"referrer": " "}),
        ("the victim's name", {"victim": replace(FULL.victim, name="")}),
        (
            "the victim's date of birth or address, to find the right person",
            {"victim": Subject("Example Person A")},
        ),
        ("a perpetrator, or that nobody knows who it is", {"perpetrators": ()}),
        ("every perpetrator's name", {"perpetrators": (Subject("", date(1980, 1, 1)),)}),
        (
            "every perpetrator's date of birth or address",
            {"perpetrators": (*FULL.perpetrators, Subject("Example Person D"))},
        ),
        ("why the victim was not told of the referral", {"told_of_referral": False}),
        ("a safe way to reach the victim", {"contact": Contact(times="noon")}),
        ("safe times to reach the victim", {"contact": Contact(way="telephone")}),
        ("whether the victim was told of the referral", {"told_of_referral": None}),
        ("what happened", {"account": ""}),
        ("what the victim wishes", {"wishes": "\n"}),
        ("the risk checklist", {"checklist": None}),
        (
            "questions of the risk checklist without an answer",
            {"checklist": Checklist({1: Answer.YES})},
        ),
        ("whether an IDVA was asked for", {"idva": None}),
        (
            "whether there are children",
            {"has_children": Children.NOT_ASKED, "children": ()},
        ),
        ("the children's names and dates of birth", {"children": ()}),
        ("the children's names and dates of birth", {"children": (Subject("Example Child C"),)}),
        (
            "the children's names and dates of birth",
            {"children": (Subject(born=date(2015, 1, 1)),)},
        ),
        ("the victim's date of birth", {"victim": replace(FULL.victim, born=None)}),
        (
            "the victim's ethnicity, or that it is not known",
            {
                "characteristics": {
                    **FULL.characteristics,
                    Characteristic.ETHNICITY: Known.NOT_ASKED,
                }
            },
        ),
        (
            "the victim's disability, or that it is not known",
            {"characteristics": dict.fromkeys(set(Characteristic) - {Characteristic.DISABILITY})},
        ),
    ],
)
def test_each_lack_is_told(what: str, changes: dict[str, object]) -> None:
    found = lacking(replace(FULL, **changes))  # type: ignore[arg-type]
    assert what in [one.what for one in found]
    assert all(one.need == next(c.need for c in CHECKS if c.what == one.what) for one in found)


def test_what_is_said_not_to_be_so_is_not_lacking() -> None:
    none = replace(FULL, children=(), has_children=Children.NONE)
    unknown = replace(FULL, perpetrators=(), unknown_perpetrator=True)
    untold = replace(FULL, told_of_referral=False, why_not_told="it would not be safe")
    for form in (none, unknown, untold):
        assert lacking(form) == ()


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("an event lies after", {"events": (date(2023, 6, 29),)}),
        ("born after the referral", {"victim": Subject("x", date(2024, 1, 1))}),
        ("under 16", {"victim": Subject("x", date(2007, 6, 29))}),
        ("there are none", {"has_children": Children.NONE}),
        ("nobody knows who", {"unknown_perpetrator": True}),
        ("the same name", {"victim": Subject(" example person b ")}),
    ],
)
def test_what_cannot_be_so(said: str, changes: dict[str, object]) -> None:
    (found,) = contradictions(replace(FULL, **changes))  # type: ignore[arg-type]
    assert said in found
    assert "Example" not in found


def test_a_sixteenth_birthday_is_enough_and_no_name_is_no_namesake() -> None:
    assert contradictions(replace(FULL, victim=Subject("x", date(2007, 6, 28)))) == ()
    assert contradictions(replace(FULL, victim=Subject(), perpetrators=(Subject(),))) == ()


def test_local_judgement_cases_arrive_with_a_dash_of_4() -> None:
    found = routes(FULL, repeat=False)
    assert found.routes == (Route.JUDGEMENT,)
    assert not routes(replace(FULL, judgement=""), repeat=False)


def test_all_four_routes_of_a_form() -> None:
    days = (date(2023, 1, 1), date(2023, 2, 1))
    form = replace(FULL, checklist=checklist(14), events=days)
    assert routes(form, repeat=True, earlier=[ON]).routes == tuple(Route)
    # A day that both the form and another source tell of is one event.
    assert Route.ESCALATION not in routes(form, repeat=True, earlier=days).routes
    two = Escalation(events=2)
    assert Route.ESCALATION in routes(form, repeat=False, escalation=two).routes
    assert not routes(Form(ON, "mere-council"), repeat=False)
