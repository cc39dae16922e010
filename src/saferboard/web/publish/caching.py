"""Public pages are made once for every state of what is published, then handed out as they are.

The stamp is the state: a correction moves it on, so the next reader sees the correction, whichever
process answers; so does midnight, as pages tell what is to come. What is handed out says nothing of
who asks and sets no cookie.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from saferboard.web.publish import queries

View = Callable[..., HttpResponse]
MOST_BYTES = 64_000_000
KEPT_STATUSES = frozenset({200, 410})
# A shared cache may keep a page, but asks every time whether it still stands.
OPEN = "public, no-cache"
OWN = "private, no-store"


@dataclass(frozen=True, slots=True)
class Page:
    """An answer to everybody: plain and compressed."""

    status: int
    type: str
    body: bytes
    compressed: bytes
    tag: str
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.body) + len(self.compressed)


class Pages:
    """The pages of one state, the least asked for forgotten first. Threads may share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._held: OrderedDict[str, Page] = OrderedDict()
        self._making: dict[str, Lock] = {}
        self._state, self._bytes, self._most = -1, 0, most
        self._lock = Lock()

    def get(self, state: int, key: str, make: Callable[[], HttpResponse]) -> HttpResponse | Page:
        """The page kept under the key, or made now: once, however many ask for it together."""
        with self._lock:
            if state != self._state:
                self._forget()
                self._state = state
            if (page := self._found(state, key)) is not None:
                return page
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if (page := self._found(state, key)) is not None:
                    return page
            try:
                response = make()
                if response.status_code not in KEPT_STATUSES:
                    return response
                return self._keep(state, key, _page(response))
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._held.clear()
        self._making.clear()
        self._bytes = 0

    def _found(self, state: int, key: str) -> Page | None:
        page = self._held.get(key) if state == self._state else None
        if page is not None:
            self._held.move_to_end(key)
        return page

    def _keep(self, state: int, key: str, page: Page) -> Page:
        with self._lock:
            if state == self._state and key not in self._held:
                self._held[key] = page
                self._bytes += page.size
                while self._bytes > self._most:
                    self._bytes -= self._held.popitem(last=False)[1].size
        return page


PAGES = Pages()


def kept(*reads: str) -> Callable[[View], View]:
    """A public view whose answers are kept by the stamp, with an ETag and a Last-Modified.

    ``reads`` are the query parameters that the view looks at; others make no page of their own.
    Somebody signed in sees their own way about at the top of the page, and whoever was just told
    something reads it there: made anew, kept nowhere.
    """

    def wrapped(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response = view(request, *args, **kwargs)
                response["Cache-Control"] = OWN
                return response
            stamp = queries.stamp()
            asked = [(name, request.GET.getlist(name)) for name in reads]
            today = timezone.localdate()
            key = f"{today} {request.get_host()} {request.path} {asked}"
            found = PAGES.get(stamp.number, key, lambda: view(request, *args, **kwargs))
            if isinstance(found, HttpResponse):
                found.headers.setdefault("Cache-Control", OPEN)
                return found
            midnight = timezone.make_aware(datetime.combine(today, time()))
            changed = max(stamp.at, midnight) if stamp.at else midnight
            return _response(request, found, int(changed.timestamp()))

        return answered

    return wrapped


def _page(response: HttpResponse) -> Page:
    body = bytes(response.content)
    headers = tuple(
        (name, response[name])
        for name in ("Content-Disposition", "Content-Language", "Link")
        if name in response
    )
    return Page(
        response.status_code,
        response["Content-Type"],
        body,
        gzip.compress(body, 6, mtime=0),
        hashlib.sha256(body).hexdigest()[:32],
        headers,
    )


def _response(request: HttpRequest, page: Page, modified: int) -> HttpResponse:
    compressed = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f'"{page.tag}{"-gz" if compressed else ""}"'
    body = page.compressed if compressed else page.body
    response = HttpResponse(body, status=page.status, content_type=page.type)
    for name, value in page.headers:
        response[name] = value
    if compressed:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = OPEN
    response["ETag"] = tag
    response["Last-Modified"] = http_date(modified)
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    if page.status != 200:
        return response
    return get_conditional_response(request, tag, modified, response) or response
