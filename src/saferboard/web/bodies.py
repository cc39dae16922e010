"""What a request brings with it, taken whole or not at all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class WholeBody:
    """The body of a request; BadRequest where it ends before all that was announced has come.

    The server tells no difference between the end of a body and a line that broke. Django would
    take half of a text for the whole, and what stands before half of a file for all that was sent.
    """

    def __init__(self, body: Any, length: int) -> None:
        self._body, self._left = body, length

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, or all that are still to come."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        pieces = []
        while wanted:
            piece = self._arrived(self._body.read(wanted))
            wanted -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self, size: int | None = -1) -> bytes:
        """A line, or so many bytes of it."""
        most = self._left if size is None or size < 0 else min(size, self._left)
        return self._arrived(self._body.readline(most)) if most else b""

    def _arrived(self, piece: bytes) -> bytes:
        if not piece:
            raise BadRequest("the request was cut short")
        self._left -= len(piece)
        return piece


def with_whole_bodies(application: Application) -> Application:
    """The application, which is never given half of what was sent."""

    def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        announced = environ.get("CONTENT_LENGTH") or ""
        length = int(announced) if announced.isascii() and announced.isdecimal() else 0
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"], length)
        return application(environ, start_response)

    return answered
