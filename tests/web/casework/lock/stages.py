"""A case of each world of the matrix, with something of everything that its pages are about.

Every case has a mark: a word in all that somebody wrote of it, and in nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.people.linking import Said
from saferboard.core.casework.people.proposing import Finding
from saferboard.core.casework.subject_access import Reason
from saferboard.web.casework.asb import actions as asb
from saferboard.web.casework.asb import filing, linking, measuring
from saferboard.web.casework.asb.models import EvidenceFile, Report
from saferboard.web.casework.lock import actions as lock
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Opened, admit
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac import hearing
from saferboard.web.casework.people import deciding, recording
from saferboard.web.casework.people.models import Proposal
from saferboard.web.casework.protection import answering, asking, keeping
from saferboard.web.casework.reviews import actions as reviews
from saferboard.web.casework.reviews.forms import Made
from saferboard.web.casework.running import actions as running
from saferboard.web.casework.running.receiving import enter_received
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.asb.asb_web import BLABY, acting, line, taken_in, told
from tests.web.casework.asb.test_measuring import FIRST, PERIOD
from tests.web.casework.marac import journey
from tests.web.casework.people.folk import named

AREAS = {"blaby": "E07000129", "charnwood": "E07000130"}
Keys = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Begun:
    """How a case of a world begins, by whom, and what is written into it for its pages."""

    role: str
    begin: Callable[[User, str, str], str]
    fill: Callable[[Opened, User, str], Keys]


def opened(user: User, place: str, purpose: str, reference: str) -> Opened:
    """A case as somebody sees it. Within a transaction."""
    return world.key(user, place, purpose).open(reference)


def plain(process: str) -> Callable[[User, str, str], str]:
    """A case on a procedure that has no room of its own, with an account."""

    def begin(user: User, place: str, mark: str) -> str:
        made = world.opened(user, place, process, process)
        with transaction.atomic():
            admit(made.key)
            running.add_entry(by=made, field=FieldClass.ACCOUNT, words=mark)
        return made.case.reference

    return begin


def nothing(made: Opened, opener: User, mark: str) -> Keys:
    """No page needs more."""
    return {"process": made.case.process, "version": 1}


# Anti-social behaviour.


def begin_asb(user: User, place: str, mark: str) -> str:
    with transaction.atomic():
        key = world.key(user, place)
        case = asb.report(by=key, told=told(words=mark), who=f"Example {mark}").case
        recording.add_record(by=key.open(case.reference), written=named(mark))
    return case.reference


def fill_asb(made: Opened, opener: User, mark: str) -> Keys:
    """A triaged case: a visit, files, a task, people, the police's incidents and a sample."""
    constable = world.worker("constable", "police", "police-officer")
    lines = [line(f"LP-100{n}", FIRST + timedelta(hours=n), street="Elsewhere") for n in range(3)]
    open_one, linked, _ = taken_in(constable, "police", *lines)
    manager = world.worker("manager", "blaby", "asb-manager")
    with acting(opener) as key:
        by = key.open(made.case.reference)
        keys: Keys = {"process": "asb", "version": 1, "step": "open", "incident": open_one.pk}
        note = running.add_entry(by=by, field=FieldClass.ACCOUNT, words=mark)
        running.add_entry(by=by, piece="action plan", field=FieldClass.ACCOUNT, words=mark)
        keys["entry"] = note.pk
        keys["task"] = running.task(
            by=by, to_role="housing-officer", words=mark, due=date.max, field=FieldClass.ACCOUNT
        ).pk
        keys["visit"] = asb.plan_visit(by=by, due=localdate(), words=mark).pk
        report = Report.objects.get(case=by.case)
        keys |= {"report": report.pk, "linked": linked.pk}
        keys["link"] = linking.judge(by=key, incident=linked, report=report, same=True).pk
        keys |= {"unscanned": kept(by, mark).pk, "file": kept(by, mark).pk}
        keys |= people(by, mark)
    with acting(manager) as key:
        by = key.open(made.case.reference)
        (row,) = EvidenceFile.objects.filter(pk=keys["file"])
        filing.accept(by=by, file=row, because="made up")
        study = measuring.draw(by=key, area=BLABY, period=PERIOD, number=2, seed="1")
        keys |= {"study": study.pk, "unit": 1}
    with rows.service("tests"):
        Case.objects.filter(pk=made.case.pk).update(state="triaged")
    return keys | pair(keys["record"], mark, manager)


def kept(by: Opened, mark: str) -> Any:
    file = SimpleUploadedFile(f"{mark}.png", b"\x89PNG\r\n\x1a\n" + mark.encode())
    return filing.keep(
        by=by, file=file, looked=filing.look(file), field=FieldClass.ACCOUNT, words=mark
    )


