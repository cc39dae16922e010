"""A board with a meeting, two authors and an office, and the Word files they might send."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO

import docx
from django.test import Client
from docx.shared import Cm
from pikepdf import Pdf

from saferboard.core.directory.permissions import Role
from saferboard.web.board.meetings import actions
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.papers import actions as actions_of
from saferboard.web.directory.models import Body, Organisation, Post, User
from tests.engines.word.files import png

DAY = date(2031, 6, 13)
"""A Friday; five clear days make Thursday 5 June the latest day to publish."""

ANSWERS = {
    "purpose": "This paper tells the Board how referrals are handled.",
    "background": "Two teams became one.\n\nIts work has parts:\n- advice\n- checks",
    "past_year": "Referrals were steady.",
    "coming_year": "A shared form will begin.",
    "recommendations": "note the paper; and\nagree the shared form.",
    "contact_post": "Prevent Coordinator",
    "contact_organisation": "County Council",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """What every test of papers starts with."""

    meeting: Meeting
    item: AgendaItem
    other: AgendaItem
    private: AgendaItem
    author: Post
    partner: Post


def sample(prefix: str = "") -> Sample:
    """A meeting with standing items, two reports by two posts, and a private one.

    ``prefix`` leads every key, for an instance that holds other samples.
    """
    council = Organisation.objects.create(key=f"{prefix}council", name="County Council")
    police = Organisation.objects.create(key=f"{prefix}police", name="Police")
    author = Post.objects.create(
        key=f"{prefix}prevent",
        title="Prevent Coordinator",
        organisation=council,
        telephone="01632 960001",
        email="prevent@example.org",
    )
    partner = Post.objects.create(
        key=f"{prefix}inspector",
        title="Inspector",
        organisation=police,
        email="inspector@example.org",
    )
    body = Body.objects.create(key=f"{prefix}board", name="Safer Communities Board")
    meeting = actions.arrange(by="clerk", body=body, date=DAY, starts=time(10), place="County Hall")
    actions.standard_items(meeting, by="clerk")
    item = actions.add_item(
        by="clerk", meeting=meeting, title="Prevent update", presenter=author, minutes=15
    )
    other = actions.add_item(
        by="clerk", meeting=meeting, title="Offender management", presenter=partner
    )
    private = actions.add_item(
        by="clerk",
        meeting=meeting,
        title="An operation",
        presenter=partner,
        restricted=True,
        paragraph=7,
        public_interest="To tell of it now would warn those concerned.",
    )
    return Sample(meeting, item, other, private, author, partner)


def account(role: Role, post: str) -> User:
    """An account with one role, for a post."""
    return User.objects.create(
        post=post, email=f"{post}.{role}@example.org", roles=[role.value], created_by="tests"
    )


def signed_in(role: Role, post: str = "clerk") -> Client:
    """Somebody of a post with one role; the second step is another test's business."""
    client = Client()
    client.force_login(account(role, post))
    return client


def word(write: Callable[[docx.document.Document], object]) -> bytes:
    """A Word file that ``write`` fills."""
    document = docx.Document()
    write(document)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def plain_word(document: docx.document.Document) -> None:
    """A paper of ordinary shape."""
    document.add_heading("Background", 1)
    document.add_paragraph("Two teams became one.")
    document.add_heading("Recommendations", 1)
    document.add_paragraph("That the Board note the paper.")


def pdf(pages: int = 2) -> bytes:
    """Somebody's slides."""
    made = Pdf.new()
    for _ in range(pages):
        made.add_blank_page()
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def begun_sample(prefix: str) -> None:
    """The sample with a submitted paper that has a draft too, a Word file to describe, slides."""
    held = sample(prefix)
    actions_of.call(by="clerk", meeting=held.meeting, today=date(2031, 4, 24))
    paper = actions_of.begin(by="clerk", item=held.item, post=held.author)
    for urgent in ("A grant closes in June.", ""):
        draft = actions_of.save_answers(by="clerk", paper=paper, answers=ANSWERS, title="Prevent")
        if urgent:
            day = date(2031, 6, 9)
            submit = {"revision": draft.revision, "urgent": urgent, "today": day}
            actions_of.submit(by="clerk", paper=paper, **submit)
    for title, data in (("Offenders", word(pictured)), ("Slides", pdf(3))):
        other = actions_of.begin(by="clerk", item=held.other, post=held.partner, title=title)
        take = actions_of.upload_pdf if data.startswith(b"%PDF") else actions_of.upload_word
        take(by="clerk", paper=other, data=data, name=f"{title}.docx")


def pictured(document: docx.document.Document) -> None:
    """A paper in which a good deal is found."""
    document.add_heading("Background", 1)
    document.add_paragraph("The XYZ team met.")
    table = document.add_table(2, 2)
    for n, text in enumerate(("Place", "Rate", "Melton", "2.8")):
        table.cell(n // 2, n % 2).text = text
    document.add_picture(BytesIO(png()), width=Cm(5))
    document.add_heading("Empty", 1)
