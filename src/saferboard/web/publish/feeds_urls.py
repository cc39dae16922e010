"""Addresses of feeds, exports, the interface for programs, and e-mail alerts."""

from django.urls import URLPattern, URLResolver, include, path

from saferboard.web.publish import alerts, exports, feeds

urlpatterns: list[URLPattern | URLResolver] = [
    path("feeds/meetings.ics", feeds.every_calendar, name="calendars-ics"),
    path("feeds/<slug:body>.ics", feeds.calendar, name="calendar-ics"),
    path("feeds/<slug:body>/<meetingday:day>.ics", feeds.one_day, name="meeting-ics"),
    path("feeds/news.atom", feeds.every_news, name="news-atom"),
    path("feeds/<slug:body>.atom", feeds.news, name="body-atom"),
    path("data/board/", exports.data, name="board-data"),
    path("data/board/decisions.csv", exports.decisions, name="decisions-csv"),
    path("data/board/actions.csv", exports.actions, name="actions-csv"),
    path("data/board/action-entries.csv", exports.entries, name="entries-csv"),
    path("data/board/attendance.csv", exports.attendance, name="attendance-csv"),
    path("api/", include("saferboard.web.publish.api_urls")),
    path("alerts/", alerts.ask, name="alert-ask"),
    path("alerts/asked/", alerts.asked, name="alert-asked"),
    path("alerts/<str:key>/", alerts.alert, name="alert"),
    path("alerts/<str:key>/start/", alerts.start, name="alert-start"),
    path("alerts/<str:key>/change/", alerts.change, name="alert-change"),
    path("alerts/<str:key>/stop/", alerts.stop, name="alert-stop"),
    path("work/publish/alerts/", alerts.office, name="alerts-office"),
]
