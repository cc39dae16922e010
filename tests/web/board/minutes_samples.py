"""A body with seats, the agenda of its meeting of 11 December 2020, and that meeting's minutes."""

from datetime import date, time

from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes import drafting
from saferboard.web.board.minutes.models import Minute, Minutes
from saferboard.web.directory.models import Body, Organisation, Person, Post, Seat, Tenure

SINCE = date(2020, 1, 1)
DECEMBER = (
    ("Introductions", "oral", "welcome"),
    ("Minutes of previous meeting", "standing", "minutes"),
    ("Matters arising", "oral", "arising"),
    ("Action Log", "standing", "actions"),
    ("Declarations of interest", "standing", "declarations"),
    ("Performance, Quarter 2", "report", ""),
    ("Partner update: Commissioner", "report", ""),
    ("Mentors in Violence Prevention", "report", ""),
    ("Victim support", "presentation", ""),
    ("Probation", "presentation", ""),
    ("Re-procurement of services", "report", ""),
    ("Date of the next meeting", "standing", "next"),
)
"""The business of December 2020: twelve items, minutes 17 to 28."""


def body() -> Body:
    """Its chair, two members (one with a substitute), an officer; two of three are a quorum."""
    council = Organisation.objects.create(key="county", name="Testshire County Council")
    police = Organisation.objects.create(key="police", name="Testshire Police")
    board = Body.objects.create(key="testshire", name="Testshire Safer Communities Board", quorum=2)
    deputy = post("chief-inspector", "Chief Inspector", police, "D. Example")
    for key, title, organisation, name, role in (
        ("cabinet-lead", "Cabinet Lead Member", council, "A. Example", "chair"),
        ("superintendent", "Superintendent", police, "B. Example", "member"),
        ("public-health", "Consultant in Public Health", council, "C. Example", "member"),
        ("team-manager", "Team Manager", council, "E. Example", "officer"),
    ):
        Seat.objects.create(
            post=post(key, title, organisation, name),
            body=board,
            role=role,
            since=SINCE,
            substitute=deputy if key == "superintendent" else None,
        )
    return board


def post(key: str, title: str, organisation: Organisation, name: str) -> Post:
    made = Post.objects.create(key=key, title=title, organisation=organisation)
    person = Person.objects.create(name=name)
    Tenure.objects.create(post=made, person=person, since=SINCE)
    return made


def meeting(board: Body, on: date, business: tuple[tuple[str, str, str], ...] = ()) -> Meeting:
    made = Meeting.objects.create(body=board, date=on, starts=time(10), place="County Hall")
    for number, (title, kind, standing) in enumerate(business, 1):
        AgendaItem.objects.create(
            meeting=made, number=number, title=title, kind=kind, standing=standing
        )
    return made


def december(board: Body | None = None) -> Minutes:
    """The draft of December 2020, with a meeting before and one after it."""
    board = board or body()
    meeting(board, date(2020, 9, 25))
    meeting(board, date(2021, 3, 19))
    held = meeting(board, date(2020, 12, 11), DECEMBER)
    drafting.restart_series(by="clerk", meeting=held, first=17, because="earlier ones on paper")
    return drafting.draft(by="clerk", meeting=held)


def minute(minutes: Minutes, title: str) -> Minute:
    """The minute with this title, as it is stored."""
    return Minute.objects.select_related("minutes__meeting__body").get(minutes=minutes, title=title)
