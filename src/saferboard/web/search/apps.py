"""Search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finds words in what was published, and tells what became of a matter."""

    name = "saferboard.web.search"
    label = "search"
