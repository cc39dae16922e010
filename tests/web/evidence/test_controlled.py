"""Significant change on the pages, to somebody who has not signed in."""

import pytest
from django.test import Client

from saferboard.core.evidence.control import Control, RunRules
from saferboard.core.evidence.release import Release
from saferboard.web.evidence import actions, models
from tests.web.evidence.control_samples import STEADY, charted
from tests.web.factories import release

pytestmark = pytest.mark.django_db

PAGE = "/measures/burglary/"


def freeze(made: Release) -> models.Release:
    return actions.freeze(made, by="analyst")


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return " ".join(answer.content.decode().split())


def test_the_section_says_what_changed_and_by_which_rules(visitor: Client) -> None:
    freeze(charted(county=[*STEADY[:-1], 44], melton=list(STEADY), blaby=[30]))
    page = text(visitor, PAGE)
    assert '<h2 class="govuk-heading-m" id="significant">Significant change</h2>' in page
    assert "Its control chart shows a significant change for the worse." in page
    assert "March 2022 (44) is above the upper limit (37.2)" in page
    assert "Burglary by month, Testshire: significant change" in page
    assert "Target of 30: chance alone decides whether a month meets or misses it" in page
    assert "Trigger of 50: no month can be expected to pass it" in page
    assert "XmR chart: limits at 2.66 times" in page
    assert "Limits begin anew in October 2020: A &lt;new&gt; system." in page
    assert "Outside the limits: something out of the ordinary happened then" in page
    assert "November 2020: Second lockdown." in page
    assert "No significant change" in page
    assert "Too few points are known" in page
    assert 'href="/measures/burglary/control/melton/"' in page
    assert "3.267" not in page


def test_an_area_has_a_page_of_its_own_and_so_has_a_frozen_release(visitor: Client) -> None:
    freeze(charted(county=list(STEADY), melton=[*STEADY[:-1], 44]))
    for url in ("", "/releases/2021-22-q4/1"):
        page = text(visitor, f"{url}/measures/burglary/control/melton/")
        assert "<h1" in page
        assert "Significant change: Burglary" in page
        assert "Burglary by month, Melton: significant change" in page
        assert "is above the upper limit" in page
        assert f'href="{url}{PAGE}"' in page


def test_there_is_no_section_and_no_page_without_a_declaration(visitor: Client) -> None:
    freeze(release())
    assert "Significant change" not in text(visitor, PAGE)
    for slug in ("melton", "nowhere", "testshire-and-rutland-force"):
        assert visitor.get(f"/measures/burglary/control/{slug}/").status_code == 404
    assert visitor.get("/measures/nothing/control/melton/").status_code == 404


def test_where_months_are_suppressed_no_chart_is_drawn_and_the_page_says_why(
    visitor: Client,
) -> None:
    freeze(charted(county=[*STEADY[:20], None, *STEADY[21:]], melton=list(STEADY)))
    for url in (PAGE, "/measures/burglary/control/testshire-county/"):
        page = text(visitor, url)
        assert "months are suppressed, so no control chart is drawn" in page
        assert "no significant change" not in page.partition("Every area")[0]


def test_a_lasting_change_is_suggested_and_other_rules_are_told(visitor: Client) -> None:
    control = Control(rules=RunRules.ANHOEJ, screen=True)
    freeze(charted(control, county=STEADY[:12] + [n + 12 for n in STEADY[12:]]))
    page = text(visitor, PAGE)
    assert "Suggested, not applied: the level seems another from April 2021 on." in page
    assert "Anhøj: a point outside a limit" in page
    assert "3.267" in page
    assert "A run on one side of the centre longer than chance gives" in page


def test_the_front_page_does_not_call_a_signal_level(visitor: Client) -> None:
    made = charted(county=[*STEADY[:-1], 44], melton=[*STEADY[:-1], 44])
    freeze(made)
    assert "control chart shows a significant change for the worse" in text(visitor, "/")
    district = text(visitor, "/districts/melton/")
    assert "control chart shows a significant change for the worse" in district


def test_the_page_takes_no_query_an_area(
    visitor: Client, django_assert_max_num_queries: object
) -> None:
    freeze(charted(county=list(STEADY), melton=list(STEADY), blaby=list(STEADY)))
    url = "/measures/burglary/control/melton/"
    visitor.get(url)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        visitor.get(url)
