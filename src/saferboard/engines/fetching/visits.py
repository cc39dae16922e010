"""A visit to one host: its name is looked up once, its robots.txt obeyed, one page at a time.

Nothing the host does can make a visit long or large, or lead it elsewhere: the connection goes to
the machine that was checked, with the certificate checked for the host's name; redirects stay on
the host; a clock ends a page that drips; a page is cut where it grows too large, unpacked too.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import BaseHTTPResponse

from saferboard import __version__
from saferboard.core.faults import Refused, refuse
from saferboard.engines.fetching.addresses import (
    Address,
    Resolver,
    address_of,
    by_name_system,
    follow,
    machines,
)

AGENT = "Saferboard"
USER_AGENT = f"{AGENT}/{__version__} (reads a board's published meetings, one page at a time)"
PAGES = ("text/html", "application/xhtml+xml", "text/xml", "application/xml", "text/plain")
LONGEST_PAUSE = 60.0
_PIECE = 65_536
_PACKED = ("", "identity", "gzip")
_MOVED = (301, 302, 303, 307, 308)
_BROKEN = (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one page may be, and how politely pages are asked for, one after another."""

    bytes: int = 5_000_000
    seconds: float = 30.0
    redirects: int = 3
    pause: float = 1.0
    pages: int = 500


