"""Putting out what the Board's books hold: made first, then published in one transaction.

Nothing is half out. Whatever changed while a pack was being made stops it: what goes out is what
whoever pressed the button had seen.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max

from saferboard.core.board.pack import Options
from saferboard.core.document.tree import Contact, Document
from saferboard.core.faults import refuse
from saferboard.engines.pdf.binder import Told
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.web.board.decisions import queries as decisions
from saferboard.web.board.decisions.actions import keep_log
from saferboard.web.board.meetings.actions import mark_called
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes import queries as minutes
from saferboard.web.board.minutes.locking import locked
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.board.papers.actions import submit_document
from saferboard.web.board.papers.files import keep, picture
from saferboard.web.board.papers.models import Version
from saferboard.web.directory.models import Body, Post
from saferboard.web.evidence import queries as evidence
from saferboard.web.evidence.models import Release
from saferboard.web.publish import contents, copies, packing, queries
from saferboard.web.publish.actions import Subject, publish
from saferboard.web.publish.assembling import ACTIONS, Assembled, assembled
from saferboard.web.publish.models import Kind, Publication, SealedPapers
from saferboard.web.publish.packing import Made, unheard
from saferboard.web.publish.papers import paper_of
from saferboard.web.publish.searching import follow_private
from saferboard.web.publish.snapshots import Files, as_file, document_files

PARTNERSHIP = "partnership"


def issue_pack(
    *,
    by: str,
    meeting: Meeting,
    on: date,
    seen: str,
    note: str = "",
    odd_start: bool = False,
    told: Told = unheard,
) -> Publication:
    """Publish the agenda and papers whole, or correct them. ``seen``: the fingerprint looked at."""
    found = assembled(meeting, on)
    _same(found, seen)
    return _out(by, found, packing.whole(found, on, Options(odd_start), told), on, note)


def issue_supplement(
    *, by: str, meeting: Meeting, on: date, seen: str, note: str, told: Told = unheard
) -> Publication:
    """Publish the papers that came since, their pages numbered on from those already out."""
    found = assembled(meeting, on)
    _same(found, seen)
    before = queries.standing(Kind.PACK, Subject.of(Kind.PACK, meeting).key)
    if before is None or not packing.new_slots(found, before.content):
        raise refuse(
            "nothing came since the pack was published",
            where="supplement",
            expected="a paper, or a new version of one, that is not out yet",
            remedy="wait for the paper, or correct the whole pack",
        )
    _nothing_made_private(found, before.content)
    last = last_page(meeting)
    made = packing.following(found, before.content, before.files, on, last, told)
    return _out(by, found, made, on, note)


def _nothing_made_private(found: Assembled, before: contents.Pack) -> None:
    """A supplement leaves what is out as it is, so that nothing in it may have become private."""
    out = {paper["key"] for item in before["items"] for paper in item["papers"]}
    held = [item for item, slots in found.items if item.restricted and out & {s.key for s in slots}]
    if held:
        raise refuse(
            "a paper that is out belongs to business that is private now",
            where=str(held[0]),
            expected="a pack of which nothing has become private",
            remedy="correct the whole pack, which then leaves the paper out",
        )


def last_page(meeting: Meeting) -> int:
    """The last page number that was given out for a meeting, private papers included."""
    subject = Subject.of(Kind.PACK, meeting).key
    newest = queries.newest(Kind.PACK, subject)
    held = SealedPapers.objects.filter(publication__kind=Kind.PACK, publication__subject=subject)
    sealed = held.aggregate(last=Max("last_page"))["last"] or 0
    if newest is None:
        return sealed
    added = [one["pages"][1] for one in newest.content["supplements"]]
    return max([newest.content["pages"], sealed, *added])


@transaction.atomic
def _out(by: str, found: Assembled, made: Made, on: date, note: str) -> Publication:
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=found.meeting.pk)
    )
    _same(assembled(meeting, on), found.fingerprint)
    _picked_up(meeting)
    subject = Subject.of(Kind.PACK, meeting)
    published = publish(by=by, subject=subject, content=made.content, files=made.files, note=note)
    mark_called(by=by, meeting=meeting)
    if any(slot.key == ACTIONS for _, slots in found.items for slot in slots):
        keep_log(by=by, body=meeting.body, on=on)
    if made.private:
        kept = keep(made.private, "private-papers.pdf")
        first, last = made.private_pages
        SealedPapers.objects.create(
            publication=published, sha=kept.sha, size=kept.size, first_page=first, last_page=last
        )
        follow_private(published)
    return published


def _same(found: Assembled, seen: str) -> None:
    if found.fingerprint != seen:
        raise refuse(
            "the agenda or a paper changed since you looked",
            where=str(found.meeting),
            expected="what you saw to be what goes out",
            remedy="look at the list again, then publish",
        )


def _picked_up(meeting: Meeting) -> None:
    """What the last meeting asked for is answered or signed off, or nothing goes out."""
    if not decisions.gap_of(meeting.body, meeting).is_closed:
        raise refuse(
            "the last meeting asked for things that nobody has picked up",
            where=str(meeting),
            expected="an action, or a reason why none is needed, for every decision",
            remedy="answer them, or sign them off by name, then publish",
        )


@transaction.atomic
def issue_minutes(*, by: str, found: Minutes, on: date, note: str = "") -> Publication:
    """Publish minutes that were circulated or confirmed, as they stand now."""
    locked(found)
    found.refresh_from_db(fields=["state", "confirmed_at", "signed_on", "signed_as"])
    if found.state == Minutes.State.DRAFT:
        raise refuse(
            "the minutes are a draft",
            where=str(found),
            expected="minutes that were circulated or confirmed",
            remedy="circulate them first",
        )
    document = minutes.document_of(found, public=True)
    subject = Subject.of(Kind.MINUTES, found.meeting)
    files = _document(document, "minutes", on)
    return publish(by=by, subject=subject, content=copies.minutes_of(found), files=files, note=note)


@transaction.atomic
def issue_minutes_and_record(
    *, by: str, found: Minutes, on: date, note: str = ""
) -> tuple[Publication, Publication]:
    """The minutes, and the decisions and actions with them: both or neither."""
    told = issue_minutes(by=by, found=found, on=on, note=note)
    return told, issue_record(by=by, body=found.meeting.body, on=on)


def _document(document: Document, name: str, on: date) -> Files:
    files = document_files(document, name, "../files/")
    made = document_pdf(document, made_on=on, kept=picture)
    return files | {f"{name}.pdf": as_file(made, f"{name}.pdf")}


@transaction.atomic
def issue_calendar(*, by: str, body: Body) -> Publication:
    """Publish the days on which a body meets."""
    return publish(by=by, subject=Subject(Kind.CALENDAR, body.key), content=copies.calendar(body))


@transaction.atomic
def issue_record(*, by: str, body: Body, on: date) -> Publication:
    """Publish the decisions and actions of a body as they stand on a day."""
    content = copies.record(body, on)
    return publish(by=by, subject=Subject(Kind.RECORD, body.key), content=content)


@transaction.atomic
def issue_board(*, by: str, on: date) -> Publication:
    """Publish who sits where and who reports to whom."""
    subject = Subject(Kind.BOARD, PARTNERSHIP)
    return publish(by=by, subject=subject, content=copies.board(on))


@transaction.atomic
def issue_plan(*, by: str, body: Body, year: int, on: date) -> Publication:
    """Publish a year's forward plan."""
    content = copies.year(body, year, on)
    if content is None:
        raise refuse(
            "there is no plan of that year",
            where=f"{body}, {year}",
            expected="a year that was planned",
            remedy="plan it first",
        )
    return publish(by=by, subject=Subject(Kind.PLAN, body.key, year=year), content=content)


@transaction.atomic
def attach_performance_paper(
    *, by: str, item: AgendaItem, release: Release, today: date | None = None
) -> Version:
    """The performance paper of a release, put on an item of an agenda as its newest version.

    What goes to the public holds the public version; a restricted item's paper shows everything.
    """
    shown = evidence.shown(release, detail=item.restricted)
    document = paper_of(shown.release, _contact(item), item.meeting.date)
    return submit_document(by=by, item=item, document=document, today=today)


def _contact(item: AgendaItem) -> Contact:
    """Whoever presents the item, if their post can be written to; else the first that can."""
    posts = Post.objects.exclude(email="").select_related("organisation").order_by("pk")
    post = posts.filter(pk=item.presenter_id or 0).first() or posts.first()
    if post is None:
        raise refuse(
            "no post has an e-mail address, so the paper has no officer to contact",
            where=str(item),
            expected="a presenter, or another post, with an e-mail address",
            remedy="add it under people and posts",
        )
    return Contact(post.title, post.organisation.name, post.telephone, post.email)
