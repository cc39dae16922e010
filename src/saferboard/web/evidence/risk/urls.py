"""Addresses of the risk matrix."""

from django.urls import URLPattern, path, register_converter

from saferboard.web.evidence.addresses import QuarterConverter
from saferboard.web.evidence.risk import desk_views, views

register_converter(QuarterConverter, "riskquarter")

PUBLISHED = "risk/<riskquarter:quarter>/<int:number>"

urlpatterns: list[URLPattern] = [
    path("risk/", views.newest, name="risk"),
    path(f"{PUBLISHED}/", views.numbered, name="risk-numbered"),
    path(f"{PUBLISHED}.csv", views.download, name="risk-csv"),
    path("work/risk/", desk_views.work, name="work-risk"),
    path("work/risk/publish/", desk_views.publish, name="work-risk-publish"),
    path("work/risk/threats/<slug:key>/", desk_views.threat, name="work-risk-threat"),
    path("work/risk/threats/<slug:key>/score/", desk_views.score, name="work-risk-score"),
    path(
        "work/risk/threats/<slug:key>/probability/",
        desk_views.probability,
        name="work-risk-probability",
    ),
]
