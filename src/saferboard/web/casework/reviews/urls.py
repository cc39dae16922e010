"""Addresses of case reviews: the public's, and those under lock."""

from django.urls import URLPattern, path

from saferboard.web.casework.reviews import desk_views, views

urlpatterns: list[URLPattern] = [
    path("case-review/", views.apply, name="case-review"),
    path("case-review/sent/", views.taken, name="case-review-taken"),
    path("case-review/figures/", views.figures, name="case-review-figures"),
    path("cases/<slug:reference>/threshold/", desk_views.judge, name="case-review-judge"),
    path("cases/<slug:reference>/review/", desk_views.conclude, name="case-review-conclude"),
    path("cases/reviews/<int:year>/publish/", desk_views.publish, name="case-review-publish"),
]
