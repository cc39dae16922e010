"""Addresses of minutes: those of a meeting stand under its number."""

from django.urls import URLPattern, URLResolver, path

from saferboard.web.board.minutes import (
    attendance_views,
    outcome_views,
    state_views,
    text_views,
    views,
)

OF = "work/minutes/<int:meeting>/"
MINUTE = f"{OF}minute/<int:pk>/"
OUTCOME = f"{OF}outcome/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/minutes/", views.index, name="minutes"),
    path(OF, views.home, name="minutes-home"),
    path(f"{OF}draft/", views.draft, name="minutes-draft"),
    path(f"{OF}take/", views.live, name="minutes-live"),
    path(f"{OF}state/", views.state, name="minutes-state"),
    path(f"{OF}read/", views.read, name="minutes-read"),
    path(f"{OF}minutes.pdf", views.pdf, name="minutes-pdf"),
    path(f"{OF}add/", text_views.add_minute, name="minutes-add"),
    path(f"{OF}items/", text_views.add_items, name="minutes-items"),
    path(MINUTE, text_views.section, name="minutes-section"),
    path(f"{MINUTE}text/", text_views.save, name="minutes-save"),
    path(f"{MINUTE}outcome/", outcome_views.add_outcome, name="minutes-add-outcome"),
    path(f"{MINUTE}move/", text_views.move, name="minutes-move"),
    path(f"{MINUTE}leave-out/", text_views.leave_out, name="minutes-leave-out"),
    path(f"{MINUTE}history/", text_views.history, name="minutes-history"),
    path(f"{MINUTE}history/<int:number>/", text_views.bring_back, name="minutes-bring-back"),
    path(OUTCOME, outcome_views.outcome, name="minutes-outcome"),
    path(f"{OUTCOME}move/", outcome_views.move_outcome, name="minutes-move-outcome"),
    path(f"{OF}attendance/", attendance_views.attendance, name="minutes-attendance"),
    path(f"{OF}attendance/add/", attendance_views.add, name="minutes-add-attendee"),
    path(f"{OF}attendance/<int:pk>/", attendance_views.change, name="minutes-attendee"),
    path(f"{OF}attendance/<int:pk>/mark/", attendance_views.mark, name="minutes-mark"),
    path(f"{OF}attendance/<int:pk>/remove/", attendance_views.remove, name="minutes-remove"),
    path(f"{OF}declarations/", attendance_views.declarations, name="minutes-declarations"),
    path(
        f"{OF}declarations/<int:pk>/remove/", attendance_views.undeclare, name="minutes-undeclare"
    ),
    path(f"{OF}details/", state_views.details, name="minutes-details"),
    path(f"{OF}circulate/", state_views.circulate, name="minutes-circulate"),
    path(f"{OF}recall/", state_views.recall, name="minutes-recall"),
    path(f"{OF}amend/", state_views.amend, name="minutes-amend"),
    path(f"{OF}amend/<int:pk>/drop/", state_views.drop, name="minutes-drop"),
    path(f"{OF}confirm/", state_views.confirm, name="minutes-confirm"),
    path(f"{OF}series/", state_views.series, name="minutes-series"),
]
