"""Whole addresses, as programs need them: of objects, and of the pages that show them."""

from datetime import date
from urllib.parse import urljoin

from django.http import HttpRequest
from django.urls import reverse


class Addresses:
    """Addresses under the name by which the service was asked."""

    def __init__(self, request: HttpRequest) -> None:
        self._root = request.build_absolute_uri("/")

    def of(self, name: str, *parts: object) -> str:
        """An object of the interface, or a list."""
        return self.page(f"api:{name}", *parts)

    def page(self, name: str, *parts: object) -> str:
        """A page, or a file."""
        return urljoin(self._root, reverse(name, args=parts))

    def meeting(self, body: str, day: date | str) -> str:
        """A meeting."""
        return self.of("meeting", body, day)

    def file(self, body: str, day: date, name: str) -> str:
        """Where a file is to be had."""
        return self.page("public-file", body, day, name)
