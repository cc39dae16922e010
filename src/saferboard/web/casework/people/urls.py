"""Addresses of people and of who is who. They hold numbers and references, and no name."""

from django.urls import URLPattern, path

from saferboard.web.casework.people import link_views, views

_CASE = "cases/<slug:reference>/people/"
urlpatterns: list[URLPattern] = [
    path("cases/links/", link_views.waiting, name="case-links"),
    path("cases/links/decided/", link_views.decided, name="case-links-decided"),
    path("cases/links/<int:first>/<int:second>/", link_views.pair, name="case-link"),
    path(_CASE, views.people, name="case-people"),
    path(f"{_CASE}new/", views.add, name="case-person-new"),
    path(f"{_CASE}<int:record>/", views.change, name="case-person"),
    path(f"{_CASE}<int:record>/remove/", views.remove, name="case-person-remove"),
    path(f"{_CASE}relationships/new/", views.relate, name="case-relationship-new"),
    path(
        f"{_CASE}relationships/<int:relationship>/remove/",
        views.unrelate,
        name="case-relationship-remove",
    ),
]
