"""Addresses of the search."""

from django.urls import URLPattern, path

from saferboard.web.search import feeds, views

urlpatterns: list[URLPattern] = [
    path("search/", views.search, name="search"),
    path("search/timeline/", views.timeline, name="search-timeline"),
    path("search/feed/", feeds.feed, name="search-feed"),
]
