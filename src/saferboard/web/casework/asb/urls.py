"""Addresses of anti-social behaviour. They hold references and numbers, and no name."""

from django.urls import URLPattern, path

from saferboard.web.casework.asb import (
    case_views,
    file_views,
    overlap_views,
    police_views,
    views,
)

_CASE = "cases/<slug:reference>/asb/"
_INCIDENT = "cases/asb/incidents/<int:incident>/"
urlpatterns: list[URLPattern] = [
    path("cases/asb/due/", views.due, name="asb-due"),
    path("cases/asb/report/", views.report, name="asb-report"),
    path("cases/asb/incidents/", police_views.incidents, name="asb-incidents"),
    path("cases/asb/incidents/take-in/", police_views.take_in, name="asb-take-in"),
    path(_INCIDENT, police_views.incident, name="asb-incident"),
    path(f"{_INCIDENT}judge/", police_views.judge, name="asb-judge"),
    path(f"{_INCIDENT}undo/", police_views.undo, name="asb-undo"),
    path("cases/asb/overlap/", overlap_views.overlap, name="asb-overlap"),
    path("cases/asb/overlap/<int:study>/", overlap_views.study, name="asb-study"),
    path("cases/asb/overlap/<int:study>/<int:number>/", overlap_views.unit, name="asb-unit"),
    path(f"{_CASE}risk/", case_views.risk, name="asb-risk"),
    path(f"{_CASE}contacts/", case_views.contacts, name="asb-contacts"),
    path(f"{_CASE}visits/", case_views.visits, name="asb-visits"),
    path(f"{_CASE}visits/<int:visit>/", case_views.visited, name="asb-visit"),
    path(f"{_CASE}reports/new/", case_views.add_report, name="asb-report-add"),
    path(f"{_CASE}close/", case_views.close, name="asb-close"),
    path(f"{_CASE}files/", file_views.files, name="asb-files"),
    path(f"{_CASE}files/<int:file>/", file_views.file, name="asb-file"),
    path(f"{_CASE}files/<int:file>/accept/", file_views.accept, name="asb-file-accept"),
]
