"""Four people of the office who write over HTTP, and a ledger of what each was told."""

import hashlib
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from random import Random
from threading import Condition, Event
from typing import Any, ClassVar
from uuid import UUID

import requests
from pikepdf import Name, Pdf

from saferboard.cli.example_year import BODY, SEPTEMBER
from tests.crash.instance import PACK_DAY, PASSWORD, WRITERS
from tests.crash.service import Service

JSON = {"Accept": "application/json"}
OFTEN = {"text": 5, "outcome": 3, "item": 2, "entry": 4, "upload": 3}
SELDOM = {"calendar": 1, "record": 1, "minutes": 1, "pack": 2}
PICKS = OFTEN | SELDOM  # a paper is uploaded and then submitted: two writes
KINDS = (*PICKS, "submit")


@dataclass(frozen=True, slots=True)
class Write:
    """One write: by which account, the mark by which it is known, and whether it was answered."""

    kind: str
    post: str
    mark: str
    acknowledged: bool
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that came, whether it was asked for or answered a write: between which moments."""

    path: str
    began: datetime
    ended: datetime


class Ledger:
    """Every write with what its writer was told, and what went wrong in a writer."""

    def __init__(self, kinds: Collection[str] = KINDS) -> None:
        self.kinds = kinds
        self.writes: list[Write] = []
        self.faults: list[BaseException] = []
        self.stop = Event()
        self.unanswered = 0
        self._begun: Counter[str] = Counter()
        self._took: dict[str, list[float]] = defaultdict(list)
        self._news = Condition()

    def begins(self, kind: str) -> None:
        with self._news:
            self._begun[kind] += 1
            self._news.notify_all()

    def answered(self, kind: str, took: float) -> None:
        with self._news:
            self._took[kind].append(took)

    def goes_unanswered(self) -> None:
        with self._news:
            self.unanswered += 1

    def note(self, write: Write) -> None:
        with self._news:
            self.writes.append(write)
            self._news.notify_all()

    def fails(self, fault: BaseException) -> None:
        with self._news:
            self.faults.append(fault)
            self.stop.set()
            self._news.notify_all()

    def usual(self, kind: str) -> float:
        """Seconds that a write of the kind takes."""
        with self._news:
            took = self._took[kind][-5:]
        return sum(took) / len(took) if took else 0.5

    def await_begin(self, kind: str, patience: float) -> None:
        """Until the next write of the kind begins."""
        with self._news:
            before = self._begun[kind]
            self._await(lambda: self._begun[kind] > before, patience)

    def await_acknowledged(self, many: int, each: int, patience: float) -> None:
        """Until so many writes were acknowledged, and so many of each kind."""
        with self._news:
            self._await(lambda: self._enough(many, each), patience)

    def _enough(self, many: int, each: int) -> bool:
        told = Counter(write.kind for write in self.writes if write.acknowledged)
        return told.total() >= many and all(told[kind] >= each for kind in self.kinds)

    def _await(self, happened: Callable[[], bool], patience: float) -> None:
        assert self._news.wait_for(lambda: self.faults or happened(), patience)
        if self.faults:
            raise self.faults[0]

    def told(self, kind: str, *, acknowledged: bool = True) -> list[Write]:
        """The writes of a kind that were acknowledged, or that nobody knows of."""
        found = (write for write in self.writes if write.kind == kind)
        return [write for write in found if write.acknowledged == acknowledged]


class Person:
    """Somebody who signs in and writes what is picked, each kind by its ``write_`` method."""

    picks: ClassVar[dict[str, int]]

    def __init__(self, post: str, service: Service, ledger: Ledger, chance: Random) -> None:
        self.post, self.service, self.ledger, self.chance = post, service, ledger, chance
        self.session = requests.Session()
        self.pages: list[Page] = []
        self._marks = 0

    def sign_in(self) -> None:
        self.read("/account/login/")
        said = {"login": f"{self.post}@example.org", "password": PASSWORD}
        answer = self.session.post(
            f"{self.service.address}/account/login/",
            data=said | {"csrfmiddlewaretoken": self.session.cookies["csrftoken"]},
            allow_redirects=False,
            timeout=300,
        )
        assert answer.headers.get("Location") == "/work/", answer.text

    def run(self) -> None:
        """Write until told to stop. What was begun is ended."""
        try:
            while not self.ledger.stop.is_set():
                kind = self.chance.choices(list(self.picks), list(self.picks.values()))[0]
                getattr(self, f"write_{kind}")()
        except Exception as fault:
            self.ledger.fails(fault)
        finally:
            self.session.close()

    def mark(self) -> str:
        """Words that nobody else writes."""
        self._marks += 1
        return f"{self.post} wrote this as number {self._marks:04d}"

    def read(self, path: str) -> str:
        """A page, asked for until it comes."""
        while True:
            self.service.up.wait()
            began = datetime.now(UTC)
            try:
                answer = self.session.get(f"{self.service.address}{path}", timeout=300)
            except requests.RequestException:
                time.sleep(0.05)
                continue
            assert answer.status_code == 200, (path, answer.status_code, answer.text[:2000])
            self.pages.append(Page(path, began, datetime.now(UTC)))
            return answer.text

    def send(self, kind: str, path: str, said: dict[str, Any], **more: Any) -> Any:
        """The answer to a write; None if none came, and nobody knows what became of it."""
        self.service.up.wait()
        jar = self.session.cookies
        jar.pop("messages", None)  # they are read on pages that nobody opens here
        self.ledger.begins(kind)
        began = datetime.now(UTC)
        try:
            answer = self.session.post(
                f"{self.service.address}{path}",
                data=said | {"csrfmiddlewaretoken": jar["csrftoken"]},
                allow_redirects=False,
                timeout=300,
                **more,
            )
        except requests.RequestException:
            self.ledger.goes_unanswered()
            return None
        assert answer.status_code in (200, 302), (path, answer.status_code, answer.text[:2000])
        self.pages.append(Page(path, began, datetime.now(UTC)))
        self.ledger.answered(kind, (datetime.now(UTC) - began).total_seconds())
        return answer

    def note(self, kind: str, mark: str, answer: Any, **about: Any) -> bool:
        """Write into the ledger what was told; a form that is shown again refused what was sent."""
        if answer is not None:
            assert answer.status_code == 302, (kind, answer.text)
        self.ledger.note(Write(kind, self.post, mark, answer is not None, about))
        return answer is not None


class Writer(Person):
    """Somebody of the office at a desk of their own, writing all kinds of things by turns."""

    picks = PICKS

    def __init__(
        self, post: str, service: Service, ledger: Ledger, chance: Random, world: dict[str, Any]
    ) -> None:
        super().__init__(post, service, ledger, chance)
        self.actions: list[int] = world["actions"]
        self.ahead: str = world["ahead"]
        place = list(WRITERS).index(post)
        self.paper: int = world["papers"][place]
        minute = world["minutes"][place]
        self.minute = f"/work/minutes/{world['meeting']}/minute/{minute['pk']}"
        self.pk, self.text, self.revision = minute["pk"], minute["text"], minute["revision"]

    def until_told(self, kind: str, path: str, said: dict[str, Any]) -> Any:
        """What the page's script does: send the same again until there is an answer."""
        while (answer := self.send(kind, path, said, headers=JSON)) is None:
            pass
        return answer.json()

    def write_text(self) -> None:
        mark = self.mark()
        said = {"text": f"{self.text}\n\n{mark}.", "base": self.revision, "writer": self.post}
        told = self.until_told("text", f"{self.minute}/text/", said)
        assert told["text"] == said["text"]
        self.text, self.revision = told["text"], told["revision"]
        about = {"minute": self.pk, "revision": self.revision, "text": self.text}
        self.ledger.note(Write("text", self.post, mark, True, about))

    def write_outcome(self) -> None:
        mark, key = self.mark(), UUID(int=self.chance.getrandbits(128), version=4)
        said = {"kind": "noted", "text": mark, "key": str(key)}
        told = self.until_told("outcome", f"{self.minute}/outcome/", said)
        assert mark in told["outcomes"]
        about = {"minute": self.pk, "key": key.hex}
        self.ledger.note(Write("outcome", self.post, mark, True, about))

    def write_item(self) -> None:
        mark = self.mark()
        path = f"/work/meetings/{BODY}/{self.ahead}/add/"
        self.note("item", mark, self.send("item", path, {"title": mark, "kind": "oral"}))

    def write_entry(self) -> None:
        """With a file or without; once more where somebody else entered something meanwhile."""
        mark, number = self.mark(), self.chance.choice(self.actions)
        data = self.chance.randbytes(self.chance.randrange(1, 200_000))
        with_file = self.chance.random() < 0.5
        path = f"/work/actions/{BODY}/{number}/{'evidence' if with_file else 'comment'}/"
        more = {"files": {"file": (f"{mark}.dat", data)}} if with_file else {}
        about = {"number": number, "file": sha(data) if with_file else ""}
        while True:
            seen = hidden("seen", self.read(path))
            answer = self.send("entry", path, {"text": mark, "seen": seen}, **more)
            if answer is None or answer.status_code == 302:
                break
            assert "somebody added to this action" in answer.text.lower(), answer.text
        self.note("entry", mark, answer, **about)

    def write_upload(self) -> None:
        """A PDF; and if it was taken, the paper is submitted with it."""
        mark = self.mark()
        data = made_pdf(mark, self.chance.randbytes(self.chance.randrange(1, 800_000)))
        path = f"/work/papers/{self.paper}"
        files = {"file": (f"{mark}.pdf", data, "application/pdf")}
        answer = self.send("upload", f"{path}/upload/", {}, files=files)
        if self.note("upload", mark, answer, paper=self.paper, file=sha(data)):
            said = {"revision": hidden("revision", self.read(f"{path}/check/"))}
            answer = self.send("submit", f"{path}/check/", said)
            self.note("submit", mark, answer, paper=self.paper, file=sha(data))

    def write_calendar(self) -> None:
        path = f"/work/publish/standing/calendar/{BODY}/"
        self.note("calendar", self.mark(), self.send("calendar", path, {}))

    def write_record(self) -> None:
        path = f"/work/publish/standing/record/{BODY}/"
        self.note("record", self.mark(), self.send("record", path, {}))

    def write_minutes(self) -> None:
        mark = self.mark()
        path = f"/work/publish/{BODY}/{SEPTEMBER}/minutes/"
        self.note("minutes", mark, self.send("minutes", path, {"note": mark}))

    def write_pack(self) -> None:
        mark = self.mark()
        path = f"/work/publish/{BODY}/{PACK_DAY}"
        seen = hidden("seen", self.read(f"{path}/"))
        said = {"seen": seen, "what": "correct", "note": mark}
        self.note("pack", mark, self.send("pack", f"{path}/issue/", said))


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def hidden(name: str, page: str) -> str:
    """The value of a hidden field."""
    field = next(tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in tag)
    return re.findall(r'value="([^"]*)"', field)[0]


def made_pdf(mark: str, ballast: bytes) -> bytes:
    """A page with a mark of its own and bytes that do not compress."""
    made = BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(b"")
        page.obj[Name.Ballast] = pdf.make_stream(ballast)
        pdf.docinfo["/Title"] = mark
        pdf.save(made)
    return made.getvalue()
