"""Addresses of surveys: what is published, and the desk where comments are read."""

from django.urls import URLPattern, path, register_converter

from saferboard.web.evidence.addresses import QuarterConverter
from saferboard.web.evidence.surveys import desk, views

register_converter(QuarterConverter, "surveyquarter")

PINNED = "releases/<surveyquarter:quarter>/<int:number>/surveys/"

urlpatterns: list[URLPattern] = [
    path("surveys/", views.index, name="surveys"),
    path("surveys/<slug:key>/", views.survey, name="survey"),
    path("surveys/<slug:key>.csv", views.download, name="survey-csv"),
    path(PINNED, views.index, name="release-surveys"),
    path(f"{PINNED}<slug:key>/", views.survey, name="release-survey"),
    path(f"{PINNED}<slug:key>.csv", views.download, name="release-survey-csv"),
    path("work/surveys/", desk.index, name="work-surveys"),
    path("work/surveys/comments/<int:pk>/", desk.comment, name="work-comment"),
    path("work/surveys/<slug:key>/", desk.comments, name="work-survey"),
]
