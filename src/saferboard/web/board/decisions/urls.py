"""Addresses of decisions and of the actions that follow from them."""

from django.urls import URLPattern, URLResolver, path

from saferboard.web.board.decisions import gap_views, register_views, views

ACTION = "work/actions/<slug:body>/<int:number>/"
DECISION = "work/decisions/<int:pk>/"
GAP = "work/decisions/unanswered/<int:meeting>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/actions/", views.action_list, name="actions"),
    path("work/actions/logs/", views.logs, name="action-logs"),
    path(ACTION, views.action, name="action"),
    path(f"{ACTION}update/", views.update, name="action-update"),
    path(f"{ACTION}evidence/<int:place>/", views.evidence, name="action-evidence"),
    path(f"{ACTION}<slug:step>/", views.step, name="action-step"),
    path("work/decisions/", register_views.decision_list, name="decisions"),
    path(GAP, gap_views.gap, name="gap"),
    path(f"{GAP}noted/", gap_views.gap_noted, name="gap-noted"),
    path(f"{GAP}sign/", gap_views.gap_sign, name="gap-sign"),
    path(DECISION, register_views.decision, name="decision"),
    path(f"{DECISION}make/", register_views.make, name="decision-make"),
    path(f"{DECISION}add/", register_views.add, name="decision-add"),
    path(f"{DECISION}none/", register_views.none, name="decision-none"),
]
