"""Killed at any moment while the office writes: no acknowledged word is lost, nothing is half out.

SIGKILL takes the process away as a crash does; what a machine without power loses is for the
database's ``synchronous=FULL`` and for ``fsync``. ``CRASH_SEED`` chooses other moments.
"""

import json
import os
import socket
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from threading import Thread

import pytest
import requests

from saferboard.cli.example_year import BODY, SEPTEMBER
from tests.crash.books import PACK, Books
from tests.crash.instance import WORLD, WRITERS
from tests.crash.service import PATIENCE, Service
from tests.crash.writers import Ledger, Writer, hidden, sha

SEED = int(os.environ.get("CRASH_SEED", "20220610"))
KILLED_IN = ("text", "outcome", "item", "entry", "upload", "submit", "minutes", "pack", "pack")
WRITES, EACH = 200, 3  # acknowledged in all, and of each kind
SUBJECTS = {
    "calendar": BODY,
    "record": BODY,
    "minutes": f"{BODY}/{SEPTEMBER}",
    "pack": PACK,
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """An instance with an example year, not yet served."""
    made = Service(tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("compiled"))
    made.make()
    yield made
    made.kill()


def test_no_acknowledged_word_is_lost(service: Service) -> None:
    began = time.monotonic()
    chance, ledger, books = Random(SEED), Ledger(), Books(service.home)
    world = json.loads((service.home / WORLD).read_text())
    print(f"CRASH_SEED={SEED}")
    books.check()
    service.start()
    service.up.set()
    writers = [Writer(post, service, ledger, Random(chance.random()), world) for post in WRITERS]
    for writer in writers:
        writer.sign_in()
    threads = [Thread(target=writer.run, daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    for kind in chance.sample(KILLED_IN, len(KILLED_IN)):
        ledger.await_begin(kind, PATIENCE)
        time.sleep(chance.uniform(0, 1.2 * ledger.usual(kind)))
        service.kill()
        books.check()
        service.start()
        the_public_sees_one_pack(service, books)
        service.up.set()
    ledger.await_acknowledged(WRITES, EACH, 2 * PATIENCE)
    ledger.stop.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert not ledger.faults
    assert not any(thread.is_alive() for thread in threads)
    books.check()
    the_public_sees_one_pack(service, books)
    everything_is_there(ledger, books)
    told = Counter(write.kind for write in ledger.writes if write.acknowledged)
    print(
        f"{told.total()} writes acknowledged ({dict(told)}), {ledger.unanswered} without an "
        f"answer, {len(KILLED_IN)} kills, {time.monotonic() - began:.0f} s"
    )


def the_public_sees_one_pack(service: Service, books: Books) -> None:
    """The meeting's page, and every file of it, are of the newest publication."""
    newest = books.newest_pack()
    page = f"{service.address}/meetings/{PACK}/"
    answer = requests.get(page, timeout=300)
    if newest is None:
        assert answer.status_code == 404 or "pack.pdf" not in answer.text
        return
    assert newest["note"] in answer.text or newest["number"] == 1
    files = json.loads(newest["files"])
    assert "pack.pdf" in files
    for name, file in files.items():
        if not file["type"].startswith("text/html"):  # the inside of a page
            data = requests.get(f"{page}files/{name}", timeout=300).content
            assert (len(data), sha(data)) == (file["size"], file["sha256"])
    for item in json.loads(newest["content"])["items"]:
        for paper in item["papers"]:
            assert paper["title"] in answer.text
            shown = requests.get(f"{page}papers/{paper['slug']}/", timeout=300)
            assert shown.status_code == 200
            assert paper["title"] in shown.text


def everything_is_there(ledger: Ledger, books: Books) -> None:
    """What was acknowledged is there once; what nobody answered for, once or not at all."""
    texts_are_there(ledger, books)
    rows_are_there(ledger, books)
    files_are_there(ledger, books)
    publications_are_there(ledger, books)


def texts_are_there(ledger: Ledger, books: Books) -> None:
    """Every text is the revision that its writer was told of, and every mark stands once."""
    stored = {
        (row["minute_id"], row["number"]): row["text"]
        for row in books.rows("SELECT minute_id, number, text FROM minutes_revision")
    }
    now = {row["id"]: row["text"] for row in books.rows("SELECT id, text FROM minutes_minute")}
    written = {event["minute"] for event in books.events("minute written")}
    for write in ledger.told("text"):
        assert stored[write.about["minute"], write.about["revision"]] == write.about["text"]
        assert now[write.about["minute"]].count(write.mark) == 1
        assert write.about["minute"] in written
    outcomes = {row["key"]: row["text"] for row in books.rows("SELECT * FROM minutes_outcome")}
    for write in ledger.told("outcome"):
        assert outcomes[write.about["key"]] == write.mark
    marks = Counter(outcomes.values())
    assert [write for write in ledger.told("outcome") if marks[write.mark] != 1] == []


def rows_are_there(ledger: Ledger, books: Books) -> None:
    """Items and entries; that each has its event and its place, the books' check told."""
    for kind, query in (
        ("item", "SELECT title FROM meetings_agendaitem"),
        ("entry", "SELECT text FROM decisions_entry"),
    ):
        marks = Counter(row[0] for row in books.rows(query))
        assert [write for write in ledger.told(kind) if marks[write.mark] != 1] == []
        unknown = ledger.told(kind, acknowledged=False)
        assert [write for write in unknown if marks[write.mark] > 1] == []
    entries = {row["text"]: row for row in books.rows("SELECT * FROM decisions_entry")}
    for write in ledger.told("entry"):
        assert entries[write.mark]["file"] == write.about["file"]


def files_are_there(ledger: Ledger, books: Books) -> None:
    """Every file that was taken was kept and told of; every paper submitted is a version."""
    saved = Counter((event["object"], event["file"]) for event in books.events("draft saved"))
    versions = Counter(
        (f"paper {row['paper_id']}", row["sha"])
        for row in books.rows("SELECT paper_id, sha FROM papers_version")
    )
    for kind, found in (("upload", saved), ("submit", versions)):
        for acknowledged, times in ((True, {1}), (False, {0, 1})):
            for write in ledger.told(kind, acknowledged=acknowledged):
                named = f"paper {write.about['paper']}", write.about["file"]
                assert found[named] in times, (kind, write.mark)
    for write in ledger.told("upload"):
        kept = write.about["file"]
        assert sha((books.home / "media" / kept[:2] / kept).read_bytes()) == kept


def publications_are_there(ledger: Ledger, books: Books) -> None:
    """One for every time that the office was told so; packs and minutes bear the note given."""
    notes: dict[str, list[str]] = {kind: [] for kind in SUBJECTS}
    query = "SELECT note FROM publish_publication WHERE kind = ? AND subject = ?"
    for kind, subject in SUBJECTS.items():
        notes[kind] = [row["note"] for row in books.rows(query, kind, subject)]
    for kind in ("pack", "minutes"):
        unknown = ledger.told(kind, acknowledged=False)
        assert [one for one in ledger.told(kind) if notes[kind].count(one.mark) != 1] == []
        assert [one for one in unknown if notes[kind].count(one.mark) > 1] == []
    # The example year published each of these once, and corrected minutes bring a record each.
    # What says the same as before is not published again, however often the office asks for it.
    made = {"calendar": len(notes["calendar"]) - 1}
    made["record"] = len(notes["record"]) - 1 - (len(notes["minutes"]) - 1)
    for kind, times in made.items():
        sure, unknown = ledger.told(kind), ledger.told(kind, acknowledged=False)
        assert 0 <= times <= len(sure) + len(unknown)
        out = books.rows(f"{query.replace('note', 'content')} ORDER BY number", kind, BODY)
        said = [row["content"] for row in out]
        assert all(one != next_one for one, next_one in pairwise(said))
    # A meeting was arranged after the calendar came out, so whoever was told has published it.
    assert made["calendar"] >= bool(ledger.told("calendar"))


@pytest.mark.parametrize("gone", ["sender", "service"])
def test_what_is_half_sent_leaves_nothing(service: Service, gone: str) -> None:
    """Whoever of the two goes away in the middle: half a file is no file, half a text no text."""
    books, world = Books(service.home), json.loads((service.home / WORLD).read_text())
    _up(service)
    writer = Writer(next(iter(WRITERS)), service, Ledger(), Random(SEED), world)
    writer.sign_in()
    action = f"/work/actions/{BODY}/{writer.actions[0]}/"
    entry = {
        "text": f"Half, the {gone} gone",
        "evidence": "It stands in the file.",
        "seen": hidden("seen", writer.read(f"{action}evidence/")),
    }
    newest = "SELECT coalesce(max(number), 0) FROM minutes_revision WHERE minute_id = ?"
    text = {"base": str(books.rows(newest, writer.pk)[0][0]), "text": "Half a text. " * 6000}
    data = Random(SEED).randbytes(3_000_000)
    before = stored(books)
    with (
        half_sent(writer, f"{action}evidence/", entry, ("half.dat", data)),
        half_sent(writer, f"/work/papers/{writer.paper}/upload/", {}, ("half.pdf", data)),
        half_sent(writer, f"{writer.minute}/text/", text),
    ):
        time.sleep(2)
        if gone == "service":
            service.kill()
    time.sleep(2)  # a service that lives has then done what it does with the halves
    _up(service)
    assert entry["text"] not in writer.read(action)
    assert "half.pdf" not in writer.read(f"/work/papers/{writer.paper}/")
    writer.session.close()
    books.check()
    assert stored(books) == before


def _up(service: Service) -> None:
    if not service.up.is_set():
        service.start()
        service.up.set()


def half_sent(
    writer: Writer, path: str, said: dict[str, str], *files: tuple[str, bytes]
) -> socket.socket:
    """Half of it is sent, the last part cut through; the line waits for the rest."""
    service, token = writer.service, writer.session.cookies["csrftoken"]
    asked = requests.Request(
        "POST",
        f"{service.address}{path}",
        data={"csrfmiddlewaretoken": token} | said,
        files=[("file", file) for file in files],
    )
    sent = writer.session.prepare_request(asked)
    headers = {"Host": f"127.0.0.1:{service.port}"} | dict(sent.headers)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    body = sent.body if isinstance(sent.body, bytes) else str(sent.body).encode()
    line = socket.create_connection(("127.0.0.1", service.port))
    line.sendall(f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body[: len(body) // 2])
    return line


def stored(books: Books) -> list[int]:
    """How many rows there are that could hold a half."""
    tables = "papers_version", "papers_draft", "decisions_entry", "minutes_revision"
    return [books.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables]  # noqa: S608
