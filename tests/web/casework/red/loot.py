"""What an attacker is after: an ASB case and a MARAC case with a marked word in every free text.

Nobody is real. Whatever an outsider is shown must hold neither the word nor a reference.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.asb import actions as asb
from saferboard.web.casework.asb.models import EvidenceFile
from saferboard.web.casework.lock.entering import admit
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Action
from saferboard.web.casework.people import recording
from saferboard.web.casework.people.models import PersonRecord
from saferboard.web.casework.running import actions as running
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.asb.asb_web import told
from tests.web.casework.marac import journey
from tests.web.casework.people.folk import known

WORD = "Zzcanary"
PNG = b"\x89PNG\r\n\x1a\n" + WORD.encode()
LATER = (date.today() + timedelta(days=9)).isoformat()  # noqa: DTZ011
MARKED = {
    name: f"{WORD} {name}"
    for name in ("victim", "victim_address", "way", "times", "warnings", "account", "wishes")
}


@dataclass(frozen=True, slots=True)
class Loot:
    """An ASB case of Blaby's with everything in it, and who works on it."""

    case: Case
    officer: User
    rows: dict[str, int]


def asb_case() -> Loot:
    """A case of Blaby's, shared with nobody; its rows by what the addresses call them."""
    officer = world.worker("loot-officer", "blaby", "asb-officer")
    with transaction.atomic():
        key = world.key(officer, "blaby")
        opened = asb.report(by=key, told=told(words=WORD), who=WORD, reach=WORD)
        entry = running.add_entry(by=opened, field=FieldClass.ACCOUNT, words=WORD)
        task = running.task(
            by=opened, to_role="asb-officer", words=WORD, due=date.fromisoformat(LATER),
            field=FieldClass.ACCOUNT,
        )  # fmt: skip
        visit = asb.plan_visit(by=opened, due=date.fromisoformat(LATER), words=WORD)
        records = [recording.add_record(by=opened, written=known()) for _ in range(2)]
        tie = recording.relate(by=opened, record=records[0], other=records[1], kind="neighbour")
    browser = world.client(officer, "blaby")
    reference = opened.case.reference
    sent = {"file": SimpleUploadedFile(f"{WORD}.png", PNG), "field": "account", "words": WORD}
    assert browser.post(f"/cases/{reference}/asb/files/", sent).status_code == 302
    with journey.every_row():
        file = EvidenceFile.objects.get()
    found = {
        "entry": entry.pk, "task": task.pk, "visit": visit.pk, "file": file.pk,
        "record": records[0].pk, "relationship": tie.pk, "first": records[0].pk,
        "second": records[1].pk,
    }  # fmt: skip
    return Loot(opened.case, officer, found)


def marac_case(at: journey.Table) -> tuple[Case, int, int]:
    """A case that health referred, listed, with minutes and an action: it, its meeting, that."""
    case = journey.refer(at.health, **MARKED)
    meeting = journey.listed(at, case, "police")
    said = {"base": 0, "text": WORD, "plan": WORD}
    assert at.co_ordinator.post(journey.url(case, "hearing/"), said).status_code == 302
    gives = {"agency": world.agency("health").pk, "text": WORD, "due": LATER}
    assert at.co_ordinator.post(journey.url(case, "actions/"), gives).status_code == 302
    with journey.every_row():
        return case, meeting, Action.objects.get().pk


def routes() -> list[str]:
    """Every address of casework under lock, with its gaps."""

    def walk(found: list[Any], before: str = "") -> list[str]:
        said = []
        for one in found:
            here = before + str(one.pattern)
            if isinstance(one, URLResolver):
                said += walk(one.url_patterns, here)
            elif isinstance(one, URLPattern):
                said.append(here)
        return said

    return sorted(one for one in walk(get_resolver().url_patterns) if one.startswith("cases/"))


def filled(route: str, reference: str, rows: dict[str, int]) -> str:
    """An address, aimed at a case and its rows."""
    parts = []
    for part in route.split("/"):
        if not part.startswith("<"):
            parts.append(part)
            continue
        kind, _, name = part[1:-1].partition(":")
        if name == "reference":
            parts.append(reference)
        elif kind == "int":
            parts.append(str(rows.get(name, 1)))
        else:
            parts.append({"process": "asb", "step": "triage", "what": "heard"}.get(name, "x"))
    return "/" + "/".join(parts)


FORGED: dict[str, Any] = {
    "words": "forged", "text": "forged", "plan": "forged", "base": "0", "turn": "0", "field":
    "outline", "piece": "note", "answer": "forged", "done": "yes", "because": "forged",
    "reason": "forged", "role": "asb-officer", "agency": "1", "user": "1", "case": "1", "by": "1",
    "example": "on", "holder": "1", "due": LATER, "on": LATER, "same": "yes", "report": "1",
    "link": "1", "party": "1", "other": "2", "said": "link", "seen": "0", "given": "x",
    "family": "x", "known": "person", "part": "victim", "kind": "neighbour", "met": "yes",
    "persistence": "x", "harm": "x", "response": "x", "findings": "x", "meeting": "1",
    "to_role": "asb-officer", "as_role": "asb-officer", "outcome": "x", "repeat": "yes",
    "heard": "yes", "token": "x", "write": "yes", "silence_told": "yes", "verdict": "unsure",
}  # fmt: skip
"""Whatever any form of casework asks for, and some that none does."""


def gone(browser: Client, address: str, verb: str = "get") -> bytes:
    """What is said of an address, whose own letters are taken out."""
    answer = getattr(browser, verb)(address, FORGED if verb == "post" else None)
    assert answer.status_code in (404, 405), (verb, address, answer.status_code)
    return bytes(answer.content)


def people_of(case: Case) -> int:
    """How many records of people a case has."""
    with journey.every_row():
        return PersonRecord.objects.filter(case=case).count()


__all__ = ["FORGED", "WORD", "Loot", "admit", "asb_case", "filled", "gone", "marac_case", "routes"]
