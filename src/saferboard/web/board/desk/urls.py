"""Addresses of the desk."""

from django.urls import URLPattern, URLResolver, path

from saferboard.web.board.desk import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/", views.my_work, name="work"),
    path("work/chair/<int:meeting>/", views.chair, name="chair"),
]
