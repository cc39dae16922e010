"""Addresses of the directory: people and posts, accounts, the audit trail, the service itself."""

from django.urls import URLPattern, URLResolver, include, path

from saferboard.web.directory import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", views.health, name="health"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("work/people/", include("saferboard.web.directory.people_urls")),
]
