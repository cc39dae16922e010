"""Addresses of what is published, and of the desk from which it is."""

from django.urls import URLPattern, URLResolver, include, path

from saferboard.web.publish import desk, notes, register, standing, views

DESK = "work/publish/<slug:body>/<meetingday:day>/"
MEETING = "meetings/<slug:body>/<meetingday:day>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("saferboard.web.publish.feeds_urls")),
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
    path("work/publish/", desk.index, name="desk"),
    path(DESK, desk.meeting, name="desk-meeting"),
    path(f"{DESK}issue/", desk.issue, name="desk-issue"),
    path(f"{DESK}preview.pdf", desk.preview, name="desk-preview"),
    path(f"{DESK}private.pdf", desk.sealed, name="desk-private"),
    path(f"{DESK}progress/", desk.so_far, name="desk-progress"),
    path(f"{DESK}minutes/", desk.issue_minutes, name="desk-minutes"),
    path(f"{DESK}performance/", desk.attach, name="desk-attach"),
    path(
        "work/publish/standing/<slug:kind>/<slug:body>/", desk.issue_standing, name="desk-standing"
    ),
    path("work/publish/withdraw/<int:pk>/", desk.withdraw, name="desk-withdraw"),
    path("work/notes/", notes.index, name="notes"),
    path("work/notes/my-notes.json", notes.export, name="notes-export"),
    path("work/notes/papers/<int:pk>/", notes.paper, name="notes-paper"),
    path("work/notes/<int:pk>/", notes.note, name="note"),
    path("work/notes/<int:pk>/remove/", notes.remove, name="note-remove"),
]
