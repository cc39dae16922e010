"""The referral form of a MARAC, and what the co-ordinator must go back for.

Nothing that a form lacks keeps a case from the meeting: a route does that or does not. What is
lacking is told with the moment by which it is needed. What is said of it never repeats what the
form holds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saferboard.core.casework.clocks import months_after
from saferboard.core.casework.marac.dash import Checklist
from saferboard.core.casework.marac.routes import ESCALATION, Escalation, Threshold, threshold

YOUNGEST = 16
"""Domestic abuse is between people of 16 or over (Domestic Abuse Act 2021 s1)."""


class Known(StrEnum):
    """Whether a protected characteristic is known. Not asked is lacking; not known is an answer."""

    KNOWN = "known"
    NOT_KNOWN = "not known"
    NOT_ASKED = "not asked"


class Characteristic(StrEnum):
    """What the quarterly return asks of a victim."""

    ETHNICITY = "ethnicity"
    ORIENTATION = "sexual orientation and gender identity"
    DISABILITY = "disability"
    SEX = "sex"


@dataclass(frozen=True, slots=True)
class Subject:
    """A victim, a perpetrator or a child as the referring agency knows them."""

    name: str = ""
    born: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """How a victim may safely be reached. A number without the safe way to use it is none."""

    way: str = ""
    times: str = ""
    warnings: str = ""


class Children(StrEnum):
    """Whether there are children. Where it was not asked nobody knows that there are none."""

    LISTED = "listed"
    NONE = "none"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Form:
    """A referral as it was sent. ``unknown_perpetrator`` says that nobody knows who it is."""

    on: date
    referred_by: str
    referrer: str = ""
    victim: Subject = Subject()
    contact: Contact = Contact()
    perpetrators: tuple[Subject, ...] = ()
    unknown_perpetrator: bool = False
    children: tuple[Subject, ...] = ()
    has_children: Children = Children.NOT_ASKED
    checklist: Checklist | None = None
    judgement: str = ""
    account: str = ""
    wishes: str = ""
    told_of_referral: bool | None = None
    why_not_told: str = ""
    idva: bool | None = None
    events: tuple[date, ...] = ()
    characteristics: Mapping[Characteristic, Known] = field(default_factory=dict)


class Need(StrEnum):
    """The moment by which something is needed."""

    RESEARCH = "before agencies are asked"
    MEETING = "before the meeting"
    RETURN = "before the quarterly return"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to go back for, and by when. Holds nothing of what the form says."""

    what: str
    need: Need


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a form should have; ``lacks`` says whether this one does not."""

    what: str
    need: Need
    lacks: Callable[[Form], bool]


def _not_placed(one: Subject) -> bool:
    return one.born is None and not one.address.strip()


CHECKS = (
    Check("who makes the referral", Need.RESEARCH, lambda form: not form.referrer.strip()),
    Check("the victim's name", Need.RESEARCH, lambda form: not form.victim.name.strip()),
    Check(
        "the victim's date of birth or address, to find the right person",
        Need.RESEARCH,
        lambda form: _not_placed(form.victim),
    ),
    Check(
        "a perpetrator, or that nobody knows who it is",
        Need.RESEARCH,
        lambda form: not form.perpetrators and not form.unknown_perpetrator,
    ),
    Check(
        "every perpetrator's name",
        Need.RESEARCH,
        lambda form: any(not one.name.strip() for one in form.perpetrators),
    ),
    Check(
        "every perpetrator's date of birth or address",
        Need.RESEARCH,
        lambda form: any(_not_placed(one) for one in form.perpetrators),
    ),
    Check(
        "why the victim was not told of the referral",
        Need.RESEARCH,
        lambda form: form.told_of_referral is False and not form.why_not_told.strip(),
    ),
    Check("a safe way to reach the victim", Need.MEETING, lambda form: not form.contact.way),
    Check("safe times to reach the victim", Need.MEETING, lambda form: not form.contact.times),
    Check(
        "whether the victim was told of the referral",
        Need.MEETING,
        lambda form: form.told_of_referral is None,
    ),
    Check("what happened", Need.MEETING, lambda form: not form.account.strip()),
    Check("what the victim wishes", Need.MEETING, lambda form: not form.wishes.strip()),
    Check("the risk checklist", Need.MEETING, lambda form: form.checklist is None),
    Check(
        "questions of the risk checklist without an answer",
        Need.MEETING,
        lambda form: form.checklist is not None and bool(form.checklist.left_out),
    ),
    Check("whether an IDVA was asked for", Need.MEETING, lambda form: form.idva is None),
    Check(
        "whether there are children",
        Need.MEETING,
        lambda form: form.has_children is Children.NOT_ASKED,
    ),
    Check(
        "the children's names and dates of birth",
        Need.MEETING,
        lambda form: (
            form.has_children is Children.LISTED
            and (
                not form.children
                or any(not one.name.strip() or one.born is None for one in form.children)
            )
        ),
    ),
    Check("the victim's date of birth", Need.RETURN, lambda form: form.victim.born is None),
    *(
        Check(
            f"the victim's {one}, or that it is not known",
            Need.RETURN,
            lambda form, one=one: (  # type: ignore[misc]
                form.characteristics.get(one, Known.NOT_ASKED) is Known.NOT_ASKED
            ),
        )
        for one in Characteristic
    ),
)


def lacking(form: Form) -> tuple[Lack, ...]:
    """What the form lacks, the most pressing first."""
    return tuple(Lack(check.what, check.need) for check in CHECKS if check.lacks(form))


def contradictions(form: Form) -> tuple[str, ...]:
    """What cannot be so on a form, without a word of what it says."""
    born = form.victim.born
    names = {one.name.strip().casefold() for one in form.perpetrators} - {""}
    found = {
        "an event lies after the day of the referral": any(one > form.on for one in form.events),
        "the victim was born after the referral": born is not None and born > form.on,
        "the victim is under 16: refer to children's social care": (
            born is not None and born <= form.on < months_after(born, YOUNGEST * 12)
        ),
        "children are listed and there are none": (
            form.has_children is Children.NONE and bool(form.children)
        ),
        "a perpetrator is named and nobody knows who it is": (
            form.unknown_perpetrator and bool(form.perpetrators)
        ),
        "victim and perpetrator have the same name: check who is who": (
            form.victim.name.strip().casefold() in names
        ),
    }
    return tuple(said for said, so in found.items() if so)


def routes(
    form: Form, *, repeat: bool, earlier: Iterable[date] = (), escalation: Escalation = ESCALATION
) -> Threshold:
    """By which of the four routes a form comes to the meeting.

    ``earlier`` are events that are known from elsewhere; one day counts once.
    """
    return threshold(
        form.on,
        dash=form.checklist.counts.yes if form.checklist else None,
        judgement=form.judgement,
        events=sorted({*form.events, *earlier}),
        repeat=repeat,
        escalation=escalation,
    )
