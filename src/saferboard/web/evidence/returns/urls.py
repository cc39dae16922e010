"""Addresses of this room: returns, loading evidence, freezing a release."""

from django.urls import URLPattern, path, register_converter

from saferboard.web.evidence.returns import (
    form_views,
    load_views,
    release_views,
    settle_views,
    views,
)
from saferboard.web.evidence.returns.terms import TermConverter

register_converter(TermConverter, "term")

urlpatterns: list[URLPattern] = [
    path("work/returns/", views.returns, name="returns"),
    path("work/returns/template.xlsx", views.template, name="return-template"),
    path("work/returns/upload/", form_views.upload, name="return-upload"),
    path("work/returns/sent/<int:pk>/", views.sent, name="return-sent"),
    path("work/returns/sent/<int:pk>/file/", views.sent_file, name="return-file"),
    path("work/returns/sent/<int:pk>/accept/", settle_views.accept, name="return-accept"),
    path("work/returns/sent/<int:pk>/reject/", settle_views.reject, name="return-reject"),
    path("work/returns/<slug:key>/<term:term>/", form_views.form, name="return-form"),
    path("work/evidence/", load_views.load, name="load"),
    path("work/evidence/release/", release_views.release, name="release-make"),
    path("work/evidence/<int:pk>/", load_views.staged, name="load-staged"),
]
