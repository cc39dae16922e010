"""Reading releases. A release never changes, so each is read from the database once a process."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import QuerySet

from saferboard.core.evidence import release as core
from saferboard.core.evidence.assessment import Assessment, Override
from saferboard.core.evidence.figures import Suppressed
from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Place
from saferboard.core.faults import refuse
from saferboard.web.evidence.models import PublicRelease, RagOverride, Release, ReleasedMeasure
from saferboard.web.evidence.storage import restored


@dataclass(frozen=True, slots=True)
class Shown:
    """A release as a page shows it: its public version, with any person's RAG laid over it.

    To whoever may see the detail it is the whole one.
    """

    row: Release
    release: core.Release


def _rows() -> QuerySet[Release]:
    """Releases without their content, each with its public version's seal."""
    without = ("header", "public__header", "public__payloads")
    return Release.objects.select_related("public").defer(*without)


def latest() -> Release | None:
    """The newest release of the newest quarter; None before the first."""
    return _rows().first()


def releases() -> list[Release]:
    """Every release, newest first, without their content."""
    return list(_rows())


def by_number(quarter: Period, number: int) -> Release | None:
    """One release of a quarter."""
    return _rows().filter(quarter=str(quarter), number=number).first()


def named(name: str) -> Release:
    """``2021/22-Q4.1``, or ``2021/22-Q4`` for the newest of a quarter. Refused if there is none."""
    quarter, _, number = name.strip().replace(" ", "-").partition(".")
    found = _rows().filter(quarter=quarter)
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
    same = _rows().filter(quarter=row.quarter, number__lt=row.number)
    return same.first() or _rows().filter(quarter__lt=row.quarter).first()


def whole(row: Release) -> core.Release:
    """Exactly what was frozen, without overrides. Not for the public: see ``public``."""
    return _whole(row.pk)


def public(row: Release) -> core.Release:
    """What everybody may see of a release: without small counts and what would give one away."""
    return _public(row.pk)


def published_before(row: Release) -> list[core.Release]:
    """The public versions of all releases frozen before this one, the oldest first."""
    return [
        _public(pk)
        for pk in Release.objects.filter(pk__lt=row.pk).order_by("pk").values_list("pk", flat=True)
    ]


def bounded(row: Release) -> tuple[str, ...]:
    """The small counts that earlier releases bound too tightly; only for who sees the detail."""
    return tuple(str(one) for one in row.bounded.all()) if row.public.unproven else ()


def header(row: Release) -> core.Release:
    """The release without its assessments: outcomes, measures, places, inputs."""
    stored = Release.objects.only("header").get(pk=row.pk)
    return restored(stored.header, [])


def last_with(key: str) -> Release | None:
    """The newest release that says something of a measure; None if none does."""
    return _rows().filter(measures__measure=key).first()


def measure(row: Release, key: str) -> tuple[Assessment, ...]:
    """What a release says of one measure, in every area; empty if it does not hold it."""
    return tuple(a for a in whole(row).assessments if a.measure == key)


def shown(row: Release, *, detail: bool = False) -> Shown:
    """The release with people's RAGs laid over the computed ones. One query once it is read.

    Without ``detail`` it is the public version, where no RAG stands over a suppressed figure: it
    would tell of it, and so would its reason.
    """
    overrides = {
        (found.measure, found.area): Override(Rag(found.rag), found.reason, found.by, found.on)
        for found in RagOverride.objects.filter(release_id=row.pk)
    }
    release = whole(row) if detail else public(row)
    if overrides:
        release = replace(
            release,
            assessments=tuple(
                replace(a, override=overrides.get((a.measure, a.area), a.override))
                if detail or not is_suppressed(a)
                else a
                for a in release.assessments
            ),
        )
    return Shown(row, release)


def is_suppressed(a: Assessment) -> bool:
    """Whether one of an assessment's two figures is not shown."""
    return isinstance(a.figure, Suppressed) or isinstance(a.previous, Suppressed)


@lru_cache(maxsize=8)
def _whole(pk: int) -> core.Release:
    row = Release.objects.prefetch_related("measures").get(pk=pk)
    return restored(row.header, [held.payload for held in row.measures.all()])


@lru_cache(maxsize=8)
def _public(pk: int) -> core.Release:
    """Refused where no public version is stored: then nothing of the release is shown."""
    held = PublicRelease.objects.filter(release=pk).first()
    if held is None:
        raise refuse(
            f"release {pk} has no public version",
            where="evidence",
            expected="one stored with every release",
            remedy="run `saferboard manage migrate`",
        )
    payloads = {one.measure: one.payload for one in ReleasedMeasure.objects.filter(release=pk)}
    return restored(held.header, list((payloads | held.payloads).values()))
