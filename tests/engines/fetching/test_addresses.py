import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.faults import Refused
from saferboard.engines.fetching.addresses import (
    address_of,
    by_name_system,
    follow,
    is_public,
    machines,
)

PUBLIC = "93.184.216.34"


def test_an_address_is_read_in_its_parts() -> None:
    address = address_of(" HTTPS://Democracy.Example.:8443/ieListDocuments.aspx?CId=1&MId=2#AI3 ")
    assert address.host == "democracy.example"
    assert address.secure
    assert str(address) == ("https://democracy.example:8443/ieListDocuments.aspx?CId=1&MId=2")
    assert str(address_of("http://Democracy.Example")) == "http://democracy.example/"
    assert str(address_of("http://[2606:4700::1]/a")) == "http://[2606:4700::1]/a"
    assert address_of("https://council.example:443/").place == "council.example"


def test_letters_outside_ascii_are_written_as_the_web_has_them() -> None:
    address = address_of("https://büro.example/größe?q=ä")
    assert address.host == "xn--bro-hoa.example"
    assert address.target == "/gr%C3%B6%C3%9Fe?q=%C3%A4"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "democracy.example/page",
        "ftp://democracy.example/",
        "file:///etc/passwd",
        "gopher://democracy.example/",
        "http://",
        "http:///path",
        "http://a b.example/",
        "http://a.example\\@b.example/",
        "http://a.example/\r\nHost: b.example",
        "http://a.example:0/",
        "http://a.example:99999/",
        "http://a.example:port/",
        "http://[::1/",
        "http://[nonsense]/",
        "http://exa$mple/",
        "http://" + "ä" * 100 + "." + "x" * 70 + "/",
        "http://a.example/" + "x" * 3000,
    ],
)
def test_what_is_no_public_address_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        address_of(text)


def test_credentials_are_refused_and_not_repeated() -> None:
    with pytest.raises(Refused, match="name or a password") as refused:
        address_of("https://clerk:hunter2@democracy.example/")
    assert "hunter2" not in str(refused.value)
    with pytest.raises(Refused) as refused:
        address_of("ftp://clerk:hunter2@democracy.example/")
    assert "hunter2" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for given_text in (text, "http://" + text, "http://a.example/" + text):
        try:
            address = address_of(given_text)
        except Refused:
            continue
        assert address_of(str(address)) == address


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "192.0.2.1",
        "192.0.0.8",
        "192.88.99.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "100::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "not a machine",
    ],
)
def test_no_machine_of_an_inner_network_is_spoken_to(machine: str) -> None:
    at = address_of("https://democracy.example/")
    with pytest.raises(Refused, match="private machine"):
        machines(at, lambda host, port: [machine], loopback=False)
    with pytest.raises(Refused, match="private machine"):
        machines(at, lambda host, port: [PUBLIC, machine], loopback=False)


def test_public_machines_are_spoken_to() -> None:
    at = address_of("https://democracy.example/")
    found = [PUBLIC, "2606:4700::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
    assert machines(at, lambda host, port: found, loopback=False) == tuple(found)


def test_loopback_alone_is_let_through_for_tests() -> None:
    at = address_of("http://localhost/")
    for machine in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert machines(at, lambda host, port, m=machine: [m], loopback=True) == (machine,)
    with pytest.raises(Refused):
        machines(at, lambda host, port: ["10.0.0.1"], loopback=True)


def test_names_that_lead_nowhere_are_refused() -> None:
    at = address_of("http://democracy.example/")

    def unknown(host: str, port: int) -> list[str]:
        raise OSError

    for resolve in (unknown, lambda host, port: []):
        with pytest.raises(Refused, match="no machine"):
            machines(at, resolve, loopback=False)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost"])
def test_other_writings_of_this_machine_are_found_out(host: str) -> None:
    at = address_of(f"http://{host}/")
    with pytest.raises(Refused):
        machines(at, by_name_system, loopback=False)


@given(st.ip_addresses())
def test_what_the_standard_library_calls_inner_is_never_public(
    machine: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    inner = machine.is_private or machine.is_loopback or machine.is_multicast
    assert not (inner and is_public(machine)) or machine in ipaddress.ip_network("::ffff:0:0/96")


def test_redirects_stay_on_the_host() -> None:
    at = address_of("http://democracy.example/ieListDocuments.aspx?MId=1")
    assert str(follow(at, "mgError.aspx")) == "http://democracy.example/mgError.aspx"
    assert follow(at, "https://DEMOCRACY.example/x").secure
    assert follow(at, "//democracy.example/y").target == "/y"
    for away in (
        "http://elsewhere.example/",
        "http://democracy.example.evil.example/",
        "http://169.254.169.254/latest",
        "http://democracy.example:8080/",
        "https://democracy.example:8443/",
        "file:///etc/passwd",
        "http://user@democracy.example/",
    ):
        with pytest.raises(Refused):
            follow(at, away)
    with pytest.raises(Refused, match="leads away"):
        follow(address_of("https://democracy.example/"), "http://democracy.example/")
