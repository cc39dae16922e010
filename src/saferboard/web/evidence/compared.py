"""Every community safety partnership of England and Wales beside the others, from Table C2."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.funnel import Standing
from saferboard.core.evidence.funnel_chart import funnel_chart
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.national import (
    ORDERS,
    Counted,
    Ranked,
    Ranking,
    offence_measure,
    ordered,
    ranked,
)
from saferboard.core.evidence.peers import POSITION_RULE
from saferboard.core.evidence.words import figure_words, limits_words
from saferboard.core.ingest.csp import OFFENCES, CspRow, RowKind
from saferboard.engines.tables.national import National, national
from saferboard.engines.tables.store import Store
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence import queries
from saferboard.web.evidence.drawing import drawn
from saferboard.web.look.sheets import csv_file

BY_SLUG = {slugify(offence): offence for offence in OFFENCES}
HEADINGS = {
    "rank": "Place",
    "name": "Partnership",
    "force": "Police force",
    "events": "Crimes",
    "people": "People",
    "rate": "Per 1,000 people",
}
SHORT = {
    Standing.FAR_ABOVE: "Above 99.8%",
    Standing.ABOVE: "Above 95%",
    Standing.WITHIN: "Within 95%",
    Standing.BELOW: "Below 95%",
    Standing.FAR_BELOW: "Below 99.8%",
}
COLUMNS = (
    "year_ending", "offence", "partnership_code", "partnership", "force", "authority_code",
    "authority", "events", "people", "people_year", "rate_per_1000", "lower_95", "upper_95",
    "state", "reason", "place", "of", "tied", "position", "funnel", "ours",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see: an offence, an order, and a partnership to look for."""

    offence: str
    order: str
    down: bool
    code: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """From the address; an unknown offence or order is no such page."""
        slug = request.GET.get("offence") or next(iter(BY_SLUG))
        order = request.GET.get("order") or "rank"
        if slug not in BY_SLUG or order not in ORDERS:
            raise Http404
        return cls(BY_SLUG[slug], order, "down" in request.GET, request.GET.get("partnership", ""))

    def to(self, name: str = "compare", **changes: str) -> str:
        """The address that asks for the same, but for what is changed."""
        kept = {"offence": slugify(self.offence), "partnership": self.code} | changes
        return f"{reverse(name)}?{urlencode({k: v for k, v in kept.items() if v})}"


@needs(Permission.EVIDENCE_READ)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """All partnerships ranked by the rate of one offence, in a funnel and in a table."""
    asked = Asked.of(request)
    found = _held()
    crumbs = [{"text": "Dashboard", "url": reverse("dashboard")}, {"text": "Compare", "url": ""}]
    if found is None:
        return render(request, "evidence/compare.html", {"crumbs": crumbs})
    ranking = _ranking(found, asked.offence)
    ours = _ours(found)
    chosen = next((row for row in ranking.rows if row.counted.code == asked.code), None)
    measure = offence_measure(asked.offence)
    names = {row.counted.code: row.counted.name for row in ranking.rows}
    title = f"{asked.offence} by size of partnership, year ending {found.table.year_ending}"
    marked = frozenset({asked.code}) if chosen else ours
    context: dict[str, Any] = {
        "crumbs": crumbs,
        "asked": asked,
        "found": found,
        "measure": measure,
        "offences": [(slug, text, text == asked.offence) for slug, text in BY_SLUG.items()],
        "partnerships": sorted(names.items(), key=lambda item: item[1].casefold()),
        "chosen": _row(chosen, ours, measure) if chosen else None,
        "own": [_row(r, ours, measure) for r in ranking.rows if r.counted.code in ours],
        "rows": [
            _row(r, ours, measure) for r in ordered(ranking.rows, asked.order, down=asked.down)
        ],
        "columns": [_column(key, asked) for key in ORDERS],
        "placed": ranking.placed,
        "without": len(ranking.rows) - ranking.placed,
        "spread": _mostly_outside(ranking),
        "vintages": sorted({people.year for people in found.people.values()}),
        "chart": drawn(funnel_chart(title, measure, ranking.funnel, names, marked))
        if ranking.funnel
        else None,
        "elsewhere": [
            (row.name, row.force_name, _count(row.figures[asked.offence]))
            for row in found.table.rows
            if row.kind in (RowKind.UNASSIGNED, RowKind.OTHER)
        ],
        "combined": [row.name for row in _partnerships(found) if not row.authority],
        "position_rule": POSITION_RULE,
        "csv": asked.to("compare-csv"),
        "json": asked.to("compare-json"),
    }
    return render(request, "evidence/compare.html", context)


