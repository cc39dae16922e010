import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from saferboard.core.faults import Refused
from saferboard.engines.fetching.fetch import fetch
from saferboard.engines.fetching.visits import USER_AGENT, Limits, Visit
from tests.engines.fetching.council import (
    Council,
    Handler,
    Server,
    bomb,
    dripping,
    dripping_headers,
    endless,
    led_to,
    open_council,
    packed,
    page,
)

SMALL = Limits(bytes=200_000, seconds=20)
HASTY = Limits(seconds=0.4)


@pytest.fixture
def council() -> Iterator[Council]:
    with open_council() as council:
        yield council


def refused(council: Council, path: str = "/page", limits: Limits = SMALL) -> str:
    with pytest.raises(Refused) as why:
        fetch(f"{council}{path}", limits=limits, outside=council.outside())
    return str(why.value)


def test_a_page_is_fetched_by_its_host_s_name(council: Council) -> None:
    council.answers["/page?CId=1&MId=2"] = page("<h1>Agenda</h1>")
    fetched = fetch(f"{council}/page?CId=1&MId=2#AI7", outside=council.outside())
    assert fetched.content == b"<h1>Agenda</h1>"
    assert (fetched.kind, fetched.charset) == ("text/html", "utf-8")
    assert fetched.address == f"{council}/page?CId=1&MId=2"
    assert council.asked == ["/robots.txt", "/page?CId=1&MId=2"]
    assert council.headers[1]["Host"] == f"democracy.example:{council.port}"
    assert council.headers[1]["User-Agent"] == USER_AGENT


def test_the_case_of_a_host_makes_no_other_host(council: Council) -> None:
    council.answers["/page"] = led_to(f"http://DEMOCRACY.Example:{council.port}/other")
    council.answers["/other"] = page("here")
    shouted = f"http://Democracy.EXAMPLE:{council.port}/page"
    assert fetch(shouted, outside=council.outside()).content == b"here"


def test_this_machine_is_refused_unless_a_test_says_otherwise(council: Council) -> None:
    outside = replace(council.outside(), loopback=False)
    with pytest.raises(Refused, match="private machine"):
        fetch(f"{council}/page", outside=outside)
    assert council.asked == []


def test_a_name_is_looked_up_once(council: Council) -> None:
    """The name system may say something else the second time; it is not asked again."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["192.168.0.1"]])
    asked = []

    def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    council.answers["/page"] = led_to("/other")
    council.answers["/other"] = page("here")
    visit = Visit(f"{council}/page", outside=council.outside(turning))
    assert visit.get(f"{council}/page").content == b"here"
    assert visit.get(f"{council}/other").content == b"here"
    assert asked == ["democracy.example"]


def test_a_name_that_turns_inwards_is_refused(council: Council) -> None:
    """Another visit looks the name up anew, and sees where it leads now."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    outside = council.outside(lambda host, port: next(answers))
    council.answers["/page"] = page("here")
    assert fetch(f"{council}/page", outside=outside).content == b"here"
    with pytest.raises(Refused, match="private machine"):
        fetch(f"{council}/page", outside=outside)


def test_the_next_machine_is_tried_where_one_is_away(council: Council) -> None:
    council.answers["/page"] = page("here")
    outside = council.outside(lambda host, port: ["127.0.0.2", "127.0.0.1"])
    assert fetch(f"{council}/page", outside=outside).content == b"here"
    nobody = council.outside(lambda host, port: ["127.0.0.2"])
    with pytest.raises(Refused, match="cannot be reached"):
        fetch(f"{council}/page", outside=nobody)


@pytest.mark.parametrize(
    "away",
    [
        "http://127.0.0.1:9/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "//elsewhere.example/",
        "file:///etc/passwd",
    ],
)
def test_redirects_away_are_refused(council: Council, away: str) -> None:
    council.answers["/page"] = led_to(away)
    assert refused(council)
    assert council.asked == ["/robots.txt", "/page"]


def test_three_redirects_are_followed_and_no_fourth(council: Council) -> None:
    council.answers |= {f"/{n}": led_to(f"/{n + 1}", 301 + n % 3) for n in range(3)}
    council.answers["/3"] = page("here")
    assert fetch(f"{council}/0", outside=council.outside()).content == b"here"
    council.answers["/page"] = led_to("/0")
    assert "leads on more than 3 times" in refused(council)


def test_what_is_no_page_is_refused(council: Council) -> None:
    assert "status 404" in refused(council)
    council.answers["/page"] = page("busy", status=503)
    assert "status 503" in refused(council)
    council.answers["/page"] = page("%PDF-1.7", "application/pdf")
    assert "application/pdf" in refused(council)
    council.answers["/page"] = lambda handler: handler.give(b"what")
    assert "of no named kind" in refused(council)


def test_an_endless_page_is_cut(council: Council) -> None:
    council.answers["/page"] = endless
    assert "larger than 200,000 bytes" in refused(council)


def test_a_dripping_page_is_cut(council: Council) -> None:
    council.answers["/page"] = dripping
    assert "longer than 0.4 seconds" in refused(council, limits=HASTY)
    council.answers["/page"] = dripping_headers
    assert "longer than 0.4 seconds" in refused(council, limits=HASTY)


