"""A release as JSON and back again, and the fingerprint that tells two of them apart."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.disclosure.protecting import Protection, protection
from saferboard.core.evidence.release import RELEASE, Release

ASSESSMENTS = TypeAdapter(tuple[Assessment, ...])


def header_of(release: Release) -> dict[str, Any]:
    """All of a release but its assessments, as JSON values."""
    found: dict[str, Any] = RELEASE.dump_python(replace(release, assessments=()), mode="json")
    return found


def payloads_of(release: Release) -> dict[str, Any]:
    """The assessments as JSON values by measure, in the release's own order of measures."""
    by_measure: dict[str, list[Assessment]] = {m.key: [] for m in release.measures}
    for assessment in release.assessments:
        by_measure[assessment.measure].append(assessment)
    return {
        key: ASSESSMENTS.dump_python(tuple(found), mode="json") for key, found in by_measure.items()
    }


def public_parts(whole: Release, published: Sequence[Release]) -> dict[str, Any]:
    """The public version of a release, as it is stored: see ``models.PublicRelease``."""
    return parts_of(whole, protection(whole, published))


def parts_of(whole: Release, found: Protection) -> dict[str, Any]:
    """The same, where it is worked out already."""
    ours = payloads_of(whole)
    return {
        "fingerprint": fingerprint(found.release),
        "figures": found.figures,
        "months": found.months,
        "unproven": found.unproven,
        "header": header_of(found.release),
        "payloads": {k: v for k, v in payloads_of(found.release).items() if v != ours[k]},
    }


def bounded_of(whole: Release, found: Protection) -> list[dict[str, Any]]:
    """The counts that earlier releases bound too tightly, in words: see ``models.BoundedCount``."""
    names = {m.key: m.name for m in whole.measures}
    return [
        {
            "order": order,
            "measure": " and ".join(names[key] for key in one.measures)[:500],
            "area": whole.place(one.area).name,
            "period": one.period.words,
            "rest": one.rest,
        }
        for order, one in enumerate(found.bounded)
    ]


def fingerprint(release: Release) -> str:
    """SHA-256 of what the release says, as JSON with sorted keys.

    The day it was made, the day it looked until and the code's version are not what it says: the
    same figures worked out again tomorrow are the same release. Its inputs are: the same figures
    from other files are another release.
    """
    header = header_of(release)
    del header["made_on"], header["known_by"], header["code_version"]
    text = json.dumps([header, payloads_of(release)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def restored(header: dict[str, Any], payloads: list[Any]) -> Release:
    """The release that ``header_of`` and ``payloads_of`` took apart."""
    assessments = [assessment for payload in payloads for assessment in payload]
    return RELEASE.validate_python({**header, "assessments": assessments})
