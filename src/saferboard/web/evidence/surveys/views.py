"""The public pages of surveys: what a release says of each, and comments that were let through."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.core.evidence import survey_charts as charts
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.surveying import YEARS
from saferboard.core.evidence.surveys import Question, Surveyed
from saferboard.web.evidence.addresses import Address
from saferboard.web.evidence.drawing import cells, drawn
from saferboard.web.evidence.surveys import queries
from saferboard.web.evidence.views import of_release
from saferboard.web.look.sheets import csv_file

COLUMNS = (
    "release", "survey", "question", "wording", "area_code", "area", "period", "per_cent",
    "lower_95", "upper_95", "agree", "base", "state", "note",
)  # fmt: skip


@of_release
def index(request: HttpRequest, release: Release, address: Address) -> HttpResponse:
    """The surveys that the release says something of."""
    found = [
        {
            "survey": one.survey,
            "url": address.above("survey", key=one.survey.key),
            "questions": len(one.questions),
            "latest": max((a.period for a in one.answers), key=lambda p: (p.last, p.first)).words,
        }
        for one in release.surveys
    ]
    return _page(request, "index", release, address, [("Surveys", "")], found=found)


@of_release
def survey(request: HttpRequest, release: Release, address: Address, key: str) -> HttpResponse:
    """One survey: each question with its figures, and the comments by topic."""
    one = _surveyed(release, key)
    shown = queries.shown(key, release.quarter.last)
    names = {place.code: place.name for place in release.places}
    topics = [
        (topic, [(said, names.get(said.area, "")) for said in group])
        for topic, group in groupby(shown, key=lambda said: said.topic)
    ]
    trail = [("Surveys", address.above("surveys")), (one.survey.name, "")]
    return _page(
        request,
        "survey",
        release,
        address,
        trail,
        survey=one.survey,
        years=YEARS,
        questions=[_question(question, one, names) for question in one.questions],
        topics=topics,
        csv_url=address.above("survey-csv", key=key),
    )


@of_release
def download(request: HttpRequest, release: Release, address: Address, key: str) -> HttpResponse:
    """A survey's answers as the release shows them."""
    one = _surveyed(release, key)
    rows: list[tuple[object, ...]] = [COLUMNS]
    for a in one.answers:
        figure = a.figure
        parts: tuple[object, ...] = ("", "", "", "", "")
        if figure.state == "number":
            parts = (figure.value, figure.lower, figure.upper, figure.numerator, figure.denominator)
        rows.append(
            (
                address.row.name,
                key,
                a.question,
                a.wording,
                a.area,
                release.place(a.area).name,
                a.period,
                *parts,
                figure.state,
                charts.why(a),
            )
        )
    return csv_file(rows, f"saferboard-{address.row.name.replace('/', '-').lower()}-{key}.csv")


def _surveyed(release: Release, key: str) -> Surveyed:
    found = next((one for one in release.surveys if one.survey.key == key), None)
    if found is None:
        raise Http404
    return found


def _question(question: Question, one: Surveyed, names: dict[str, str]) -> dict[str, Any]:
    """One question as the page shows it: in a sentence, over time, and by area."""
    newest = charts.latest(one, question.key)
    area = next((a.area for a in newest if a.area == one.survey.area), newest[0].area)
    answers = charts.of(one, question.key, area)
    over_time = charts.over_time(question, answers, names[area])
    by_area = charts.by_area(question, newest, names)
    tables = []
    if over_time is None:
        tables.append(charts.table(f"{question.name}, {names[area]}", answers))
    if by_area is None and len(newest) > 1:
        caption = f"{question.name} by area, {newest[0].period.words}"
        tables.append(charts.areas_table(caption, newest, names))
    used = {a.wording for a in answers}
    return {
        "question": question,
        "wordings": [wording for wording in question.wordings if wording.version in used],
        "sentence": charts.sentence(question, answers[-1], names[area]),
        "charts": [chart for chart in map(drawn, (over_time, by_area)) if chart is not None],
        "tables": [(table, cells(table)) for table in tables],
    }


def _page(
    request: HttpRequest,
    template: str,
    release: Release,
    address: Address,
    trail: list[tuple[str, str]],
    **context: Any,
) -> HttpResponse:
    full = [(f"Dashboard {release.quarter.words}", address.to("dashboard")), *trail]
    context |= {"crumbs": [{"text": text, "url": url} for text, url in full]}
    context |= {"release": release, "address": address}
    return render(request, f"surveys/{template}.html", context)
