"""Addresses of problem profiles: the newest of each district, and each under its number."""

from django.urls import URLPattern, path, register_converter

from saferboard.web.evidence.addresses import QuarterConverter
from saferboard.web.evidence.profiles import desk_views, downloads, views

register_converter(QuarterConverter, "profilequarter")

ONE = "profiles/<slug:slug>/<profilequarter:quarter>/<int:number>"

urlpatterns: list[URLPattern] = [
    path("profiles/", views.index, name="profiles"),
    path("profiles/<slug:slug>/", views.newest, name="profile"),
    path(f"{ONE}/", views.numbered, name="profile-numbered"),
    path(f"{ONE}.pdf", downloads.pdf, name="profile-pdf"),
    path(f"{ONE}.csv", downloads.figures, name="profile-csv"),
    path(f"{ONE}/hexagons.csv", downloads.hexagons, name="profile-hexagons"),
    path(f"{ONE}/hexagons-detail.csv", downloads.hexagons_detail, name="profile-detail"),
    path("work/profiles/", desk_views.work, name="work-profiles"),
    path("work/profiles/<slug:slug>/", desk_views.district, name="work-profile"),
    path("work/profiles/<slug:slug>/make/", desk_views.make, name="work-profile-make"),
    path("work/profiles/<slug:slug>/commentary/", desk_views.comment, name="work-profile-comment"),
    path("work/profiles/<slug:slug>/priorities/", desk_views.choose, name="work-profile-choose"),
]
