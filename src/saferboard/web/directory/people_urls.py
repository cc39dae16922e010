"""Addresses of the pages about people, posts and bodies."""

from django.urls import URLPattern, URLResolver, path

from saferboard.web.directory import bodies_views, people_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", people_views.people, name="people"),
    path("by-name/", people_views.persons, name="people-persons"),
    path("by-name/<int:pk>/", people_views.person, name="people-person"),
    path("by-name/<int:pk>/name/", people_views.rename_person, name="people-person-rename"),
    path("by-name/<int:pk>/declare/", people_views.declare, name="people-declare"),
    path("declarations/<int:pk>/", people_views.change_declaration, name="people-declaration"),
    path("posts/add/", people_views.add_post, name="people-post-add"),
    path("posts/<slug:key>/", people_views.post, name="people-post"),
    path("posts/<slug:key>/change/", people_views.change_post, name="people-post-change"),
    path("posts/<slug:key>/appoint/", people_views.appoint, name="people-appoint"),
    path("tenures/<int:pk>/end/", people_views.end_tenure, name="people-tenure-end"),
    path("tenures/<int:pk>/correct/", people_views.correct_tenure, name="people-tenure-correct"),
    path("tenures/<int:pk>/strike/", people_views.strike_tenure, name="people-tenure-strike"),
    path("bodies/", bodies_views.bodies, name="people-bodies"),
    path("bodies/add/", bodies_views.add_body, name="people-body-add"),
    path("bodies/<slug:key>/", bodies_views.body, name="people-body"),
    path("bodies/<slug:key>/change/", bodies_views.change_body, name="people-body-change"),
    path("bodies/<slug:key>/seat/", bodies_views.add_seat, name="people-seat-add"),
    path("bodies/<slug:key>/elect/", bodies_views.elect, name="people-elect"),
    path("bodies/<slug:key>/pass-on/", bodies_views.pass_on, name="people-pass-on"),
    path("seats/<int:pk>/", bodies_views.change_seat, name="people-seat"),
    path("seats/<int:pk>/strike/", bodies_views.strike_seat, name="people-seat-strike"),
    path("business/<int:pk>/", bodies_views.remit, name="people-remit"),
    path("business/<int:pk>/hand-back/", bodies_views.hand_back, name="people-hand-back"),
]
