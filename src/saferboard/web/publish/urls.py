"""Addresses of what is published, and of the desk from which it is."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
