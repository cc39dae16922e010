"""Addresses of the data protection officer."""

from django.urls import URLPattern, path

from saferboard.web.casework.protection import piece_views, request_views, retention_views, views

HERE = "cases/protection/"
ONE = f"{HERE}requests/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.overview, name="cases-protection"),
    path(f"{HERE}trail/", views.trail, name="cases-trail"),
    path(f"{HERE}trail/csv/", views.trail_csv, name="cases-trail-csv"),
    path(f"{HERE}requests/", request_views.requests, name="cases-requests"),
    path(f"{HERE}requests/new/", request_views.enter, name="cases-request-new"),
    path(ONE, request_views.request_page, name="cases-request"),
    path(f"{ONE}identity/", request_views.identity, name="cases-request-identity"),
    path(f"{ONE}pause/", request_views.pause, name="cases-request-pause"),
    path(f"{ONE}resume/", request_views.resume, name="cases-request-resume"),
    path(f"{ONE}extend/", request_views.extend, name="cases-request-extend"),
    path(f"{ONE}find/", request_views.find, name="cases-request-find"),
    path(f"{ONE}submit/", request_views.submit, name="cases-request-submit"),
    path(f"{ONE}approve/", request_views.approve, name="cases-request-approve"),
    path(f"{ONE}export/", request_views.export, name="cases-request-export"),
    path(f"{ONE}close/", request_views.close, name="cases-request-close"),
    path(f"{ONE}log/", piece_views.log, name="cases-request-log"),
    path(f"{ONE}log/csv/", piece_views.log_csv, name="cases-request-log-csv"),
    path(f"{ONE}pieces/<str:piece>/", piece_views.piece, name="cases-piece"),
    path(f"{ONE}pieces/<str:piece>/judge/", piece_views.judge, name="cases-piece-judge"),
    path(f"{ONE}redactions/<int:row>/undo/", piece_views.give_back, name="cases-redaction-undo"),
    path(f"{HERE}retention/", retention_views.retention, name="cases-retention"),
    path(f"{HERE}retention/erased/", retention_views.erased, name="cases-erased"),
    path(f"{HERE}retention/hold/", retention_views.hold, name="cases-hold"),
    path(f"{HERE}retention/hold/<int:pk>/lift/", retention_views.lift, name="cases-hold-lift"),
]
