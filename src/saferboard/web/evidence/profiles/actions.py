"""Choosing priorities, writing a commentary, keeping a profile. Nothing is ever changed."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.profile import PROFILE
from saferboard.core.evidence.profile.words import lead
from saferboard.core.faults import Fault, Refused
from saferboard.web.audit.actions import record
from saferboard.web.directory.models import Post
from saferboard.web.evidence.addresses import place_slug
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.profiles import queries
from saferboard.web.evidence.profiles.made import Made
from saferboard.web.evidence.profiles.models import ChosenPriorities, Commentary, MadeProfile

MOST = 5
Choice = tuple[str, str]
"""A measure's key, and why it is a priority."""


@transaction.atomic
def choose(
    *, by: str, post: Post | None, area: str, items: Sequence[Choice], on: date
) -> ChosenPriorities:
    """Say what a district works on; nothing takes an earlier choice back, and figures suggest.

    Profiles made before stay as they are.
    """
    _check(items)
    made = ChosenPriorities.objects.create(
        area=area,
        items=[{"measure": key, "because": because.strip()} for key, because in items],
        post=str(post) if post else by,
        on=on,
    )
    record(
        by=by,
        action="priorities chosen",
        object=f"district {area}",
        measures=[key for key, _ in items],
    )
    return made


@transaction.atomic
def comment(*, by: str, post: Post | None, area: str, quarter: Period, text: str) -> Commentary:
    """Write on a district's quarter. It is shown with the next profile that is made of it."""
    made = Commentary.objects.create(
        area=area, quarter=str(quarter), text=text.strip(), post=str(post) if post else by
    )
    record(by=by, action="commentary written", object=f"district {area}", quarter=str(quarter))
    return made


@transaction.atomic
def keep(*, by: str, row: Release, made: Made) -> MadeProfile:
    """Store a profile for good.

    One that says the same as the newest of its quarter is not stored again: that one is given
    back, and its ``is_new`` is False.
    """
    place, quarter = made.profile.place, made.profile.quarter
    payload: dict[str, Any] = PROFILE.dump_python(made.profile, mode="json")
    mark = _fingerprint(payload, made)
    _one_at_a_time()
    newest = queries.newest_in(place.code, quarter)
    if newest is not None and newest.fingerprint == mark:
        return newest
    kept = MadeProfile.objects.create(
        release=row,
        area=place.code,
        name=place.name,
        slug=place_slug(place),
        quarter=str(quarter),
        number=newest.number + 1 if newest else 1,
        lead=lead(made.profile),
        made_by=by,
        fingerprint=mark,
        payload=payload,
        maps=made.maps,
        detail=made.detail,
    )
    record(by=by, action="problem profile made", object=f"profile {kept}", fingerprint=mark)
    kept.is_new = True
    return kept


def _fingerprint(payload: dict[str, Any], made: Made) -> str:
    """Of what it says: the same worked out again tomorrow is the same profile."""
    said = {key: value for key, value in payload.items() if key != "made_on"}
    text = json.dumps([said, made.maps, made.detail], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _check(items: Sequence[Choice]) -> None:
    faults = [
        Fault(
            "the priority has no reason",
            f"because_{number}",
            "a reason in a sentence",
            "write why the district works on it",
        )
        for number, (_, because) in enumerate(items, start=1)
        if not because.strip()
    ]
    keys = [key for key, _ in items]
    faults += [
        Fault(
            "this is chosen twice",
            f"measure_{number}",
            "each measure once",
            "choose another, or leave it empty",
        )
        for number, key in enumerate(keys, start=1)
        if key in keys[: number - 1]
    ]
    if len(items) > MOST:
        faults.append(
            Fault(
                f"{len(items)} priorities are chosen",
                "priorities",
                f"{MOST} at most",
                "leave out those that matter least",
            )
        )
    if faults:
        raise Refused(*faults)


def _one_at_a_time() -> None:
    """Until this transaction ends nobody else keeps a profile; everybody reads on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE profiles_madeprofile IN SHARE ROW EXCLUSIVE MODE")
