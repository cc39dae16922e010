"""The DASH risk checklist: 24 questions by subject, their answers, and how they are counted.

Source: the Domestic Abuse, Stalking and Honour Based Violence checklist (2009) that SafeLives gives
to MARACs. The labels are our own and short; whoever asks the questions has the published form in
hand. A question that is not answered, or whose answer is not known, is not a no: the count says how
high the score could be, and a low score never keeps a case from the meeting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import Fault, Refused


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its number on the published form, and what it is about."""

    number: int
    label: str


QUESTIONS = tuple(
    Question(number, label)
    for number, label in enumerate(
        (
            "Injury on this occasion",
            "The victim's fear",
            "What is feared: more injury or violence",
            "Cut off from family and friends",
            "Low mood or thoughts of suicide",
            "Separation, or an attempt at it, in the last year",
            "Dispute over seeing the children",
            "Stalking, harassment or constant contact",
            "Pregnancy, or a baby of up to 18 months",
            "Abuse comes more often",
            "Abuse becomes worse",
            "Control and jealousy",
            "Weapons or objects used",
            "Threats to kill that were believed",
            "Strangling, choking, smothering or drowning",
            "Sexual abuse, by acts or words",
            "Fear of others too, the wider family among them",
            "Perpetrator has hurt others",
            "Cruelty to animals",
            "Money: dependence, debt or control",
            "Perpetrator's drugs, drink or mental health",
            "Perpetrator's threats or attempts of suicide",
            "Breach of bail, an order or an agreement",
            "Perpetrator known to the police",
        ),
        start=1,
    )
)

FILLERS = frozenset({"referrer", "representative", "idva", "police-officer", "housing-officer"})
"""Roles of whoever works with a victim. The co-ordinator and the chair judge referrals: they send
a checklist back, and never fill one."""


class Answer(StrEnum):
    """What was answered."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions have which answer, and how many have none."""

    yes: int
    no: int
    unknown: int
    unanswered: int

    @property
    def at_most(self) -> int:
        """How many would be yes if all that is not known were."""
        return self.yes + self.unknown + self.unanswered

    @property
    def words(self) -> str:
        """The score, never without what it leaves open."""
        said = f"{self.yes} of {len(QUESTIONS)} answers are yes"
        open_ones = self.unknown + self.unanswered
        if not open_ones:
            return said
        return f"{said}; {open_ones} are not known, so it may be as many as {self.at_most}"


@dataclass(frozen=True, slots=True)
class Checklist:
    """The answers by the number of the question. A question may be left out."""

    answers: Mapping[int, Answer]

    @property
    def counts(self) -> Counts:
        """Each of the 24 questions once."""
        given = [self.answers.get(question.number) for question in QUESTIONS]
        return Counts(
            yes=given.count(Answer.YES),
            no=given.count(Answer.NO),
            unknown=given.count(Answer.UNKNOWN),
            unanswered=given.count(None),
        )

    @property
    def left_out(self) -> tuple[Question, ...]:
        """The questions without any answer: what to go back for."""
        return tuple(one for one in QUESTIONS if one.number not in self.answers)


def read(given: Mapping[str, str]) -> Checklist:
    """The checklist of a form: number and answer, both as text; an empty answer is left out.

    Refused with every fault at once.
    """
    answers, faults = {}, []
    numbers = {str(question.number): question.number for question in QUESTIONS}
    for number, answer in given.items():
        if number not in numbers:
            faults.append(_fault("there is no such question", "a number from 1 to 24", "checklist"))
        elif answer and answer not in tuple(Answer):
            expected = "yes, no or not known"
            faults.append(_fault("this is no answer", expected, f"question {number}"))
        elif answer:
            answers[numbers[number]] = Answer(answer)
    if faults:
        raise Refused(*faults)
    return Checklist(answers)


def _fault(what: str, expected: str, where: str) -> Fault:
    return Fault(what, where, expected, "answer the questions of the page")


def may_fill(roles: Iterable[str]) -> Decision:
    """Whether somebody in these roles may fill a checklist in."""
    if FILLERS & frozenset(roles):
        return Decision(True, "you work with victims, so you may fill in the checklist")
    return Decision(False, "a checklist is filled in by whoever works with the victim")