def test_a_silent_host_is_left(council: Council) -> None:
    def silent(handler: Handler) -> None:
        handler.rfile.read(1)  # until the visitor goes away

    council.answers["/page"] = silent
    assert "longer than 0.4 seconds" in refused(council, limits=HASTY)


def test_a_packed_page_is_unpacked_and_a_bomb_cut(council: Council) -> None:
    council.answers["/page"] = packed("<p>packed</p>")
    assert fetch(f"{council}/page", outside=council.outside()).content == b"<p>packed</p>"
    council.answers["/page"] = bomb
    assert "larger than 200,000 bytes" in refused(council)
    council.answers["/page"] = lambda handler: handler.give(
        b"x", Content_Type="text/html", Content_Encoding="gzip, gzip"
    )
    assert "not asked for" in refused(council)
    council.answers["/page"] = lambda handler: handler.give(
        b"not packed", Content_Type="text/html", Content_Encoding="gzip"
    )
    assert "breaks off (DecodeError)" in refused(council)


def test_a_page_cut_short_is_not_taken_for_whole(council: Council) -> None:
    def short(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<p>half")
        handler.close_connection = True

    council.answers["/page"] = short
    assert "breaks off" in refused(council)


def test_what_speaks_no_http_is_refused(council: Council) -> None:
    council.answers["/page"] = lambda handler: handler.wfile.write(b"SSH-2.0-whatever\r\n\r\n")
    assert "breaks off" in refused(council)
    council.answers["/page"] = lambda handler: handler.wfile.write(
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n"
    )
    assert "breaks off" in refused(council)


def test_robots_are_obeyed(council: Council) -> None:
    council.answers["/robots.txt"] = page(
        "User-agent: *\nDisallow: /mgAi\nCrawl-delay: 7\n", "text/plain"
    )
    council.answers["/page"] = page("here")
    council.answers["/lead"] = led_to("/mgAi.aspx?ID=1")
    visit = Visit(str(council), limits=Limits(pause=2), outside=council.outside())
    assert visit.get(f"{council}/page").content == b"here"
    with pytest.raises(Refused, match=r"robots\.txt"):
        visit.get(f"{council}/mgAi.aspx?ID=1")
    with pytest.raises(Refused, match=r"robots\.txt"):
        visit.get(f"{council}/lead")
    assert council.asked == ["/robots.txt", "/page", "/lead"]
    assert council.waits == [7, 7]


def test_pages_are_asked_for_with_a_pause_between(council: Council) -> None:
    council.answers["/page"] = page("here")
    visit = Visit(str(council), limits=Limits(pause=2), outside=council.outside())
    for _ in range(3):
        visit.get(f"{council}/page")
    assert council.waits == [2, 2]
    assert council.asked.count("/robots.txt") == 1


def test_a_host_cannot_hold_a_visit_up_with_its_robots(council: Council) -> None:
    council.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 99999\n", "text/plain")
    council.answers["/page"] = page("here")
    visit = Visit(str(council), outside=council.outside())
    visit.get(f"{council}/page")
    visit.get(f"{council}/page")
    assert council.waits == [60]


def test_an_error_over_robots_closes_the_host(council: Council) -> None:
    council.answers["/page"] = page("here")
    council.answers["/robots.txt"] = page("", status=500)
    assert "robots.txt" in refused(council)
    council.answers["/robots.txt"] = endless
    assert "larger" in refused(council)


def test_robots_that_lead_elsewhere_are_as_good_as_none(council: Council) -> None:
    council.answers["/page"] = page("here")
    for place in ("http://elsewhere.example/robots.txt", "/robots.txt"):
        council.answers["/robots.txt"] = led_to(place)
        assert fetch(f"{council}/page", outside=council.outside()).content == b"here"
    council.answers["/robots.txt"] = led_to("/rules")
    council.answers["/rules"] = page("User-agent: *\nDisallow: /", "text/plain")
    assert "robots.txt" in refused(council)


def test_only_the_host_of_a_visit_is_visited(council: Council) -> None:
    visit = Visit(str(council), outside=council.outside())
    with pytest.raises(Refused, match="leads away"):
        visit.get("http://elsewhere.example/")
    assert council.asked == []


def certified(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for a host, and the trust of one who knows its maker."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    public = certificate.public_bytes(serialization.Encoding.PEM)
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + public
    )
    return file, ssl.create_default_context(cadata=public.decode())


def test_the_certificate_must_be_for_the_host_that_was_named(tmp_path: Path) -> None:
    file, trust = certified(tmp_path, "democracy.example")

    def secured(server: Server) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        server.socket = context.wrap_socket(server.socket, server_side=True)

    with open_council(secured) as council:
        council.answers["/page"] = page("here")
        council.answers["/slow"] = dripping
        outside = replace(council.outside(), trust=trust)
        place = f"https://democracy.example:{council.port}"
        assert fetch(f"{place}/page", outside=outside).content == b"here"
        with pytest.raises(Refused, match="longer than"):
            fetch(f"{place}/slow", outside=outside, limits=HASTY)
        with pytest.raises(Refused, match="cannot be reached"):
            fetch(f"https://elsewhere.example:{council.port}/page", outside=outside)
        with pytest.raises(Refused, match="cannot be reached"):
            fetch(f"{place}/page", outside=council.outside())
