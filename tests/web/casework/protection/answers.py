"""A request for access as tests enter, answer and export it. Nobody in it is real."""

from datetime import date
from typing import Any

from saferboard.core.casework.subject_access import Reason
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.protection import answering, asking
from saferboard.web.casework.protection.models import SubjectRequest
from tests.web.casework import world
from tests.web.casework.protection.held import NAME, service

ME, SECOND = "account 900001", "account 900002"
SECRET = "the neighbour at number 4"
WORDS = f"{NAME} said that {SECRET} shouted.\r\nLater {SECRET} wrote a letter."


def asked(names: str = NAME, born: date | None = None, **more: Any) -> SubjectRequest:
    said: dict[str, Any] = {"received": date(2026, 3, 2), "identity": date(2026, 3, 2), **more}
    with service():
        return asking.enter(by=ME, names=names, born=born, on=world.NOW, **said)


def picked(*cases: Case, **more: Any) -> SubjectRequest:
    row = asked(**more)
    with service():
        asking.pick(by=ME, request=row, references=[one.reference for one in cases], on=world.NOW)
    return row


def answer(row: SubjectRequest) -> answering.Answer:
    with service():
        return answering.answer(SubjectRequest.objects.get(pk=row.pk))


def judge(row: SubjectRequest, given: bool = True, because: str = "") -> None:
    """The same of every piece."""
    for part in answer(row).parts:
        with service():
            answering.judge(
                by=ME, request=row, piece=part.piece.key, given=given, because=because,
                on=world.NOW,
            )  # fmt: skip


def keep_back(row: SubjectRequest, words: str, because: str = "it is theirs") -> int:
    key = answer(row).parts[0].piece.key
    with service():
        return answering.keep_back(
            by=ME, request=row, piece=key, words=words, reason=Reason.THIRD_PARTY,
            because=because, on=world.NOW,
        )  # fmt: skip


def export(row: SubjectRequest, form: str = "html", by: str = ME) -> bytes:
    with service():
        return answering.export(
            by=by, request=row, form=form, on=world.NOW, made_on=date(2026, 3, 20)
        )
