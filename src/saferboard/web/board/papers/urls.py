"""Addresses of papers."""

from django.urls import URLPattern, URLResolver, path, re_path

from saferboard.web.board.papers import file_views, views, writing_views

MEETING = "work/papers/<slug:body>/<meetingday:day>/"
ITEM = "work/papers/items/<int:pk>/"
PAPER = "work/papers/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/papers/", views.papers, name="work-papers"),
    path(MEETING, views.meeting, name="work-papers-meeting"),
    path(f"{MEETING}call/", views.call, name="work-papers-call"),
    path(f"{MEETING}deadlines/", views.steps, name="work-papers-deadlines"),
    path(ITEM, views.item, name="work-papers-item"),
    path(f"{ITEM}begin/", views.begin, name="work-paper-begin"),
    path(f"{ITEM}template.docx", file_views.template, name="work-paper-template"),
    path(PAPER, views.paper, name="work-paper"),
    path(f"{PAPER}write/", writing_views.write, name="work-paper-write"),
    path(f"{PAPER}upload/", writing_views.upload, name="work-paper-upload"),
    path(f"{PAPER}check/", writing_views.check, name="work-paper-check"),
    path(f"{PAPER}draft.pdf", file_views.draft_pdf, name="work-paper-draft-pdf"),
    path(f"{PAPER}withdraw/", writing_views.withdraw, name="work-paper-withdraw"),
    path(f"{PAPER}agree/", writing_views.agree, name="work-paper-agree"),
    path(f"{PAPER}versions/<int:number>/", file_views.version, name="work-paper-version"),
    path(f"{PAPER}versions/<int:number>.pdf", file_views.version_pdf, name="work-paper-pdf"),
    path(f"{PAPER}versions/<int:number>/file/", file_views.version_file, name="work-paper-file"),
    re_path(
        r"^work/papers/(?P<pk>[0-9]+)/pictures/(?P<sha>[0-9a-f]{64})/$",
        file_views.picture,
        name="work-paper-picture",
    ),
]
