"""Reading releases. A release never changes, so each is read from the database once a process."""

from dataclasses import dataclass, replace
from functools import lru_cache

from saferboard.core.evidence import release as core
from saferboard.core.evidence.assessment import Assessment, Override
from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Place
from saferboard.core.faults import refuse
from saferboard.web.evidence.models import RagOverride, Release
from saferboard.web.evidence.storage import restored


@dataclass(frozen=True, slots=True)
class Shown:
    """A release as a page shows it: as stored, with any person's RAG laid over it."""

    row: Release
    release: core.Release


def latest() -> Release | None:
    """The newest release of the newest quarter; None before the first."""
    return Release.objects.defer("header").first()


def releases() -> list[Release]:
    """Every release, newest first, without their content."""
    return list(Release.objects.defer("header"))


def by_number(quarter: Period, number: int) -> Release | None:
    """One release of a quarter."""
    return Release.objects.defer("header").filter(quarter=str(quarter), number=number).first()


def named(name: str) -> Release:
    """``2021/22-Q4.1``, or ``2021/22-Q4`` for the newest of a quarter. Refused if there is none."""
    quarter, _, number = name.strip().replace(" ", "-").partition(".")
    found = Release.objects.defer("header").filter(quarter=quarter)
    if number:
        found = found.filter(number=int(number) if number.isdecimal() else 0)
    row = found.first()
    if row is None:
        raise refuse(
            f"there is no release {name}",
            where="release",
            expected="one of " + (", ".join(held.name for held in releases()) or "none made yet"),
            remedy="take a name from `saferboard release list`, or make the release first",
        )
    return row


def place_named(release: core.Release, text: str) -> Place:
    """The place of a release with this code or name, in any case. Refused if none, or several."""
    wanted = text.strip().lower()
    found = [p for p in release.places if wanted in (p.code.lower(), p.name.lower())]
    if len(found) == 1:
        return found[0]
    several = ", ".join(f"{p.code} ({p.kind})" for p in found)
    raise refuse(
        f"several places are called {text}: {several}" if found else f"no place is called {text}",
        where="area",
        expected="the name or the code of a place in the release",
        remedy="give the code" if found else "take a name from the release's page of districts",
    )


def before(row: Release) -> Release | None:
    """The release before this one: an earlier number of its quarter, else of an earlier quarter."""
    same = Release.objects.defer("header").filter(quarter=row.quarter, number__lt=row.number)
    return same.first() or Release.objects.defer("header").filter(quarter__lt=row.quarter).first()


def whole(row: Release) -> core.Release:
    """Exactly what was frozen, without overrides."""
    return _whole(row.pk)


def header(row: Release) -> core.Release:
    """The release without its assessments: outcomes, measures, places, inputs."""
    stored = Release.objects.only("header").get(pk=row.pk)
    return restored(stored.header, [])


def last_with(key: str) -> Release | None:
    """The newest release that says something of a measure; None if none does."""
    return Release.objects.defer("header").filter(measures__measure=key).first()


def measure(row: Release, key: str) -> tuple[Assessment, ...]:
    """What a release says of one measure, in every area; empty if it does not hold it."""
    return tuple(a for a in whole(row).assessments if a.measure == key)


def shown(row: Release) -> Shown:
    """The release with people's RAGs laid over the computed ones. One query once it is read."""
    overrides = {
        (found.measure, found.area): Override(Rag(found.rag), found.reason, found.by, found.on)
        for found in RagOverride.objects.filter(release_id=row.pk)
    }
    release = whole(row)
    if overrides:
        release = replace(
            release,
            assessments=tuple(
                replace(a, override=overrides.get((a.measure, a.area), a.override))
                for a in release.assessments
            ),
        )
    return Shown(row, release)


@lru_cache(maxsize=8)
def _whole(pk: int) -> core.Release:
    row = Release.objects.prefetch_related("measures").get(pk=pk)
    return restored(row.header, [held.payload for held in row.measures.all()])
