"""The application, as Django knows it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Named ``meetings``."""

    name = "saferboard.web.board.meetings"
    label = "meetings"
