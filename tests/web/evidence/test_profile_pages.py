"""Pages of problem profiles: what the public reads, what the analyst does, what is never told."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.models import Event
from saferboard.web.evidence.profiles import queries
from saferboard.web.evidence.profiles.models import ChosenPriorities, Commentary, MadeProfile
from tests.web.evidence.profile_samples import CELLS, SECRET, instance, kept
from tests.web.evidence.risk_samples import signed_in

MELTON = "/profiles/melton/"
FIRST = "/profiles/melton/2021-22-q4/1"
WORK = "/work/profiles/northmere/"


@pytest.fixture(autouse=True)
def _one_step(settings: Any, tmp_path: Path) -> None:
    settings.SECOND_STEP = False
    settings.CACHE = tmp_path / "cache"
    queries._read.cache_clear()


@pytest.fixture
def row(db: None) -> MadeProfile:
    """Melton's profile."""
    return kept("Quiet & <calm>.")


@pytest.fixture
def home(db: None, tmp_path: Path, settings: Any) -> Path:
    """An instance from which profiles can be made."""
    settings.HOME = tmp_path / "home"
    instance(settings.HOME)
    return Path(settings.HOME)


@pytest.fixture
def analyst(db: None) -> Client:
    """Whoever makes profiles."""
    return signed_in("analyst", Role.ANALYST)


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_before_the_first_profile_the_pages_say_so(db: None, visitor: Client) -> None:
    assert "No profile has been made yet" in words(visitor, "/profiles/")
    for path in (MELTON, f"{FIRST}/", f"{FIRST}.pdf", f"{FIRST}.csv", f"{FIRST}/hexagons.csv"):
        assert visitor.get(path).status_code == 404


def test_the_public_reads_the_newest_profile_and_its_maps(
    row: MadeProfile, visitor: Client
) -> None:
    said = words(visitor, MELTON)
    assert "Problem profile: Melton" in said
    assert "Quiet &amp; &lt;calm&gt;." in said
    assert said.count("<svg") >= 3  # both maps, the charts
    assert "Burglary in Melton by hexagon, 2021/22 Q4" in said  # the map's own title
    assert "Heavy edge: hot spot" in said
    assert "clusters of hot spots" in said
    assert "Make it anew" not in said
    assert f"{FIRST}/hexagons.csv" in said
    assert "hexagons-detail" not in said
    assert "Melton has 1 priority" in words(visitor, "/profiles/")


def test_no_public_answer_holds_a_small_count_or_a_statistic(
    row: MadeProfile, visitor: Client
) -> None:
    for path in (MELTON, f"{FIRST}/", f"{FIRST}.csv", f"{FIRST}/hexagons.csv"):
        said = words(visitor, path)
        assert str(SECRET) not in said
        assert "0.00012" not in said
    table = words(visitor, f"{FIRST}/hexagons.csv")
    small = [line for line in table.splitlines() if CELLS[3] in line or CELLS[9] in line]
    assert [line.split(",", 3)[3] for line in small] == [
        f"{CELLS[3]},0,4,no",
        f"{CELLS[9]},0,4,no",
    ]
    shapes = re.findall(r"<title>([^<:]*) events[^<]*</title>", words(visitor, MELTON))
    assert set(shapes) == {"0 to 4", "5 to 9", "25 to 49", "100 or more"}


def test_counts_and_tests_are_for_those_who_may_see_small_numbers(
    row: MadeProfile, visitor: Client, analyst: Client
) -> None:
    path = f"{FIRST}/hexagons-detail.csv"
    assert visitor.get(path).status_code == 302
    assert signed_in("member", Role.MEMBER).get(path).status_code == 403
    answer = analyst.get(path)
    assert f"{CELLS[3]},3,1.0,{SECRET}" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert path in words(analyst, MELTON)


def test_figures_come_unrounded_with_their_priority(row: MadeProfile, visitor: Client) -> None:
    first, second, third = words(visitor, f"{FIRST}.csv").splitlines()
    assert first.endswith("priority,beside_area,beside_value,verdict")
    assert "burglary,Burglary,2021/22,6.0,5.3" in second
    assert second.endswith(",number,,yes,E10000018,3.0,worse")
    assert third.endswith(",no,E10000018,3.0,similar")


