"""Addresses of evidence. The pages of a release come twice: newest, and pinned to a number."""

from django.urls import include, path, register_converter

from saferboard.web.evidence import (
    compared,
    controlled_views,
    downloads,
    records,
    sources_views,
    views,
)
from saferboard.web.evidence.addresses import QuarterConverter

register_converter(QuarterConverter, "quarter")

pages = [
    path("", views.dashboard, name="dashboard"),
    path("outcomes/<slug:key>/", views.outcome, name="outcome"),
    # Before the next: it would be taken for a measure's key.
    path("measures/overlaps/", views.overlaps, name="overlaps"),
    path("measures/<slug:key>/", views.measure, name="measure"),
    # Before the other: a key may hold hyphens too.
    path("measures/<slug:key>-months.csv", downloads.months_csv, name="months-csv"),
    path("measures/<slug:key>.csv", downloads.measure_csv, name="measure-csv"),
    path("measures/<slug:key>.json", downloads.measure_json, name="measure-json"),
    path("measures/<slug:key>/control/<slug:slug>/", controlled_views.control, name="control"),
    path("districts/", views.districts, name="districts"),
    path("districts/<slug:slug>/", views.district, name="district"),
    path("sources/<slug:key>/", sources_views.sources, name="sources"),
    path("asb/", sources_views.sources, {"key": "asb"}, name="asb"),
    path("release.json", downloads.release_json, name="release-json"),
    path("dashboard.csv", downloads.dashboard_csv, name="dashboard-csv"),
]
urlpatterns = [
    *pages,
    path("compare/", compared.compare, name="compare"),
    path("compare/partnerships.csv", compared.compare_csv, name="compare-csv"),
    path("compare/partnerships.json", compared.compare_json, name="compare-json"),
    path("data/", records.data, name="data"),
    path("releases/", records.releases, name="releases"),
    path("releases/<quarter:quarter>/<int:number>/", include((pages, "release"))),
    path("releases/<quarter:quarter>/<int:number>/record/", records.record, name="release-record"),
    path(
        "releases/<quarter:quarter>/<int:number>/changes/", records.changes, name="release-changes"
    ),
]
