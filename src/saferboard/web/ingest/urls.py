"""Addresses of the past: the office's, and those that are open to all."""

from django.urls import URLPattern, path

from saferboard.web.ingest import (
    account_views,
    activate_views,
    figure_views,
    public_views,
    settle_views,
    views,
)

SOURCE = "work/history/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("work/history/", views.sources, name="history-sources"),
    path("work/history/account/", account_views.account, name="history-account"),
    path("work/history/account/dismiss/", account_views.dismiss, name="history-dismiss"),
    path("work/history/account/table.csv", account_views.table, name="history-account-csv"),
    path("work/history/figures/", figure_views.figures, name="history-figures"),
    path("work/history/figures/observations.csv", figure_views.table, name="history-figures-csv"),
    path(SOURCE, views.source, name="history-source"),
    path(f"{SOURCE}file/", views.original, name="history-original"),
    path(f"{SOURCE}reading.json", views.plain, name="history-plain"),
    path(f"{SOURCE}doubts/", settle_views.doubts, name="history-doubts"),
    path(f"{SOURCE}doubts/<int:place>/", settle_views.settle, name="history-settle"),
    path(f"{SOURCE}lines/", settle_views.lines, name="history-lines"),
    path(f"{SOURCE}again/", settle_views.again, name="history-again"),
    path(f"{SOURCE}people/", settle_views.know, name="history-know"),
    path(f"{SOURCE}activate/", activate_views.activate, name="history-activate"),
    path(f"{SOURCE}choose/", activate_views.choose, name="history-choose"),
    path(f"{SOURCE}back/", activate_views.back, name="history-back"),
    path("history/", public_views.years, name="history"),
    path("history/<slug:body>/<meetingday:day>/", public_views.meeting, name="history-meeting"),
    path("history/sources/<int:pk>/", public_views.text, name="history-text"),
    path("history/sources/<int:pk>/file/", public_views.original, name="history-file"),
]
