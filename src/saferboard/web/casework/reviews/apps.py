"""The application, as Django knows it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Named ``reviews``."""

    name = "saferboard.web.casework.reviews"
    label = "reviews"
