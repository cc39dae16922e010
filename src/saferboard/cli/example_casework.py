"""Made-up cases for the demo: invented people, plainly labelled, by the same actions as people use.

Nobody in them is real. Every case is marked as an invented example on every page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

BY = "Demonstration"
AGENCIES = ("blaby", "charnwood", "police", "health", "victim-first", "county-council")
YEARS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Worker:
    """An account of the demo: its post, where it works, in which roles."""

    post: str
    agency: str
    roles: tuple[str, ...]


WORKERS = (
    Worker("asb-officer-blaby", "blaby", ("asb-officer", "review-lead")),
    Worker("asb-manager-blaby", "blaby", ("asb-manager",)),
    Worker("neighbourhood-officer", "police", ("police-officer", "representative", "partner")),
    Worker("marac-co-ordinator", "police", ("marac-co-ordinator", "marac-chair")),
    Worker("housing-officer-charnwood", "charnwood", ("housing-officer", "referrer",
                                                      "representative", "lead-officer")),
    Worker("health-representative", "health", ("referrer", "representative", "partner")),
    Worker("idva", "victim-first", ("idva", "representative")),
    Worker("varm-co-ordinator", "county-council", ("varm-co-ordinator", "jag-co-ordinator")),
)  # fmt: skip
ACCOUNTS = {worker.post: "case worker" for worker in WORKERS} | {
    "information-governance-officer": "information governance officer",
    "data-protection-officer": "data protection officer",
}
"""The accounts of casework, with what each is in the service."""

ASB = (
    ("daily", "Music and shouting every night after eleven, from one flat.", "personal", 40),
    ("weekly", "Rubbish burnt behind the garages, three weekends running.", "environmental", 21),
    ("once", "A group on mopeds rode across the green.", "nuisance", 2),
)


def make(today: date) -> None:
    """Everything, once: nothing where a case is held."""
    from django.db import transaction

    from saferboard.web.casework.lock import rows
    from saferboard.web.casework.lock.declared import purposes
    from saferboard.web.casework.lock.models import Case

    with transaction.atomic():
        with rows.service("demonstration"):
            if not purposes() or Case.objects.exists():
                return
        _agree(today)
        _employ()
        _asb()
        _marac(today)
        _review()


def _agree(today: date) -> None:
    """Every agency has signed an agreement for each purpose."""
    from saferboard.core.casework.cases import FieldClass
    from saferboard.web.casework.lock import governing
    from saferboard.web.casework.lock.declared import purposes
    from saferboard.web.directory.models import Organisation

    parties = list(Organisation.objects.filter(key__in=AGENCIES))
    began = datetime.now(UTC) - timedelta(days=60)
    for key, purpose in purposes().items():
        row = governing.agree(
            by=BY,
            parties=parties,
            starts=today - timedelta(days=60),
            key=key,
            title=f"{purpose.title}: example of an agreement",
            purpose=key,
            items=list(FieldClass),  # type: ignore[arg-type]
            lawful_basis="UK GDPR art. 6(1)(e), public task (example)",
            special_category="art. 9(2)(g), DPA 2018 Sch. 1 para. 18 (example)",
            rights="as each agency's privacy notice says (example)",
            governance="reviewed by the partnership's information group (example)",
            retention="as casework/retention.toml says (example)",
        )
        for agency in parties:
            governing.sign(by=BY, agreement=row, agency=agency, on=began)


def _employ() -> None:
    """Every worker is vetted for a year, and works for an agency."""
    from saferboard.core.casework.vetting import Level
    from saferboard.web.casework.lock import governing
    from saferboard.web.directory.models import Organisation, User

    now = datetime.now(UTC)
    agencies = {one.key: one for one in Organisation.objects.filter(key__in=AGENCIES)}
    accounts = {user.post: user for user in User.objects.filter(post__in=ACCOUNTS)}
    for worker in WORKERS:
        user, since = accounts[worker.post], now - timedelta(days=50)
        for role in worker.roles:
            governing.employ(
                by=BY, user=user, agency=agencies[worker.agency], role=role, since=since
            )
        governing.record_vetting(
            by=BY, user=user, level=Level.NPPV2, issued=since, expires=now + YEARS
        )


def _as(post: str, purpose: str) -> Any:
    """The key of a worker, entered for a purpose; the database is told."""
    from saferboard.web.casework.lock.entering import Key, admit, key_for
    from saferboard.web.directory.models import User

    worker = next(one for one in WORKERS if one.post == post)
    key = key_for(User.objects.get(post=post), worker.agency, purpose, datetime.now(UTC))
    if not isinstance(key, Key):
        raise LookupError(f"{post} cannot enter: {key.because}")
    admit(key)
    return key


def _asb() -> None:
    """Three reports: one worked as a case with the police, one triaged, one that has just come."""
    from saferboard.core.casework.asb.kinds import Channel, Kind
    from saferboard.web.casework.asb import actions
    from saferboard.web.casework.lock import actions as lock
    from saferboard.web.directory.models import Organisation

    key = _as("asb-officer-blaby", "asb")
    police = Organisation.objects.get(key="police")
    for often, words, kind, ago in ASB:
        on = key.on - timedelta(days=ago)
        told = actions.Told(
            Channel.TELEPHONE, Kind(kind), on, on + timedelta(hours=2), "E07000129", words
        )
        case = actions.report(
            by=key, told=told, who="Example Person A (invented)", reach="by letter", example=True
        )
        if often == "once":
            continue
        actions.score(by=case, answers=_answers(often), turn=0)
        if often == "daily":
            lock.involve(by=case, agency=police)
            _write(case, "action plan", "Visit, diary sheets, a letter of warning. (Invented.)")
            _take(case, "open")
            actions.contact(by=case, on=key.on.date(), reached=True, channel=Channel.TELEPHONE,
                            words="Told of the plan. (Invented.)")  # fmt: skip


def _answers(often: str) -> dict[str, str]:
    """The matrix filled in: as often as is said, and the last but worst answer to all else."""
    from saferboard.web.casework.asb.declared import settings

    return {
        one.key: often if one.key == "often" else one.options[len(one.options) // 2].key
        for one in settings().matrix.questions
    }


def _write(case: Any, piece: str, words: str) -> None:
    from saferboard.core.casework.cases import FieldClass
    from saferboard.web.casework.running.actions import add_entry

    add_entry(by=case, piece=piece, field=FieldClass.ACCOUNT, words=words)


def _take(case: Any, step: str) -> None:
    from saferboard.web.casework.running.actions import take

    take(by=case, step=step, turn=case.case.turn)


def _marac(today: date) -> None:
    """Two referrals of one pair from two agencies, one of them listed for a meeting."""
    from saferboard.core.casework.marac.dash import QUESTIONS, Answer, Checklist
    from saferboard.web.casework.marac import meeting, referring, researching
    from saferboard.web.casework.marac.forms import Refer
    from saferboard.web.directory.models import Organisation

    def referred(post: str, **said: str) -> str:
        key = _as(post, "marac")
        form = Refer({**REFERRAL, "on": today.isoformat(), **said})
        if not form.is_valid():
            raise LookupError(f"the example of a referral is refused: {form.errors.as_json()}")
        return referring.refer(by=key, sent=form.sent(), example=True).reference

    first = referred("housing-officer-charnwood", on=(today - timedelta(days=90)).isoformat())
    second = referred("health-representative", victim="Person A Example", way="by letter only")
    for post, reference in (("housing-officer-charnwood", first),
                            ("health-representative", second)):  # fmt: skip
        answers = {one.number: Answer.YES if one.number <= 15 else Answer.NO for one in QUESTIONS}
        key = _as(post, "marac")
        referring.fill(by=key.open(reference), checklist=Checklist(answers))
    key = _as("marac-co-ordinator", "marac")
    held = meeting.arrange(by=key, day=today + timedelta(days=14), begins=9 * 60, ends=13 * 60)
    agencies = Organisation.objects.filter(key__in=("police", "charnwood", "health"))
    researching.list_case(by=key.open(first), meeting=held, agencies=agencies)


REFERRAL = {
    "criminal": "yes",
    "area": "E07000130",
    "victim": "Example Person A",
    "victim_born": "1990-01-31",
    "victim_address": "1 Example Street (invented)",
    "way": "by telephone, a safe number",
    "times": "weekdays until noon",
    "warnings": "leave no message",
    "perpetrators": "Example Person B; 01/02/1985; 2 Example Street",
    "has_children": "listed",
    "children": "Example Child C; 01/05/2015",
    "account": "Everything here is invented for the demonstration.",
    "wishes": "to stay at home",
    "told_of_referral": "yes",
    "idva": "no",
    "judgement": "",
    "ethnicity": "no",
    "orientation": "not known",
    "disability": "no",
    "sex": "female",
}


def _review() -> None:
    """An application for a case review, as the public sends it."""
    from saferboard.web.casework.reviews import actions
    from saferboard.web.casework.reviews.forms import Made

    now = datetime.now(UTC)
    made: Callable[[int, int], Made] = lambda one, two: Made(  # noqa: E731
        (now - timedelta(days=one)).date(), (now - timedelta(days=two)).date(), "Council", "", False
    )
    said = {
        "area": "E07000129",
        "name": "Example Person D (invented)",
        "address": "4 Example Street",
        "reach": "by letter",
        "for_other": "",
        "account": "Everything here is invented for the demonstration.",
        "harm": "Nobody sleeps.",
        "response": "Three letters were answered.",
    }
    actions.apply(said=said, complaints=[made(100, 95), made(70, 60), made(30, 29)], on=now)
