"""Figures: the return, the share of repeats, small counts, data quality, who comes back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.declared import publish
from saferboard.web.casework.lock.models import Case, Declared, Flag, Share
from saferboard.web.casework.marac.models import Party, Raised, Referral
from saferboard.web.casework.protection import keeping
from saferboard.web.directory.models import Mail
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.marac.journey import Table, page, refer, table, url

pytestmark = pytest.mark.django_db


def heard(at: Table, count: int, repeats: int = 0) -> list[Case]:
    """Cases heard this quarter, as the record says; so many of them recorded as repeats."""
    cases = [refer(at.housing, again="yes") for _ in range(count)]
    with journey.every_row():
        for number, case in enumerate(cases):
            Referral.objects.filter(case=case).update(heard=now(), repeat=number < repeats)
    return cases


def lines(at: Table, browser: str) -> dict[str, tuple[int | None, int | None]]:
    answer = getattr(at, browser).get("/cases/marac/figures/")
    return {line.label: (line.count, line.unknown) for line in
            answer.context["quarters"][0]["lines"]}  # fmt: skip


def test_the_return_and_its_small_counts() -> None:
    at = table()
    heard(at, 12, repeats=3)
    mine = lines(at, "co_ordinator")
    assert mine["cases heard"] == (12, 0)
    assert mine["repeats"] == (3, 0)
    assert mine["children"] == (12, 0)
    assert mine["disabled victims"] == (12, 0)
    assert mine["LGBT+ victims"] == (0, 12)
    assert mine["male victims"] == (0, 0)
    assert mine["referred by Charnwood"] == (12, 0)
    theirs = lines(at, "health")
    assert theirs["cases heard"] == (12, 0)
    assert theirs["repeats"] == (None, 0)
    said = page(at.co_ordinator, "/cases/marac/figures/")
    assert "25.0%" in said
    assert "below the guide" in said
    assert "never a target" in said
    assert "April 2018" in said
    hidden = page(at.health, "/cases/marac/figures/")
    assert "25.0%" not in hidden
    assert "covered" in hidden
    table_ = at.health.get("/cases/marac/figures.csv").content.decode()
    assert "repeats,covered" in table_
    assert "repeats,3" in at.co_ordinator.get("/cases/marac/figures.csv").content.decode()


def test_a_small_quarter_is_covered_whole() -> None:
    at = table()
    heard(at, 2, repeats=1)
    assert set(lines(at, "health").values()) == {(None, None)}
    assert lines(at, "chair")["cases heard"] == (2, 0)


def test_counts_are_of_every_case_and_name_none() -> None:
    at = table()
    cases = heard(at, 6)
    # A representative outside every case sees the counts and no reference.
    said = page(at.health, "/cases/marac/figures/")
    assert lines(at, "health")["cases heard"] == (6, 0)
    assert all(case.reference not in said for case in cases)


def test_data_quality_is_told_by_case_and_agency() -> None:
    at = table()
    refer(at.housing, None, disability="", sex="")
    case = Case.objects.get()
    Referral.objects.filter(case=case).update(repeat=True)
    said = page(at.co_ordinator, "/cases/marac/quality/")
    assert case.reference in said
    assert "Recorded as a repeat, and no earlier referral is found" in said
    assert "Not known: risk checklist, sexual orientation and gender identity, disability" in said
    assert "0 of 1" in said
    assert "Example Person" not in said


def test_figures_ask_as_much_of_a_hundred_cases_as_of_one() -> None:
    at = table()
    (case,) = heard(at, 1)
    pages = ("figures/", "figures.csv", "quality/", "returning/")

    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert at.co_ordinator.get(f"/cases/marac/{name}").status_code == 200
        return len(caught)

    few = [asked(name) for name in pages]
    with journey.every_row():
        row, victim = Referral.objects.get(case=case), Party.objects.get(case=case, kind="victim")
        share = Share.objects.get(case=case, role="marac-co-ordinator")
        for number in range(100):
            case.pk, case.reference = None, f"MARAC-{number:06d}"
            case.save(force_insert=True)
            row.pk, row.case, row.repeat = None, case, True
            row.save(force_insert=True)
            victim.pk, victim.case, victim.record = None, case, f"record-{number}"
            victim.person, victim.recorded = victim.record, None
            victim.save(force_insert=True)
            share.pk, share.case = None, case
            share.save(force_insert=True)
    assert [asked(name) for name in pages] == few
    assert lines(at, "co_ordinator")["cases heard"] == (101, 0)
    assert lines(at, "co_ordinator")["repeats"] == (100, 0)
    first = at.co_ordinator.get("/cases/marac/quality/")
    assert "101 cases, those with contradictions first" in first.content.decode()
    shown = set()
    for number in (1, 2, 3):
        answer = at.co_ordinator.get(f"/cases/marac/quality/?page={number}")
        here = {one.key for one in answer.context["page"]}
        shown |= here
        # The trail says which were shown, and of how many.
        told = Event.objects.filter(action="marac data quality read").latest("pk").detail
        assert (set(told["cases"]), told["of"]) == (here, 101)
    assert len(shown) == 101


def test_a_case_stays_while_a_return_counts_with_it_and_erased_ones_are_told_of() -> None:
    at = table()
    first, second = heard(at, 2)
    text = dict(Declared.objects.order_by("pk").values_list("name", "text"))
    name = "casework/retention.toml"
    publish(by="tests", files={**text, name: text[name].replace("months = 84", "months = 1")})
    with journey.every_row():
        Case.objects.update(closed=now() - timedelta(days=60))
        Flag.objects.all().delete()
        kept = {one.case.key: one.kept_by for one in keeping.due(journey.TODAY)}
    assert kept == dict.fromkeys(
        (first.reference, second.reference), ("the quarterly return still counts with it",)
    )
    # Five quarters and the twelve months of a repeat later, no return has it any more.
    ages = now() - timedelta(days=366 * 3)
    with journey.every_row():
        Referral.objects.filter(case=first).update(heard=ages, on=ages.date())
        kept = {one.case.key: one.kept_by for one in keeping.due(journey.TODAY)}
    assert kept[first.reference] == ()
    assert kept[second.reference] != ()
    assert "erased" not in page(at.co_ordinator, "/cases/marac/figures/")
    with journey.every_row():
        Case.objects.update(erased=now())  # before the rule kept it
    assert "1 of the cases heard in these quarters is erased" in page(
        at.co_ordinator, "/cases/marac/figures/"
    )
    said = page(at.health, "/cases/marac/figures/")
    assert "Some of the cases heard in these quarters are erased" in said


def back_again(at: Table) -> list[Case]:
    """The same pair, three times within a year of one another."""
    cases = [
        refer(at.housing, again="yes", on=(journey.TODAY - timedelta(days=days)).isoformat())
        for days in (300, 200, 100)
    ]
    with journey.every_row():
        for kind in ("victim", "perpetrator"):
            Party.objects.filter(kind=kind).update(person=f"the {kind}")
    return cases


def test_who_comes_back_is_told_to_managers_once_the_partnership_says_how_often() -> None:
    at = table()
    cases = back_again(at)
    said = page(at.co_ordinator, "/cases/marac/returning/")
    assert "2 repeats without a break" in said
    assert "has not said how many" in said
    last = cases[-1]
    at.co_ordinator.post(url(last, "do/raise/"))
    assert Raised.objects.count() == 0
    files = dict(Declared.objects.order_by("pk").values_list("name", "text"))
    name = "casework/marac.toml"
    publish(by="tests", files={**files, name: f"several = 2\n{files[name]}"})
    at.co_ordinator.post(url(cases[0], "do/raise/"))  # not its last case
    assert Raised.objects.count() == 0
    at.co_ordinator.post(url(last, "do/raise/"))
    row = Raised.objects.get()
    assert (row.case_id, row.repeats, row.told) == (last.pk, 2, 1)
    mail = Mail.objects.filter(to="chair@example.org").latest("pk")
    assert "came back several times" in mail.subject
    assert last.reference not in mail.subject + mail.text
    assert "Managers were told" in page(at.co_ordinator, "/cases/marac/returning/")
    assert at.health.get("/cases/marac/returning/").status_code == 404


def test_the_year_stands_beside_its_guide_where_the_partnership_says_how_many_women() -> None:
    at = table()
    cases = heard(at, 6)
    quarter_ago = now() - timedelta(days=95)
    with journey.every_row():
        Referral.objects.filter(case__in=cases).update(heard=quarter_ago, on=quarter_ago.date())
    assert "has not set how many live here" in page(at.co_ordinator, "/cases/marac/figures/")
    files = dict(Declared.objects.order_by("pk").values_list("name", "text"))
    name = "casework/marac.toml"
    publish(by="tests", files={**files, name: f"adult_women = 1500\n{files[name]}"})
    said = page(at.co_ordinator, "/cases/marac/figures/")
    assert "40.0 cases for 10,000 adult women" in said
    assert "about the guide" in said
    assert world.agency("police").name
