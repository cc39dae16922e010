"""A board with two meetings: one held and minuted, one to come with papers. Made of rows."""

from dataclasses import dataclass
from datetime import date, time
from io import BytesIO

from pikepdf import Pdf

from saferboard.core.board.action_steps import Step
from saferboard.core.document.stored import to_json
from saferboard.core.document.tree import (
    Chart,
    Column,
    Contact,
    Document,
    Heading,
    Mark,
    Paragraph,
    Point,
    Recommendations,
    Series,
    Table,
)
from saferboard.web.board.decisions.models import Action, Answer, Entry, EntryOwner
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import Attendee, Minute, Minutes, Outcome
from saferboard.web.board.papers.actions import add_version
from saferboard.web.board.papers.files import keep
from saferboard.web.board.papers.models import Paper, Version
from saferboard.web.directory.models import Body, Organisation, Person, Post, Seat, Tenure
from saferboard.web.publish import issuing
from saferboard.web.publish.assembling import assembled

TODAY = date(2024, 6, 1)
MARCH, JUNE = date(2024, 3, 8), date(2024, 6, 14)
TABLE = Table("Rates", (Column("District"), Column("Rate", True)), (("Melton", "2.81"),))
CHART = Chart("Rates", "Melton is at 2.81.", Mark.BAR, "per 1,000",
              (Series("x", (Point("Melton", 2.81),)),), TABLE)  # fmt: skip


def document(title: str, *, words: str = "Crime fell.") -> Document:
    """A paper of some pages, with a chart and a contact."""
    return Document(
        title,
        "The Strategy Board",
        "14 June 2024",
        (
            Heading("Background"),
            Paragraph(words),
            *(Paragraph("Some words. " * 60) for _ in range(6)),
            CHART,
            Heading("Recommendations"),
            Recommendations(("Note the report;", "Ask for more.")),
            Contact("Team Manager", "County Council", "01632 960001", "team@example.org"),
        ),
    )


