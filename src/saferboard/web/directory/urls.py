"""Addresses of the directory: people and posts, accounts, the audit trail, the service itself."""

from django.urls import URLPattern, URLResolver, include, path

from saferboard.web.directory import trail_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", views.health, name="health"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("work/audit/", trail_views.trail, name="trail"),
    path("work/audit/trail.csv", trail_views.trail_csv, name="trail-csv"),
    path("work/people/", include("saferboard.web.directory.people_urls")),
]
