"""No public address gives a small number away: two instances that differ in nothing but suppressed
counts look the same, whatever of them is asked for."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.document.tree import Contact
from saferboard.core.evidence.assessment import Assessment, Reading
from saferboard.core.evidence.figures import Figure, Number, Suppressed
from saferboard.core.evidence.measures import Kind, Rag
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import RELEASE, Release
from saferboard.core.faults import Refused
from saferboard.web.directory.actions import create_account
from saferboard.web.evidence import actions, models, queries, storage
from saferboard.web.publish.papers import paper_of
from tests.property.disclosure_world import (
    CITY,
    COUNTY,
    DISTRICTS,
    FORCE,
    SHARE,
    SINGLE,
    TOTAL,
    base,
    released,
    world,
)

pytestmark = pytest.mark.django_db

FIRST, QUARTER = Month(2020, 4), Period.parse("2021/22-Q4")
REPEATS = replace(
    base("repeats"), kind=Kind.PROPORTION, unit="%", per=1, peers=None, name="Repeat cases"
)
ENTRANTS = replace(base("entrants"), kind=Kind.COUNT, unit="people", per=1, peers=None, places=0)
MEASURES = (TOTAL, *SINGLE, SHARE, REPEATS, ENTRANTS)
CHANGES = re.compile(r'\d{1,2} \w+ 20\d\d, \d\d:\d\d|name="csrfmiddlewaretoken" value="\w+"')
CONTACT = Contact("Director", "Council", "0116 000 0000", "director@example.org")


def returns() -> tuple[Observation, ...]:
    """Repeat cases that are few in one district, and entrants that are few in another."""

    def row(measure: str, area: str, year: int, events: int, whole: int | None) -> Observation:
        value = 100 * events / whole if whole else float(events)
        figure = Number(value, numerator=events if whole else None, denominator=whole)
        known = date(year + 1, 4, 10)
        return Observation(measure, area, Period.of_year(year), figure, known, "made up", "1")

    few = {FORCE: 96, COUNTY: 60, CITY: 36, DISTRICTS[0]: 2, DISTRICTS[1]: 17, DISTRICTS[2]: 41}
    return tuple(
        row(measure, area, year, events + (year == 2020 and area != DISTRICTS[0]), whole)
        for measure, many in (("repeats", 9), ("entrants", None))
        for year in (2020, 2021)
        for area, events in few.items()
        for whole in (events * many if many else None,)
    )


def whole() -> Release:
    return released(world(3, 24), MEASURES, FIRST, QUARTER, returns())


def otherwise(release: Release, public: Release) -> Release:
    """The release with another number in every place where the public is shown none."""
    return replace(
        release,
        assessments=tuple(
            _otherwise(a, shown)
            for a, shown in zip(release.assessments, public.assessments, strict=True)
        ),
    )


def _otherwise(a: Assessment, shown: Assessment) -> Assessment:
    def figure(held: Figure, public: Figure) -> Figure:
        if not isinstance(public, Suppressed) or not isinstance(held, Number):
            return held
        return Number(held.value + 7.7, 0.1, 99.9, 777, 7777)

    def reading(held: Reading, public: Reading) -> Reading:
        return replace(
            held,
            events=777 if public.suppressed else held.events,
            rolling=77.77 if public.rolling_suppressed else held.rolling,
        )

    pairs = zip(a.series, shown.series, strict=True)
    return replace(
        a,
        figure=figure(a.figure, shown.figure),
        previous=figure(a.previous, shown.previous),
        series=tuple(reading(held, public) for held, public in pairs),
    )


def stored(release: Release, public: Release) -> models.Release:
    """As ``actions.freeze`` stores it, with the public version that is given."""
    row = models.Release.objects.create(
        quarter=str(release.quarter),
        number=1,
        area=release.area,
        made_by="analyst",
        fingerprint=storage.fingerprint(release),
        header=storage.header_of(release),
    )
    for order, (key, payload) in enumerate(storage.payloads_of(release).items()):
        models.ReleasedMeasure.objects.create(
            release=row, measure=key, order=order, payload=payload
        )
    models.PublicRelease.objects.create(
        release=row,
        fingerprint=storage.fingerprint(public),
        figures=1,
        months=1,
        unproven=0,
        header=storage.header_of(public),
        payloads=storage.payloads_of(public),
    )
    actions.override_rag(
        by="Director",
        release=row,
        measure="entrants",
        area=DISTRICTS[0],
        rag=Rag.RED,
        reason="two are two too many",
        on=date(2022, 6, 1),
    )
    return row


def everything(client: Client) -> dict[str, str]:
    """Every address that can be reached from the front page and the data page, with its answer."""
    waiting, found = (
        ["/", "/data/", "/releases/", "/districts/", "/api/v1/openapi.json"],
        dict[str, str](),
    )
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        assert isinstance(answer, HttpResponse) or hasattr(answer, "content"), path
        body = answer.content.decode()
        found[path] = CHANGES.sub("", body)
        if "html" in answer.get("Content-Type", ""):
            waiting += [
                unescape(link)
                for link in re.findall(r'href="(/[^"#]*)"', body)
                if not link.startswith(("/account", "/static"))
            ]
    return found


def seen(client: Client, release: Release, public: Release) -> dict[str, str]:
    """All that a visitor sees of one instance, which is taken away again."""
    queries._whole.cache_clear()
    queries._public.cache_clear()
    with transaction.atomic():
        row = stored(release, public)
        found = everything(client)
        shown = queries.shown(row).release
        found["the paper"] = repr(paper_of(shown, CONTACT, date(2022, 6, 10)))
        transaction.set_rollback(True)
    return found


def test_two_instances_that_differ_in_suppressed_counts_look_the_same(client: Client) -> None:
    held = whole()
    public = storage.restored(*_parts(held))
    assert public != held
    one, other = (seen(client, r, public) for r in (held, otherwise(held, public)))
    assert len(one) > 60
    assert any(path.endswith("-months.csv") for path in one)
    assert one.keys() == other.keys()
    for path in one:
        assert one[path] == other[path], path


def _parts(release: Release) -> tuple[dict[str, object], list[object]]:
    parts = storage.public_parts(release, [])
    payloads = storage.payloads_of(release) | parts["payloads"]
    return parts["header"], list(payloads.values())


def test_what_is_frozen_is_protected_for_the_public(client: Client) -> None:
    held = whole()
    row = actions.freeze(held, by="analyst")
    told = RELEASE.validate_json(client.get("/release.json").content)
    assert told == queries.public(row) != held
    assert row.public.fingerprint == storage.fingerprint(told) != row.fingerprint
    assert all(not source.sha256 for source in told.inputs)
    page = client.get("/measures/entrants/").content.decode()
    assert "Suppressed" in page
    assert row.fingerprint not in page
    assert "You see every figure" not in page


def test_the_next_release_knows_what_was_published(client: Client) -> None:
    events = world(3, 27)
    first = actions.freeze(released(events, MEASURES, FIRST, QUARTER, returns()), by="analyst")
    later = released(events, MEASURES, FIRST, Period.parse("2022/23-Q1"), returns())
    second = actions.freeze(later, by="analyst")
    assert queries.published_before(second) == [queries.public(first)]
    parts = storage.public_parts(later, [queries.public(first)])
    assert parts["fingerprint"] == second.public.fingerprint


def test_counts_that_earlier_releases_bound_are_named_to_who_may_see_them(client: Client) -> None:
    held = whole()
    stored(held, held)  # all of it was published once
    row = actions.freeze(replace(held, board="The Board by another name"), by="analyst")
    told = list(row.bounded.all())
    assert len(told) == row.public.unproven > 0
    district = held.place(DISTRICTS[0]).name
    assert ("Entrants", district, "2021/22") in [(o.measure, o.area, o.period) for o in told]
    named = str(told[0])
    for path in ("/", "/release.json", f"/releases/{row.quarter.replace('/', '-').lower()}/"):
        assert named not in client.get(path).content.decode()
    assert "bound" not in client.get("/").content.decode()
    _sign_in(client, Role.ANALYST)
    page = unescape(client.get("/").content.decode())
    assert f"<li>{named}</li>" in page
    assert f"<li>{named}</li>" not in unescape(client.get("/?public").content.decode())


def test_an_analyst_sees_the_whole_on_the_same_pages_and_no_cache_keeps_it(
    client: Client,
) -> None:
    held = whole()
    row = actions.freeze(held, by="analyst")
    _sign_in(client, Role.ANALYST)
    answer = client.get("/release.json")
    assert RELEASE.validate_json(answer.content) == held
    assert answer["Cache-Control"] == "private, no-store"
    months = client.get("/measures/burglary-months.csv")
    assert "not-for-publication" in months["Content-Disposition"]
    assert "suppressed" not in months.content.decode()
    page = client.get("/measures/entrants/").content.decode()
    assert "You see every figure; the public does not." in page
    assert row.fingerprint in page
    assert "You see every figure" not in client.get("/measures/entrants/?public").content.decode()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.AUTHOR, Role.CHAIR, Role.ADMINISTRATOR])
def test_nobody_else_sees_more_than_the_public(role: Role, client: Client) -> None:
    held = whole()
    row = actions.freeze(held, by="analyst")
    _sign_in(client, role)
    told = RELEASE.validate_json(client.get("/release.json").content)
    assert told == queries.public(row) != held


def test_a_session_that_rested_too_long_sees_what_the_public_sees(client: Client) -> None:
    row = actions.freeze(whole(), by="analyst")
    _sign_in(client, Role.ANALYST)
    session = client.session
    session["seen"] = 1
    session.save()
    assert RELEASE.validate_json(client.get("/release.json").content) == queries.public(row)


def test_without_a_second_step_it_is_the_public_version_and_says_so(
    client: Client, settings: Any
) -> None:
    settings.SECOND_STEP = True
    row = actions.freeze(whole(), by="analyst")
    _sign_in(client, Role.ANALYST)
    assert RELEASE.validate_json(client.get("/release.json").content) == queries.public(row)
    for path in ("/measures/entrants/", "/releases/2021-22-q4/1/record/"):
        page = client.get(path).content.decode()
        assert "once you have" in page
        assert "You see every figure" not in page


def test_of_a_release_without_a_public_version_nothing_is_shown() -> None:
    row = models.Release.objects.create(
        quarter="2021/22-Q4", number=1, area=COUNTY, made_by="x", fingerprint="0", header={}
    )
    with pytest.raises(Refused, match="no public version"):
        queries.shown(row)


def _sign_in(client: Client, role: Role) -> None:
    user = create_account(
        by="installer",
        post=f"the-{role}",
        email=f"{role}@example.org",
        password="correct horse battery staple",
        roles=[role],
    )
    client.force_login(user)
