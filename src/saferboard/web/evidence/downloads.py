"""The same figures as CSV and JSON: unrounded, with what a spreadsheet must know beside them."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse

from saferboard.core.evidence import meaning
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.overlaps import of_measure, words_of
from saferboard.core.evidence.release import RELEASE, Release
from saferboard.web.evidence.addresses import Address
from saferboard.web.evidence.storage import ASSESSMENTS, header_of
from saferboard.web.evidence.views import measure_of, of_release
from saferboard.web.look.sheets import csv_file

COLUMNS = (
    "release", "measure", "area_code", "area", "period", "value", "lower_95", "upper_95",
    "numerator", "denominator", "state", "reason", "previous_period", "previous_value",
    "change", "change_per_cent", "change_points", "direction", "rag", "rag_because", "rank",
    "rank_of", "position", "denominator_year", "cautions", "notes", "peers", "compared",
)  # fmt: skip


@of_release
def measure_csv(request: HttpRequest, release: Release, address: Address, key: str) -> HttpResponse:
    """One measure in every area."""
    measure_of(release, key)
    said = [a for a in release.assessments if a.measure == key]
    return csv_file(_rows(release, address, said), f"{_name(address)}-{key}.csv")


@of_release
def dashboard_csv(request: HttpRequest, release: Release, address: Address) -> HttpResponse:
    """Every measure in every area."""
    return csv_file(_rows(release, address, release.assessments), f"{_name(address)}.csv")


@of_release
def months_csv(request: HttpRequest, release: Release, address: Address, key: str) -> HttpResponse:
    """One measure month by month in every area."""
    measure_of(release, key)
    rows: list[tuple[object, ...]] = [
        (
            "release", "measure", "area_code", "area", "month", "events", "twelve_months_to",
            "events_state", "twelve_months_state",
        )
    ]  # fmt: skip
    rows += [
        (
            address.row.name,
            key,
            a.area,
            release.place(a.area).name,
            r.month,
            r.events,
            r.rolling,
            _state(r.events, suppressed=r.suppressed),
            _state(r.rolling, suppressed=r.rolling_suppressed),
        )
        for a in release.assessments
        if a.measure == key
        for r in a.series
    ]
    return csv_file(rows, f"{_name(address)}-{key}-months.csv")


@of_release
def measure_json(
    request: HttpRequest, release: Release, address: Address, key: str
) -> HttpResponse:
    """One measure: its definition, every assessment, and the release they come from."""
    one = measure_of(release, key)
    header = header_of(release)
    said = tuple(a for a in release.assessments if a.measure == key)
    return JsonResponse(
        {
            "release": {
                "quarter": str(release.quarter),
                "number": address.row.number,
                "fingerprint": address.seal,
                "suppressed_shown": address.detail,
                "known_by": header["known_by"],
                "code_version": release.code_version,
                "attribution": release.attribution,
            },
            "measure": next(m for m in header["measures"] if m["key"] == key),
            "assessments": ASSESSMENTS.dump_python(said, mode="json"),
            "notes": {
                a.area: meaning.notes(one, a, release.quarter, words_of(one, release.measures))
                for a in said
            },
            "overlaps": [
                {"one": o.one, "how": o.how, "other": o.other}
                for o in of_measure(one, release.measures)
            ],
        },
        json_dumps_params={"ensure_ascii": False},
    )


@of_release
def release_json(request: HttpRequest, release: Release, address: Address) -> HttpResponse:
    """The whole release."""
    return HttpResponse(RELEASE.dump_json(release), content_type="application/json")


def _rows(
    release: Release, address: Address, said: Iterable[Assessment]
) -> Iterable[tuple[object, ...]]:
    yield COLUMNS
    measures = {measure.key: measure for measure in release.measures}
    shared = {key: tuple(words_of(one, release.measures)) for key, one in measures.items()}
    for a in said:
        moved, rank = a.change, a.rank
        yield (
            address.row.name,
            a.measure,
            a.area,
            release.place(a.area).name,
            a.period or "",
            *_figure(a.figure),
            a.previous_period or "",
            a.previous.value if isinstance(a.previous, Number) else "",
            *((moved.absolute, moved.per_cent, moved.points) if moved else ("", "", "")),
            a.direction.value,
            a.rag.value,
            a.override.reason if a.override else a.judgement.because,
            *((rank.place, rank.of) if rank else ("", "")),
            a.position.value if a.position else "",
            a.denominator_year or "",
            "; ".join([state.value for state in a.states]),
            "; ".join(meaning.notes(measures[a.measure], a, release.quarter, shared[a.measure])),
            rank.peers if rank else "",
            "; ".join(f"{c.area} {c.verdict}" for c in a.compared),
        )


def _figure(figure: Figure) -> tuple[object, ...]:
    if isinstance(figure, Number):
        parts = (figure.value, figure.lower, figure.upper, figure.numerator, figure.denominator)
        return (*parts, figure.state, "")
    return ("", "", "", "", "", figure.state, figure.reason)


def _state(value: float | None, *, suppressed: bool) -> str:
    if suppressed:
        return "suppressed"
    return "missing" if value is None else "number"


def _name(address: Address) -> str:
    """What is not for the public says so in its name."""
    name = f"saferboard-{address.row.quarter.replace('/', '-').lower()}-{address.row.number}"
    return f"{name}-not-for-publication" if address.detail else name