@needs(Permission.EVIDENCE_READ)
@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet: unrounded, one row a partnership."""
    rows, asked, found = _values(request)
    name = f"partnerships-{slugify(found.table.year_ending)}-{slugify(asked.offence)}.csv"
    return csv_file([COLUMNS, *([row[c] for c in COLUMNS] for row in rows)], name)


@needs(Permission.EVIDENCE_READ)
@require_safe
def compare_json(request: HttpRequest) -> HttpResponse:
    """The same for a program, with the table it comes from."""
    rows, asked, found = _values(request)
    return JsonResponse(
        {
            "table": {
                "name": "Table C2",
                "source": found.source,
                "sha256": found.sha256,
                "year_ending": found.table.year_ending,
                "notes": found.table.notes,
                "populations_sha256": found.people_sha256,
            },
            "offence": asked.offence,
            "partnerships": rows,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _held() -> National | None:
    return national(Store(settings.HOME).read())


def _partnerships(found: National) -> list[CspRow]:
    return [row for row in found.table.rows if row.kind is RowKind.PARTNERSHIP]


def _ranking(found: National, offence: str) -> Ranking:
    return ranked(
        offence,
        (
            Counted(
                row.code, row.name, row.force_name, row.figures[offence], found.people.get(row.code)
            )
            for row in _partnerships(found)
        ),
    )


def _mostly_outside(ranking: Ranking) -> bool:
    """Whether places differ by so much more than chance that most lie outside the lines."""
    within = sum(1 for row in ranking.rows if row.standing is Standing.WITHIN)
    return within < ranking.placed / 2


def _ours(found: National) -> frozenset[str]:
    """Partnerships whose one local authority is the newest release's area, or lies in it."""
    latest = queries.latest()
    if latest is None:
        return frozenset()
    release = queries.header(latest)
    places = {p.code for p in release.places if release.area in (p.code, p.within)}
    return frozenset(row.code for row in _partnerships(found) if row.authority in places)


def _row(row: Ranked, ours: frozenset[str], measure: Measure) -> dict[str, Any]:
    one = row.counted
    return {
        "code": one.code,
        "name": one.name,
        "force": one.force,
        "ours": one.code in ours,
        "events": _count(one.events),
        "people": f"{one.people.persons:,}" if one.people else "Not known",
        "rate": figure_words(row.rate, measure),
        "limits": limits_words(row.rate, measure) if isinstance(row.rate, Number) else "–",
        "why": "" if isinstance(row.rate, Number) else row.rate.reason,
        "rank": str(row.rank) if row.rank else "–",
        "position": row.position.value if row.position else "–",
        "standing": SHORT[row.standing] if row.standing else "–",
    }


def _count(figure: Figure) -> str:
    return f"{figure.value:,.0f}" if isinstance(figure, Number) else "Not known"


def _column(key: str, asked: Asked) -> dict[str, Any]:
    """A column that the table can be put in order by: again the other way round."""
    current = asked.order == key
    turned = {"down": "1"} if current and not asked.down else {}
    return {
        "name": HEADINGS[key],
        "url": asked.to(order=key, **turned) + "#table",
        "sort": ("descending" if asked.down else "ascending") if current else "",
        "numeric": key in ("events", "people", "rate"),
    }


def _values(request: HttpRequest) -> tuple[list[dict[str, Any]], Asked, National]:
    asked, found = Asked.of(request), _held()
    if found is None:
        raise Http404
    ours = _ours(found)
    authorities = {row.code: row for row in _partnerships(found)}
    rows = [
        _value(row, authorities[row.counted.code], row.counted.code in ours)
        | {"year_ending": found.table.year_ending, "offence": asked.offence}
        for row in ordered(_ranking(found, asked.offence).rows, asked.order, down=asked.down)
    ]
    return rows, asked, found


def _value(row: Ranked, source: CspRow, ours: bool) -> dict[str, Any]:
    one, rate = row.counted, row.rate
    known = rate if isinstance(rate, Number) else None
    return {
        "partnership_code": one.code,
        "partnership": one.name,
        "force": one.force,
        "authority_code": source.authority,
        "authority": source.authority_name,
        "events": one.events.value if isinstance(one.events, Number) else None,
        "people": one.people.persons if one.people else None,
        "people_year": one.people.year if one.people else None,
        "rate_per_1000": known.value if known else None,
        "lower_95": known.lower if known else None,
        "upper_95": known.upper if known else None,
        "state": rate.state,
        "reason": "" if isinstance(rate, Number) else rate.reason,
        "place": row.rank.place if row.rank else None,
        "of": row.rank.of if row.rank else None,
        "tied": row.rank.tied if row.rank else None,
        "position": row.position.value if row.position else None,
        "funnel": row.standing.value if row.standing else None,
        "ours": ours,
    }