def people(by: Opened, mark: str) -> Keys:
    """Two records of the opener's agency, and what one is to the other."""
    one, other = (
        recording.add_record(by=by, written=named(given)) for given in (mark, f"{mark} Other")
    )
    related = recording.relate(by=by, record=one, other=other, kind="sibling")
    return {"record": one.pk, "relationship": related.pk}


def pair(record: int, mark: str, manager: User) -> Keys:
    """A record of another agency's case that may be the same person; one that is decided of."""
    made = world.opened(world.worker("elsewhere", "charnwood", "asb-officer"), "charnwood")
    with transaction.atomic():
        admit(made.key)
        lock.share_with_role(by=made, role="asb-manager")
        same, also = (recording.add_record(by=made, written=named(mark)) for _ in range(2))
    with acting(manager) as key:
        both = deciding.both(by=key, first=record, second=also.pk)
        assert both is not None
        deciding.decide(by=key, pair=both, said=Said.REFUSE, reason="made up", seen=0)
    with transaction.atomic(), rows.service("tests"):
        Proposal.objects.create(
            purpose="asb", a_id=record, b_id=same.pk, finding=Finding.SAME, because="made up",
            probability=0.9, at=world.NOW,
        )  # fmt: skip
    return {"first": record, "second": same.pk}


# MARAC.


def begin_marac(user: User, place: str, mark: str) -> str:
    said = {"victim": f"Example {mark}", "account": mark}
    return journey.refer(world.client(user, place, "marac"), yes=None, **said).reference


def fill_marac(made: Opened, opener: User, mark: str) -> Keys:
    """A case that is listed; the partner is asked, and was given an action."""
    browser = world.client(opener, "blaby", "marac")
    assert browser.post(journey.url(made.case, "checklist/"), journey.answers(14))
    lead = world.worker("lead", "blaby", "marac-co-ordinator")
    at: Any = SimpleNamespace(co_ordinator=world.client(lead, "blaby", "marac"))
    meeting = journey.listed(at, made.case, "police")
    with transaction.atomic():
        by = opened(lead, "blaby", "marac", made.case.reference)
        due = localdate() + timedelta(days=9)
        action = hearing.act(by=by, agency=world.agency("police"), text=mark, due=due)
    return {
        "meeting": meeting,
        "action": action.pk,
        "what": "chase",
        "day": due.isoformat(),
        "partner": world.agency("police").pk,
        "outside": world.agency("charnwood").pk,
    }


# Case reviews.


def begin_review(user: User, place: str, mark: str) -> str:
    today = localdate()
    complaint = Made(today - timedelta(days=40), today - timedelta(days=30), mark, "", False)
    said = {
        "area": AREAS[place], "name": mark, "address": mark, "reach": mark, "account": mark,
        "for_other": "", "harm": "", "response": "",
    }  # fmt: skip
    return reviews.apply(said=said, complaints=[complaint], on=world.NOW).reference


def fill_review(made: Opened, opener: User, mark: str) -> Keys:
    return {"year": localdate().year - 2}


WORLDS = {
    "asb": Begun("asb-officer", begin_asb, fill_asb),
    "marac": Begun("representative", begin_marac, fill_marac),
    "case-review": Begun("review-lead", begin_review, fill_review),
    "varm": Begun("lead-professional", plain("varm"), nothing),
    "jag": Begun("lead-officer", plain("jag"), nothing),
}


def protected(case: Case) -> Keys:
    """What the data protection officer's pages are about: a request, one of its pieces, a hold."""
    with transaction.atomic(), rows.service("tests"):
        enter_received(
            case=case, field=FieldClass.ACCOUNT, words="Made up.", on=world.NOW, by="tests"
        )
        request = asking.enter(
            by="tests", received=world.NOW.date(), names="Example Person A", born=None,
            identity=world.NOW.date(), on=world.NOW,
        )  # fmt: skip
        asking.pick(by="tests", request=request, references=[case.reference], on=world.NOW)
        parts = [one.piece.key for one in answering.answer(request).parts]
        held = [one for one in answering.answer(request).parts if "Made up" in str(one)]
        piece = held[0].piece.key if held else parts[0]
        about = {"by": "tests", "request": request, "piece": piece, "on": world.NOW}
        answering.keep_back(words="Made", reason=Reason.CRIME, because="made up", **about)
        answering.judge(given=True, because="", **about)
        hold = keeping.hold(by="tests", reference=case.reference, because="made up", on=world.NOW)
        redacted = request.redacteds.get().pk
    return {"request": request.pk, "piece": piece, "row": redacted, "hold": hold.pk}
