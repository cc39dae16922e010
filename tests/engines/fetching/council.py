"""A small council's web server on this machine, and how a visit reaches it."""

import gzip
import http.server
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from saferboard.engines.fetching.visits import Outside

Answer = Callable[["Handler"], None]


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by the path, as the council's table says; what is not in it is not found."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.server.council.asked.append(self.path)
        self.server.council.headers.append(dict(self.headers))
        answer = self.server.council.answers.get(self.path)
        if answer is None:
            self.give(b"", status=404)
        else:
            answer(self)

    def give(self, content: bytes, *, status: int = 200, **headers: str) -> None:
        """A whole answer with its length."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    council: "Council"

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that goes away in the middle is what these tests are about."""


@dataclass
class Council:
    """What it answers, and what it was asked."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"http://democracy.example:{self.port}"

    def outside(self, resolve: Callable[[str, int], Sequence[str]] | None = None) -> Outside:
        """Every name leads to this machine, and pauses are noted and not waited for."""
        return Outside(
            resolve=resolve or (lambda host, port: ["127.0.0.1"]),
            loopback=True,
            wait=self.waits.append,
        )


@contextmanager
def open_council(wrap: Callable[[Server], None] = lambda server: None) -> Iterator[Council]:
    """It answers while the test runs."""
    server = Server(("127.0.0.1", 0), Handler)
    server.council = Council(server.server_address[1])
    wrap(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.council
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(text: str, kind: str = "text/html; charset=utf-8", status: int = 200) -> Answer:
    """Always the same page."""
    return lambda handler: handler.give(text.encode(), status=status, Content_Type=kind)


def led_to(place: str, status: int = 302) -> Answer:
    """A redirect."""
    return lambda handler: handler.give(b"", status=status, Location=place)


def endless(handler: Handler) -> None:
    """A page without an end and without a length."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>and so on</p>" * 1000)


def dripping(handler: Handler) -> None:
    """A page that comes letter by letter and never stands still for long."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.02)


def dripping_headers(handler: Handler) -> None:
    """Headers that come letter by letter."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.02)


def bomb(handler: Handler) -> None:
    """A few kilobytes that unpack to a hundred million bytes."""
    packed = gzip.compress(bytes(100_000_000))
    handler.give(packed, Content_Type="text/html", Content_Encoding="gzip")


def packed(text: str) -> Answer:
    """An honest packed page."""
    return lambda handler: handler.give(
        gzip.compress(text.encode()), Content_Type="text/html", Content_Encoding="gzip"
    )
