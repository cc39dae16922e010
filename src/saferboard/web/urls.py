"""Every address of the service. Each view names its permission (see ``directory.permissions``)."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("saferboard.web.directory.account_urls")),
    path("", include("saferboard.web.directory.urls")),
    path("", include("saferboard.web.board.meetings.urls")),
    path("", include("saferboard.web.board.papers.urls")),
    path("", include("saferboard.web.board.minutes.urls")),
    path("", include("saferboard.web.board.decisions.urls")),
    path("", include("saferboard.web.board.plan.urls")),
    path("", include("saferboard.web.board.desk.urls")),
    path("", include("saferboard.web.publish.urls")),
    path("", include("saferboard.web.checking.urls")),
    path("", include("saferboard.web.ingest.urls")),
    path("", include("saferboard.web.evidence.returns.urls")),
    path("", include("saferboard.web.evidence.surveys.urls")),
    path("", include("saferboard.web.evidence.risk.urls")),
    path("", include("saferboard.web.evidence.profiles.urls")),
    path("", include("saferboard.web.evidence.urls")),
    path("", include("saferboard.web.search.urls")),
    path("", include("saferboard.web.casework.protection.urls")),
    path("", include("saferboard.web.casework.marac.urls")),
    path("", include("saferboard.web.casework.counts.urls")),
    path("", include("saferboard.web.casework.lock.urls")),
    path("", include("saferboard.web.casework.reviews.urls")),
    path("", include("saferboard.web.casework.people.urls")),
    path("", include("saferboard.web.casework.running.urls")),
    path("", include("saferboard.web.casework.asb.urls")),
]
