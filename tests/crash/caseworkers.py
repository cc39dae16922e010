"""People of casework who read and write through its pages: two officers, the police, two agencies.

Nobody in what they write is real.
"""

import html
import re
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.crash.cases import COLLEAGUE
from tests.crash.service import Service
from tests.crash.writers import Ledger, Person

CASE = re.compile(r"/cases/(?:marac/case/)?((?:ASB|MARAC)-[0-9A-Z]{6})/")
RISK = {
    "often": "daily", "worse": "no", "aimed": "nobody", "prejudice": "no", "violence": "no",
    "effect": "none", "vulnerable": "no", "alone": "yes",
}  # fmt: skip
STEPS = {"risk": "triage", "step": "open"}  # the kinds of write that take a step, and which
KINDS = ("report", "risk", "entry", "step", "research")


class Caseworker(Person):
    """Somebody who acts for an agency and a purpose; ``shared`` are the cases of the demo."""

    agency, purpose = "", ""

    def __init__(
        self, post: str, service: Service, ledger: Ledger, chance: Random, shared: dict[str, str]
    ) -> None:
        super().__init__(post, service, ledger, chance)
        self.shared = shared
        self.moves: list[tuple[str, str]] = []  # cases of one's own, and what is next in each

    def enter(self) -> None:
        """Sign in, and enter the lock."""
        self.sign_in()
        said = {"agency": self.agency, "purpose": self.purpose}
        answer = self.send("enter", "/cases/enter/", said)
        assert answer is not None
        assert answer.headers.get("Location") == "/cases/", answer.text

    def fill(self, kind: str, path: str, said: dict[str, Any]) -> Any:
        """Read a form, and send it with what it hides."""
        return self.send(kind, path, {**hides(self.read(path)), **said})

    def told(self, kind: str, mark: str, case: str, answer: Any) -> bool:
        """What was answered, in the ledger. Who was sent to enter again was not answered so."""
        if answer is not None:
            assert CASE.match(answer.headers.get("Location", "")), (kind, answer.text)
        return self.note(kind, mark, answer, case=case)

    def write_entry(self, case: str = "", piece: str = "note") -> bool:
        """A note in the case that is shared, or what somebody needs in one of their own."""
        mark, case = self.mark(), case or self.shared["asb"]
        said = {"piece": piece, "field": "account", "words": mark}
        answer = self.fill("entry", f"/cases/{case}/entries/new/", said)
        return self.told("entry", mark, case, answer)

    def write_look(self) -> None:
        """The list of cases, and the page of one, which must say what was written into it."""
        self.read("/cases/")
        told = [
            one
            for one in list(self.ledger.writes)
            if one.acknowledged and one.kind == "entry" and one.about["case"] == self.shared["asb"]
        ]
        page = self.read(f"/cases/{self.shared['asb']}/")
        assert [one.mark for one in told if one.mark not in page] == []


class Officer(Caseworker):
    """Takes reports, and works each case until it is open."""

    agency, purpose = "blaby", "asb"
    picks = {"report": 3, "move": 8, "entry": 2, "look": 1}  # noqa: RUF012

    def write_report(self) -> None:
        mark = self.mark()
        day = datetime.now(ZoneInfo("Europe/London")) - timedelta(days=1)
        said = {
            "channel": "telephone", "kind": "nuisance", "day": f"{day:%d/%m/%Y}", "begin": "21:40",
            "end": "23:30", "area": "E07000129", "words": mark, "who": f"Example Person, {mark}",
            "reach": f"By letter, {mark}",
        }  # fmt: skip
        answer = self.fill("report", "/cases/asb/report/", said)
        found = CASE.fullmatch(answer.headers.get("Location", "")) if answer else None
        if self.told("report", mark, found[1] if found else "", answer) and found:
            self.moves.append((found[1], "risk"))

    def write_move(self) -> None:
        """What is next in a case of one's own. One that nobody answered for is left as it is."""
        if not self.moves:
            return self.write_report()
        case, kind = self.moves.pop(self.chance.randrange(len(self.moves)))
        if kind == "plan":
            done, onward = self.write_entry(case, "action plan"), "step"
        elif kind == "risk":
            done, onward = self._step(case, "risk", f"/cases/{case}/asb/risk/", RISK), "plan"
        else:
            done, onward = self._step(case, "step", f"/cases/{case}/steps/open/", {}), ""
        if done and onward:
            self.moves.append((case, onward))
        return None

    def _step(self, case: str, kind: str, path: str, said: dict[str, str]) -> bool:
        mark = self.mark()
        return self.told(kind, mark, case, self.fill(kind, path, {**said, "words": mark}))


class Colleague(Officer):
    """The same work, at a desk beside."""


class Constable(Caseworker):
    """Writes into the case that the council shares with the police, and reads it."""

    agency, purpose = "police", "asb"
    picks = {"entry": 2, "look": 1}  # noqa: RUF012


class Representative(Caseworker):
    """Says what an agency knows of a case at its MARAC, as often as it learns more."""

    purpose = "marac"
    picks = {"research": 1}  # noqa: RUF012

    def write_research(self) -> None:
        mark, case = self.mark(), self.shared["marac"]
        home = f"/cases/marac/case/{case}/"
        before = [
            one
            for one in list(self.ledger.writes)
            if (one.kind, one.post) == ("research", self.post)
        ]
        page = self.read(home)
        assert not before or not before[-1].acknowledged or before[-1].mark in page
        answer = self.fill("research", f"{home}research/", {"text": mark, "nothing_known": ""})
        self.told("research", mark, case, answer)


class Health(Representative):
    """The health service's."""

    agency = "health"


class Housing(Representative):
    """A council's, for housing."""

    agency = "charnwood"


EVERYBODY: dict[str, type[Caseworker]] = {
    "asb-officer-blaby": Officer,
    COLLEAGUE: Colleague,
    "neighbourhood-officer": Constable,
    "health-representative": Health,
    "housing-officer-charnwood": Housing,
}


def hides(page: str) -> dict[str, str]:
    """The hidden fields of a page, but for the token, which goes with every form."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        said = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if said.get("type") == "hidden" and said.get("name") != "csrfmiddlewaretoken":
            found[said["name"]] = html.unescape(said.get("value", ""))
    return found
