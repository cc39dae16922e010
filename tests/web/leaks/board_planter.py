"""The Board's canaries: its people, minutes, private business, comments of residents, alerts."""

from datetime import date

from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.board.minutes.models import Attendee, Minute
from saferboard.web.directory.models import Person, Post, User
from saferboard.web.evidence import actions as releases
from saferboard.web.publish import issuing
from saferboard.web.publish.assembling import assembled
from tests.web.evidence.survey_samples import loaded, surveyed
from tests.web.leaks.planters import CANARY, Planted, planter
from tests.web.publish.world import TODAY, document, world

BOARD = tuple(
    role
    for role in Role
    if role not in {Role.PUBLIC, Role.CASE_WORKER, Role.GOVERNANCE, Role.PROTECTION}
)
STARTS = ("/", "/work/", "/account/2fa/", "/account/email/", "/surveys/", "/alerts/", "/data/")


def signed_in(*roles: Role) -> Client:
    """A browser of an account whose address is a canary too."""
    name = "-".join(roles).replace(" ", "-")
    user = User.objects.create(
        post="manager", email=f"{CANARY}-{name}@example.org".lower(), roles=list(roles)
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@planter("board")
def board() -> Planted:
    """A board with a meeting held and one to come, all of it published, and a survey."""
    releases.freeze(surveyed(), by="analyst")
    loaded(f"{CANARY} of 1 Example Street says it is too dark", "More lamps, please.")
    made = world()
    for n, person in enumerate(Person.objects.order_by("pk")):
        Person.objects.filter(pk=person.pk).update(name=f"{CANARY}name{n}")
    for n, post in enumerate(Post.objects.order_by("pk")):
        mail, telephone = f"{CANARY}{n}@example.org".lower(), f"{CANARY}01632"
        Post.objects.filter(pk=post.pk).update(email=mail, telephone=telephone)
    Attendee.objects.filter(minutes__state="draft").update(name=f"{CANARY}guest")
    Minute.objects.filter(item__restricted=True).filter(minutes__state="draft").update(
        text=f"{CANARY} lives at 1 Example Street."
    )
    made.submit(
        "A contract", "A contract for outreach", document("A contract", words=f"Of {CANARY}.")
    )
    seen = assembled(made.june, TODAY).fingerprint
    issuing.issue_pack(by="clerk", meeting=made.june, on=TODAY, seen=seen)
    issuing.issue_minutes_and_record(by="clerk", found=made.minutes, on=date(2024, 6, 1))
    issuing.issue_calendar(by="clerk", body=made.body)
    issuing.issue_board(by="clerk", on=TODAY)
    return Planted({"everything": signed_in(*BOARD), "visitor": Client()}, STARTS)
