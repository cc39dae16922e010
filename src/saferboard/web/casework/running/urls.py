"""Addresses of cases and procedures. They hold a reference that was drawn by lot, and no name."""

from django.urls import URLPattern, path, register_converter

from saferboard.web.casework.running import procedure_views, views, writing_views


class CaseReference:
    """``ASB-7K3M9Q``: no other address of the service looks like it."""

    regex = "[A-Z0-9_-]{1,12}-[0-9A-Z]{6}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(CaseReference, "case")

_CASE = "cases/<case:reference>/"
urlpatterns: list[URLPattern] = [
    path("cases/", views.cases, name="cases"),
    path("cases/closed/", views.closed, name="cases-closed"),
    path("cases/new/<slug:process>/", writing_views.begin, name="case-new"),
    path("cases/procedures/", procedure_views.procedures, name="procedures"),
    path(
        "cases/procedures/<slug:process>/<int:version>/",
        procedure_views.procedure,
        name="procedure",
    ),
    path(_CASE, views.case, name="case"),
    path(f"{_CASE}steps/<slug:step>/", writing_views.step, name="case-step"),
    path(f"{_CASE}entries/new/", writing_views.entry, name="case-entry-new"),
    path(f"{_CASE}entries/<int:entry>/", writing_views.put_right, name="case-entry"),
    path(f"{_CASE}messages/new/", writing_views.message, name="case-message-new"),
    path(f"{_CASE}tasks/new/", writing_views.task, name="case-task-new"),
    path(f"{_CASE}tasks/<int:task>/", writing_views.answer, name="case-task"),
]
