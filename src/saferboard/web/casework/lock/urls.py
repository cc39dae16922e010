"""Addresses at the lock."""

from django.urls import URLPattern, path

from saferboard.web.casework.lock import views

urlpatterns: list[URLPattern] = [
    path("cases/enter/", views.enter, name="cases-enter"),
    path("cases/leave/", views.leave, name="cases-leave"),
]
