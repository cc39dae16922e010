"""Addresses of what is published, and of the desk from which it is."""

from django.urls import URLPattern, URLResolver, path

from saferboard.web.publish import register, standing, views

MEETING = "meetings/<slug:body>/<meetingday:day>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/", views.meetings, name="public-meetings"),
    path(MEETING, views.meeting, name="public-meeting"),
    path(f"{MEETING}pack.pdf", views.pack, name="public-pack"),
    path(f"{MEETING}papers/<slug:slug>/", views.paper, name="public-paper"),
    path(f"{MEETING}minutes/", views.minutes, name="public-minutes"),
    path(f"{MEETING}files/<str:name>", views.file, name="public-file"),
    path("decisions/", register.decisions, name="public-decisions"),
    path("decisions/<int:number>/", register.decision, name="public-decision"),
    path("actions/", register.actions, name="public-actions"),
    path("actions/<slug:body>/<int:number>/", register.action, name="public-action"),
    path("board/", standing.board, name="public-board"),
    path("plan/", standing.plan, name="public-plan"),
]
