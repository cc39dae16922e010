"""A Board, its posts, and what its meeting of December 2020 decided."""

from datetime import date, time

from saferboard.core.board.action_steps import Step
from saferboard.core.directory.permissions import Role
from saferboard.web.board.decisions import actions
from saferboard.web.board.decisions.lives import Life, life
from saferboard.web.board.decisions.models import Action
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import Minute, Minutes, Outcome
from saferboard.web.directory.actions import create_account
from saferboard.web.directory.models import Body, Organisation, Person, Post, Tenure, User

SINCE = date(2019, 1, 1)
DECEMBER, MARCH, JUNE = date(2020, 12, 11), date(2021, 3, 19), date(2021, 6, 18)
BEFORE = date(2020, 12, 14)
PASSWORD = "a long enough sentence"
DECIDED = {
    "Action log": (
        ("noted", "That the status of the action log be noted;"),
        ("resolved", "That a report on the causes of anti-social behaviour be submitted."),
    ),
    "Performance": (("undertaking", "agreed to circulate the slides"),),
    "Private business": (("resolved", "That the exempt report be revised."),),
}


def board(key: str = "board") -> Body:
    """A body without seats: nothing here asks who sits on it."""
    return Body.objects.create(key=key, name=f"Testshire {key.capitalize()}")


def posts() -> dict[str, Post]:
    """Four posts, three of them held by somebody."""
    county = _organisation("county", "Testshire County Council")
    police = _organisation("police", "Testshire Police")
    made = {}
    for key, title, organisation, name in (
        ("clerk", "Democratic Services Officer", county, "A. Example"),
        ("coordinator", "Community Safety Coordinator", county, "B. Example"),
        ("superintendent", "Superintendent", police, "C. Example"),
        ("probation-head", "Head of Probation", police, ""),
    ):
        made[key], is_new = Post.objects.get_or_create(
            key=key, defaults={"title": title, "organisation": organisation}
        )
        if name and is_new:
            person = Person.objects.create(name=name)
            Tenure.objects.create(post=made[key], person=person, since=SINCE)
    return made


def _organisation(key: str, name: str) -> Organisation:
    return Organisation.objects.get_or_create(key=key, defaults={"name": name})[0]


def account(post: str, *roles: Role) -> User:
    """An account for a post."""
    return create_account(
        by="tests", post=post, email=f"{post}@example.org", password=PASSWORD, roles=roles
    )


def meeting(body: Body, on: date) -> Meeting:
    """A meeting at ten."""
    return Meeting.objects.create(body=body, date=on, starts=time(10))


def minuted(held: Meeting, first_number: int = 20) -> Minutes:
    """Circulated minutes of a meeting with what ``DECIDED`` says."""
    minutes = Minutes.objects.create(
        meeting=held, first_number=first_number, state=Minutes.State.CIRCULATED
    )
    for taken, (title, outcomes) in enumerate(DECIDED.items()):
        private = title.startswith("Private")
        item = AgendaItem.objects.create(
            meeting=held,
            number=taken + 4,
            title=title,
            kind="report",
            restricted=private,
            paragraph=3 if private else None,
            public_interest="It names a contractor." if private else "",
        )
        minute = Minute.objects.create(minutes=minutes, item=item, taken=taken, title=title)
        for place, (kind, text) in enumerate(outcomes):
            Outcome.objects.create(minute=minute, place=place, kind=kind, text=text)
    return minutes


def outcome(words: str) -> Outcome:
    """The outcome that says this."""
    return Outcome.objects.select_related("minute__item", "minute__minutes__meeting__body").get(
        text__contains=words
    )


def make(words: str = "causes", *owners: Post, due: date | None = MARCH) -> Action:
    """An action from that outcome; the coordinator's unless others are named."""
    return actions.make_action(
        by="clerk",
        outcome=outcome(words),
        text=f"Do it: {words}",
        owners=owners or (Post.objects.get(key="coordinator"),),
        on=BEFORE,
        due_on=due,
    )


def now(action: Action, on: date = BEFORE) -> Life:
    """The action as it stands on a day."""
    return life(action, on)


def served() -> None:
    """A Board with meetings behind and before it, decisions answered and not, and actions."""
    made = posts()
    held = meeting(board("log"), DECEMBER)
    minuted(held)
    meeting(held.body, MARCH)
    meeting(held.body, date(2099, 6, 19))
    action = make("causes")
    actions.enter(
        by="coordinator",
        action=action,
        step=Step.HAND_ON,
        on=MARCH,
        office=False,
        said=actions.Said(text="They hold the figures", owners=(made["superintendent"],)),
    )
    make("slides", due=None)
    actions.keep_log(by="clerk", body=held.body, on=MARCH)
    account("coordinator", Role.OWNER)
