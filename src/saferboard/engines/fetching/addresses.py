"""Web addresses that may be fetched, and the machines behind them that may be spoken to."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from saferboard.core.faults import Refused, refuse

Resolver = Callable[[str, int], Sequence[str]]

MOST_CHARACTERS = 2000
_PORTS = {"http": 80, "https": 443}
_WANTED = "the http or https address of a page, as the browser shows it"
_REMEDY = "open the page in a browser and copy its address"
_UNWRITTEN = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[a-z0-9_.-]{1,253}|[0-9a-f:.]{2,45}")
# Ranges that are nobody's public web server, beyond those the standard library names: shared
# address space, protocol assignments, relays, local translation, site-local.
_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "fec0::/10",
        ),
    )
)
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")

_Machine = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is: ``target`` is its path and query, ready to be asked for."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.place}{self.target}"

    @property
    def place(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether it is asked for over TLS."""
        return self.scheme == "https"


def address_of(text: str) -> Address:
    """A person's address, read strictly. Refused where browsers and programs read it apart."""
    where = _shown(text)
    if len(text) > MOST_CHARACTERS or _UNWRITTEN.search(text.strip()):
        raise _refused("it is too long, or holds spaces or backslashes", where)
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise _refused("it cannot be read as an address", where) from None
    if parts.scheme not in _PORTS:
        raise _refused("it begins with neither http:// nor https://", where)
    if "@" in parts.netloc:
        raise refuse(
            "it holds a name or a password",
            where=f"{parts.scheme}://{parts.hostname}",
            expected="an address anybody may open",
            remedy="take out everything from // to @, and change that password",
        )
    host = _host(parts.hostname or "")
    if not host or port == 0:
        raise _refused("it names no host", where)
    target = quote(parts.path or "/", safe="/%:;,=+&!*()'~@$")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:;,=+&!*()'~@$?[]")
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], target)


def _host(name: str) -> str:
    """In small letters, as the name system has it; empty if no host can be called that."""
    try:
        plain = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    host = plain.lower().rstrip(".")
    return host if _HOST.fullmatch(host) else ""


def follow(at: Address, location: str) -> Address:
    """Where a redirect leads: to the same host, never from https back to http."""
    led = address_of(urljoin(str(at), location.strip()))
    same_port = led.port == at.port or (
        led.secure and not at.secure and (at.port, led.port) == (80, 443)
    )
    if led.host != at.host or not same_port or (at.secure and not led.secure):
        raise refuse(
            f"the page leads away, to {led.scheme}://{led.place}",
            where=str(at),
            expected="pages of the host that you named, and no way back from https to http",
            remedy="open the page in a browser; if the other address is the right one, give that",
        )
    return led


def by_name_system(host: str, port: int) -> Sequence[str]:
    """Every machine that the name system gives for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def machines(at: Address, resolve: Resolver, *, loopback: bool) -> tuple[str, ...]:
    """The machines behind a host, asked for once. All must be public, or none is spoken to.

    ``loopback`` lets this machine's own addresses through, for tests.
    """
    try:
        found = tuple(resolve(at.host, at.port))
    except (OSError, UnicodeError):
        found = ()
    if not found:
        raise _refused("no machine is known by that name", at.place)
    for machine in found:
        if not _may_be_spoken_to(machine, loopback=loopback):
            raise refuse(
                "that name leads to a private machine or one that is not on the internet",
                where=at.place,
                expected="the public address of a council's committee pages",
                remedy="check the address; pages of an inner network are saved and given as files",
            )
    return found


def _may_be_spoken_to(text: str, *, loopback: bool) -> bool:
    try:
        machine: _Machine = ipaddress.ip_address(text)
    except ValueError:
        return False
    inner = _inner(machine)
    if loopback and inner.is_loopback:
        return True
    return is_public(machine) and is_public(inner)


def is_public(machine: _Machine) -> bool:
    """On the open internet, and a single machine."""
    closed = (
        machine.is_private
        or machine.is_loopback
        or machine.is_link_local
        or machine.is_multicast
        or machine.is_reserved
        or machine.is_unspecified
        or any(machine in network for network in _CLOSED if network.version == machine.version)
    )
    return not closed or _wraps(machine)


def _wraps(machine: _Machine) -> bool:
    """Whether it only carries a version 4 address, which is then looked at itself."""
    return isinstance(machine, ipaddress.IPv6Address) and (
        machine.ipv4_mapped is not None or machine in _TRANSLATED
    )


def _inner(machine: _Machine) -> _Machine:
    """The version 4 address that a version 6 address carries, or the address itself."""
    if isinstance(machine, ipaddress.IPv4Address):
        return machine
    carried = machine.ipv4_mapped or machine.sixtofour
    if carried is not None:
        return carried
    if machine in _TRANSLATED:
        return ipaddress.IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine


def _shown(text: str) -> str:
    """An address for a message: short, and without what may be a password."""
    start = text.strip()[:100]
    return start.rpartition("@")[2] if "@" in start else start


def _refused(what: str, where: str) -> Refused:
    return refuse(what, where=where, expected=_WANTED, remedy=_REMEDY)