@dataclass(frozen=True, slots=True)
class Outside:
    """How the outside is reached. Tests give their own; nothing else does.

    ``loopback`` lets this very machine be spoken to.
    """

    resolve: Resolver = by_name_system
    loopback: bool = False
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: ``address`` is where it was in the end."""

    address: str
    kind: str
    charset: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    kind: str
    charset: str
    location: str
    content: bytes


class Visit:
    """Pages of one host, as long as they are asked for."""

    def __init__(
        self, address: str, *, limits: Limits | None = None, outside: Outside | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._outside = outside or Outside()
        self._first = address_of(address)
        self._machines = machines(
            self._first, self._outside.resolve, loopback=self._outside.loopback
        )
        self._rules: RobotFileParser | None = None
        self._asked = False

    def get(self, address: str, *, kinds: tuple[str, ...] = PAGES) -> Fetched:
        """A page of the host, within the limits and where its robots.txt allows."""
        wanted = follow(self._first, address)
        rules = self._robots()
        self._pause(rules)
        at, answer = self._led(wanted, kinds, rules)
        if answer.status != 200:
            raise refuse(
                f"the host answers with status {answer.status} and no page",
                where=str(at),
                expected="a page, status 200",
                remedy="open the address in a browser; if it shows there, save the page and give "
                "the file; after 429 or 503 try again later",
            )
        return Fetched(str(at), answer.kind, answer.charset, answer.content)

    def _led(
        self, wanted: Address, kinds: tuple[str, ...], rules: RobotFileParser
    ) -> tuple[Address, _Answer]:
        """The answer at the end of the redirects, each looked at before it is followed."""
        deadline = self._outside.clock() + self.limits.seconds
        at = wanted
        for _ in range(self.limits.redirects + 1):
            if not rules.can_fetch(AGENT, at.target):
                raise refuse(
                    "the host's robots.txt asks programs not to fetch this page",
                    where=str(at),
                    expected="a page that programs may fetch",
                    remedy="save the page in a browser and give the file",
                )
            answer = self._answer(at, deadline, kinds)
            if answer.status not in _MOVED:
                return at, answer
            at = follow(at, answer.location)
        raise refuse(
            f"the page leads on more than {self.limits.redirects} times",
            where=str(wanted),
            expected="a page",
            remedy="open it in a browser and give the address that is shown in the end",
        )

    def _robots(self) -> RobotFileParser:
        """The host's rules, read once; all is allowed where it has none.

        An error of the host's own closes all of it (RFC 9309, 2.3.1.4).
        """
        if self._rules is None:
            status, text = self._robots_text()
            closed = "User-agent: *\nDisallow: /"
            rules = RobotFileParser()
            rules.parse((closed if status >= 500 else text).splitlines())
            self._rules = rules
        return self._rules

    def _robots_text(self) -> tuple[int, str]:
        at = address_of(f"{self._first.scheme}://{self._first.place}/robots.txt")
        deadline = self._outside.clock() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            answer = self._answer(at, deadline, ())
            if answer.status not in _MOVED:
                return answer.status, answer.content.decode("utf-8", "replace")
            try:
                at = follow(at, answer.location)
            except Refused:
                break  # a robots.txt that leads elsewhere is as good as none
        return 404, ""

    def _pause(self, rules: RobotFileParser) -> None:
        """Between pages, as long as the host asks for within reason."""
        if self._asked:
            asked = float(rules.crawl_delay(AGENT) or 0)
            self._outside.wait(min(max(self.limits.pause, asked), LONGEST_PAUSE))
        self._asked = True

    def _answer(self, at: Address, deadline: float, kinds: tuple[str, ...]) -> _Answer:
        late = threading.Event()
        try:
            with (
                self._connected(at, deadline) as connection,
                _ended_by(connection, deadline - self._outside.clock(), late),
            ):
                answer = self._asked_for(connection, at, kinds)
        except Refused as what_was_cut:
            if late.is_set():
                raise self._too_slow(at) from what_was_cut
            raise
        except _BROKEN as broken:
            if late.is_set() or self._outside.clock() >= deadline:
                raise self._too_slow(at) from broken
            raise refuse(
                f"the host cannot be reached or breaks off ({type(broken).__name__})",
                where=str(at),
                expected="an answer from a web server whose certificate is for its name",
                remedy="open the address in a browser; if it shows there, try again later",
            ) from broken
        if late.is_set():
            raise self._too_slow(at)
        return answer

    def _too_slow(self, at: Address) -> Refused:
        return refuse(
            f"the host takes longer than {self.limits.seconds:g} seconds for a page",
            where=str(at),
            expected=f"a whole page within {self.limits.seconds:g} seconds",
            remedy="try again later, or save the page in a browser and give the file",
        )

    @contextmanager
    def _connected(self, at: Address, deadline: float) -> Iterator[HTTPConnection]:
        """A connection to the first of the checked machines that takes it."""
        failed: Exception = OSError("no machine")
        for machine in self._machines:
            left = max(deadline - self._outside.clock(), 0.001)
            connection = self._connection(at, machine, left)
            try:
                connection.connect()
            except (OSError, urllib3.exceptions.HTTPError) as broken:
                connection.close()
                failed = broken
                continue
            try:
                yield connection
            finally:
                connection.close()
            return
        raise failed

    def _connection(self, at: Address, machine: str, seconds: float) -> HTTPConnection:
        if not at.secure:
            return HTTPConnection(machine, at.port, timeout=seconds)
        return HTTPSConnection(
            machine,
            at.port,
            timeout=seconds,
            server_hostname=at.host,
            ssl_context=self._outside.trust,
        )

    def _asked_for(
        self, connection: HTTPConnection, at: Address, kinds: tuple[str, ...]
    ) -> _Answer:
        connection.request(
            "GET",
            at.target,
            headers={
                "Host": at.place,
                "User-Agent": USER_AGENT,
                "Accept": ", ".join(kinds) or "text/plain",
                "Accept-Encoding": "gzip",
                "Connection": "close",
            },
            preload_content=False,
        )
        with closing(connection.getresponse()) as response:
            return self._read(response, at, kinds)

    def _read(self, response: BaseHTTPResponse, at: Address, kinds: tuple[str, ...]) -> _Answer:
        kind, charset = _kind(response.headers.get("Content-Type", ""))
        location = response.headers.get("Location", "")
        if response.status != 200:
            return _Answer(response.status, kind, charset, location, b"")
        if kinds and kind not in kinds:
            raise refuse(
                f"it is not a web page but {kind or 'of no named kind'}",
                where=str(at),
                expected="HTML, XML or plain text",
                remedy="give the address of the meeting's page; a PDF is saved and imported as a "
                "pack",
            )
        return _Answer(200, kind, charset, location, self._content(response, at))

    def _content(self, response: BaseHTTPResponse, at: Address) -> bytes:
        packed = response.headers.get("Content-Encoding", "").strip().lower()
        if packed not in _PACKED:
            raise refuse(
                "the page is packed in a way that was not asked for",
                where=str(at),
                expected="a page as it is, or packed with gzip",
                remedy="save the page in a browser and give the file",
            )
        content = bytearray()
        while piece := response.read(_PIECE):  # unpacked, and never more than a piece at once
            content += piece
            if len(content) > self.limits.bytes:
                raise refuse(
                    f"the page is larger than {self.limits.bytes:,} bytes",
                    where=str(at),
                    expected=f"a page of at most {self.limits.bytes:,} bytes, unpacked",
                    remedy="give the address of one meeting's page",
                )
        return bytes(content)


@contextmanager
def _ended_by(connection: HTTPConnection, seconds: float, late: threading.Event) -> Iterator[None]:
    """Whatever the host sends, and however slowly, the connection ends by then."""
    held = connection.sock

    def end() -> None:
        late.set()
        with suppress(OSError):  # it may have ended by itself
            socket.socket.shutdown(held, socket.SHUT_RDWR)  # also under TLS, without its farewell

    clock = threading.Timer(max(seconds, 0), end)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        clock.join()


def _kind(header: str) -> tuple[str, str]:
    """The kind of content and its character set, as a header names them."""
    kind, _, rest = header.partition(";")
    _, _, charset = rest.lower().partition("charset=")
    return kind.strip().lower(), charset.split(";")[0].strip(" \"'")
