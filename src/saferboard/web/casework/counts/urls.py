"""The address of counts out."""

from django.urls import URLPattern, path

from saferboard.web.casework.counts import views

urlpatterns: list[URLPattern] = [path("cases/counts/", views.counts, name="case-counts")]
