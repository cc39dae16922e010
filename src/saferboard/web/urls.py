"""Every address of the service. Each view names its permission (see ``directory.permissions``)."""

from django.urls import include, path

from saferboard.web.directory import views as directory

urlpatterns = [
    path("health", directory.health, name="health"),
    path("accessibility/", directory.accessibility, name="accessibility"),
    path("account/", include("allauth.urls")),
    path("", include("saferboard.web.evidence.urls")),
]
