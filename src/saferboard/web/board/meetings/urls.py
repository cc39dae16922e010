"""Addresses of meetings."""

from datetime import date

from django.urls import URLPattern, URLResolver, path, register_converter

from saferboard.web.board.meetings import views


class MeetingDay:
    """A day in an address: 2022-06-10."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day; no such page for what is none."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """As it stands in the address."""
        return value.isoformat()


register_converter(MeetingDay, "meetingday")

MEETING = "work/meetings/<slug:body>/<meetingday:day>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/meetings/", views.meetings, name="work-meetings"),
    path("work/meetings/arrange/", views.arrange, name="work-meeting-arrange"),
    path(MEETING, views.meeting, name="work-meeting"),
    path(f"{MEETING}change/", views.change, name="work-meeting-change"),
    path(f"{MEETING}cancel/", views.cancel, name="work-meeting-cancel"),
    path(f"{MEETING}standard/", views.standard, name="work-meeting-standard"),
    path(f"{MEETING}add/", views.add_item, name="work-item-add"),
    path("work/meetings/items/<int:pk>/", views.change_item, name="work-item"),
    path("work/meetings/items/<int:pk>/move/", views.move_item, name="work-item-move"),
    path("work/meetings/items/<int:pk>/withdraw/", views.withdraw_item, name="work-item-withdraw"),
    path("work/meetings/items/<int:pk>/defer/", views.defer_item, name="work-item-defer"),
]