def test_the_pdf_is_set_once(row: MadeProfile, visitor: Client, tmp_path: Path) -> None:
    answer = visitor.get(f"{FIRST}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert "problem-profile-melton-2021-22-q4-1.pdf" in answer["Content-Disposition"]
    (page,) = (tmp_path / "cache" / "profiles").rglob("*.pdf")
    page.write_bytes(b"%PDF-kept")
    assert visitor.get(f"{FIRST}.pdf").content == b"%PDF-kept"


def test_an_older_profile_stays_under_its_number(row: MadeProfile, visitor: Client) -> None:
    kept("Louder.")
    assert "Louder." in words(visitor, MELTON)
    pinned = words(visitor, f"{FIRST}/")
    assert "Louder." not in pinned
    assert "This is number 1 of the quarter" in pinned
    assert f'href="{FIRST}/"' in words(visitor, MELTON)
    late = kept("Next.", quarter="2022/23-Q1")
    assert late.number == 1
    assert "Release 2022/23-Q1.1 is newer than this profile" in words(visitor, f"{FIRST}/")


def test_reading_a_profile_costs_few_queries(
    row: MadeProfile,
    visitor: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    words(visitor, MELTON)
    with django_assert_max_num_queries(4):
        words(visitor, MELTON)
    with django_assert_max_num_queries(2):
        words(visitor, "/profiles/")


def test_the_analyst_says_what_figures_cannot_and_makes_the_profile(
    home: Path, analyst: Client, visitor: Client
) -> None:
    assert "None yet" in words(analyst, "/work/profiles/")
    assert "None was made yet" in words(analyst, WORK)
    chosen = {"measure_1": "burglary", "because_1": "The Board asked for it."}
    assert analyst.post(f"{WORK}priorities/", chosen).status_code == 302
    said = {"text": "First.\n\nSecond."}
    assert analyst.post(f"{WORK}commentary/", said).status_code == 302
    assert visitor.get("/profiles/northmere/").status_code == 404  # nothing is shown before
    answer = analyst.post(f"{WORK}make/", follow=True)
    page = answer.content.decode()
    assert "The profile is made" in page
    assert '<p class="govuk-body">Second.</p>' in page
    assert "Chosen by the partnership" in page
    assert "19 hexagons of about 0.74 square kilometres each lie round those with most" in page
    assert "19 hexagons are too few to tell a hot spot" in page
    assert "Burglary by district" in page
    assert "Nothing changed" in analyst.post(f"{WORK}make/", follow=True).content.decode()
    assert MadeProfile.objects.count() == 1
    work = words(analyst, WORK)
    assert "The Board asked for it." in work
    assert "Choose priorities" in work
    assert "number 1" in words(analyst, "/work/profiles/")
    actions = set(Event.objects.values_list("action", flat=True))
    assert {"priorities chosen", "commentary written", "problem profile made"} <= actions


def test_every_version_of_what_was_said_is_kept(home: Path, analyst: Client) -> None:
    for text in ("Draft.", "Better."):
        analyst.post(f"{WORK}commentary/", {"text": text})
    analyst.post(f"{WORK}priorities/", {"measure_1": "burglary", "because_1": "Asked."})
    analyst.post(f"{WORK}priorities/", {"measure_1": ""})
    page = words(analyst, WORK)
    assert "Draft." in page
    assert "left to the figures" in page
    assert "None is chosen, so the figures suggest up to three" in page
    assert Commentary.objects.count() == 2
    assert "Better." in words(analyst, f"{WORK}commentary/")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"measure_1": "burglary"}, "The priority has no reason"),
        (
            {f"{w}_{n}": "burglary" for n in (1, 2) for w in ("measure", "because")},
            "This is chosen twice",
        ),
        ({"measure_1": "unheard-of", "because_1": "x"}, "Choose one of those shown."),
    ],
)
def test_a_choice_that_does_not_hold_is_told_beside_its_field(
    home: Path, analyst: Client, sent: dict[str, str], said: str
) -> None:
    answer = analyst.post(f"{WORK}priorities/", sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not ChosenPriorities.objects.exists()


def test_whoever_may_not_write_is_kept_out(home: Path, visitor: Client) -> None:
    member = signed_in("member", Role.MEMBER)
    for path in ("/work/profiles/", WORK, f"{WORK}commentary/", f"{WORK}priorities/"):
        assert visitor.get(path).status_code == 302
        assert member.get(path).status_code == 403
    assert member.post(f"{WORK}make/").status_code == 403


def test_an_unknown_district_and_no_release_have_no_working_page(
    db: None, analyst: Client, tmp_path: Path, settings: Any
) -> None:
    assert "there is none yet" in words(analyst, "/work/profiles/")
    assert analyst.get(WORK).status_code == 404
    settings.HOME = tmp_path / "home"
    instance(settings.HOME)
    assert analyst.get("/work/profiles/atlantis/").status_code == 404
