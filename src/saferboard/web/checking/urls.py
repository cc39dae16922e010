"""Addresses of the paper check."""

from django.urls import URLPattern, path

from saferboard.web.checking import views

PAPER = "work/papers/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("work/papers/check/", views.check, name="paper-figures"),
    path(f"{PAPER}figures/", views.draft, name="paper-figures-draft"),
    path(f"{PAPER}versions/<int:number>/figures/", views.version, name="paper-figures-version"),
]