def slides(pages: int = 2) -> bytes:
    """Somebody else's PDF."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(720, 405))
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()


@dataclass
class World:
    """What was made."""

    body: Body
    post: Post
    march: Meeting
    june: Meeting
    items: dict[str, AgendaItem]
    minutes: Minutes
    outcomes: list[Outcome]
    action: Action

    def submit(self, item: str, title: str, said: Document | bytes, **kept: object) -> Version:
        """A paper for an item of June, or a new version of it."""
        paper, _ = Paper.objects.get_or_create(
            item=self.items[item], title=title, defaults={"made_by": "author", "post": self.post}
        )
        if isinstance(said, bytes):
            file = keep(said, "slides.pdf")
            kept |= {"sha": file.sha, "name": file.name, "size": file.size, "pages": 2}
        else:
            kept |= {"document": to_json(said)}
        return add_version(by="author", paper=paper, **kept)  # type: ignore[arg-type]

    def answer_all(self) -> None:
        """Every decision that is not answered needs nothing."""
        for outcome in self.outcomes:
            if not outcome.answers.exists():
                Answer.objects.create(
                    outcome=outcome,
                    kind="none",
                    reason="Nothing was asked for.",
                    sentence=outcome.text,
                    on=TODAY,
                    by="clerk",
                )


def world(prefix: str = "", *, answered: bool = True) -> World:
    """The board as it is a fortnight before its June meeting. ``prefix`` leads every key."""
    council = Organisation.objects.create(key=f"{prefix}council", name="County Council")
    police = Organisation.objects.create(key=f"{prefix}police", name="Police")
    post = Post.objects.create(
        key=f"{prefix}manager", title="Team Manager", organisation=council, email="team@example.org"
    )
    chief = Post.objects.create(key=f"{prefix}chief", title="Superintendent", organisation=police)
    body = Body.objects.create(
        key=f"{prefix}board",
        name="The Strategy Board",
        purpose="Keeps an eye on things.",
        terms="Meets four times a year.",
        quorum=1,
    )
    for who, name, role in ((post, "A. Example", "chair"), (chief, "B. Example", "member")):
        person = Person.objects.create(name=name)
        Tenure.objects.create(person=person, post=who, since=date(2020, 1, 1))
        Seat.objects.create(post=who, body=body, role=role, since=date(2020, 1, 1))
    march = Meeting.objects.create(
        body=body, date=MARCH, starts=time(10), place="County Hall", state="held"
    )
    june = Meeting.objects.create(body=body, date=JUNE, starts=time(10), place="County Hall")
    minutes, outcomes = _minuted(march, post)
    action = _action(body, outcomes[0], post)
    made = World(body, post, march, june, _agenda(june, post), minutes, outcomes, action)
    made.submit("Performance", "Performance in Quarter 4", document("Performance in Quarter 4"))
    made.submit("County lines", "County lines: slides", slides())
    made.submit("A contract", "A contract for outreach", document("A contract for outreach"))
    if answered:
        made.answer_all()
    return made


def _agenda(meeting: Meeting, presenter: Post) -> dict[str, AgendaItem]:
    rows = (
        ("Introductions", "oral", "welcome", {}),
        ("Minutes of the previous meeting", "standing", "minutes", {}),
        ("Action log", "standing", "actions", {}),
        ("Performance", "report", "", {"presenter": presenter, "minutes": 20}),
        ("County lines", "presentation", "", {}),
        ("A contract", "report", "", {"restricted": True, "paragraph": 3,
                                      "public_interest": "Prices would be known."}),
    )  # fmt: skip
    items = {
        title: AgendaItem.objects.create(
            meeting=meeting, number=n, title=title, kind=kind, standing=standing, **more
        )
        for n, (title, kind, standing, more) in enumerate(rows, start=1)
    }
    AgendaItem.objects.create(
        meeting=meeting,
        number=7,
        title="Road safety",
        kind="report",
        state="withdrawn",
        because="No figures came.",
    )
    return items


def _minuted(meeting: Meeting, post: Post) -> tuple[Minutes, list[Outcome]]:
    minutes = Minutes.objects.create(
        meeting=meeting, first_number=44, started=time(10), ended=time(12)
    )
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="Burglary", kind="report")
    secret = AgendaItem.objects.create(
        meeting=meeting, number=2, title="A lease", kind="report", restricted=True, paragraph=3,
        public_interest="Rents would be known.",
    )  # fmt: skip
    Attendee.objects.create(
        minutes=minutes, place=0, name="A. Example", title="Team Manager",
        organisation="County Council", group="members", presence="present", in_chair=True,
        post=post,
    )  # fmt: skip
    first = Minute.objects.create(
        minutes=minutes, item=item, taken=0, title="Burglary", text="The Board heard a report."
    )
    private = Minute.objects.create(
        minutes=minutes, item=secret, taken=1, title="A lease", text="The rent was told: a secret."
    )
    texts = ("That leaflets be sent to every district.", "That the report be noted.")
    outcomes = [
        Outcome.objects.create(minute=first, kind="resolved", place=n, text=text)
        for n, text in enumerate(texts)
    ]
    outcomes.append(
        Outcome.objects.create(minute=private, kind="agreed", place=0, text="A secret rent.")
    )
    Minutes.objects.filter(pk=minutes.pk).update(
        state="circulated", circulated_on=date(2024, 3, 20)
    )
    minutes.refresh_from_db()
    return minutes, outcomes


def _action(body: Body, outcome: Outcome, post: Post) -> Action:
    action = Action.objects.create(
        body=body,
        number=7,
        text="Send leaflets to every district",
        outcome=outcome,
        sentence=outcome.text,
        made_by="clerk",
    )
    for place, (step, on, text) in enumerate(
        ((Step.ASK, MARCH, ""), (Step.PROGRESS, date(2024, 4, 2), "Two districts have them."))
    ):
        entry = Entry.objects.create(
            action=action, place=place, step=step.value, on=on, text=text, by="account 9",
            due_on=date(2024, 5, 1) if step is Step.ASK else None,
        )  # fmt: skip
        if step is Step.ASK:
            EntryOwner.objects.create(entry=entry, post=post)
    Answer.objects.create(
        outcome=outcome, kind="made", action=action, sentence=outcome.text, on=MARCH, by="clerk"
    )
    return action


def published(prefix: str) -> World:
    """The same with everything out that can be."""
    made = world(prefix)
    seen = assembled(made.june, TODAY).fingerprint
    issuing.issue_pack(by="clerk", meeting=made.june, on=TODAY, seen=seen)
    issuing.issue_minutes_and_record(by="clerk", found=made.minutes, on=TODAY)
    issuing.issue_calendar(by="clerk", body=made.body)
    issuing.issue_board(by="clerk", on=TODAY)
    return made
