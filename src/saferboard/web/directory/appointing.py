"""Posts, people, and who holds which post. No name is written to the audit trail."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from saferboard.core.directory.spells import Spell
from saferboard.core.directory.tenures import backwards, clash, handed_over
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.directory.people import Organisation, Person, Post, StandingDeclaration, Tenure
from saferboard.web.directory.versions import locked, stamp


@transaction.atomic
def add_post(
    *, by: str, title: str, organisation: Organisation, telephone: str = "", email: str = ""
) -> Post:
    """A new post. Its key is made from its title, and stays if the title changes."""
    post = Post(
        key=_free_key(title, organisation),
        title=title,
        organisation=organisation,
        telephone=telephone,
        email=email,
    )
    post.save()
    record(by=by, action="post added", object=f"post {post.key}")
    return post


def _free_key(title: str, organisation: Organisation) -> str:
    """The title as a key; with its organisation, then a number, where another post has it."""
    plain = slugify(title)[:60].strip("-") or "post"
    wanted = [plain, f"{plain}-{organisation.key}"[:76]]
    wanted += [f"{wanted[1]}-{number}" for number in range(2, 100)]
    taken = set(Post.objects.filter(key__startswith=plain).values_list("key", flat=True))
    free = next((key for key in wanted if key not in taken), None)
    if free is None:
        raise refuse(
            "there are a hundred posts of this title already",
            where="title",
            expected="a title that tells the post from others",
            remedy="write a fuller title",
        )
    return free


@transaction.atomic
def change_post(
    *,
    by: str,
    post: Post,
    seen: str,
    title: str,
    organisation: Organisation,
    telephone: str,
    email: str,
    until: date | None,
) -> Post:
    """What the post is called, where it is, how it is reached, and its last day if it is ended."""
    row = locked(post, seen)
    row.title, row.organisation = title, organisation
    row.telephone, row.email, row.until = telephone, email, until
    row.save()
    record(by=by, action="post changed", object=f"post {row.key}", title=title)
    return row


@transaction.atomic
def rename_person(*, by: str, person: Person, seen: str, name: str) -> Person:
    """Correct somebody's name, everywhere it is shown."""
    row = locked(person, seen)
    row.name = _name(name)
    row.save()
    record(by=by, action="name corrected", object=f"person {row.pk}")
    return row


@transaction.atomic
def appoint(
    *,
    by: str,
    post: Post,
    since: date,
    until: date | None = None,
    person: Person | None = None,
    name: str = "",
    instead_of: Tenure | None = None,
    seen: str | None = None,
) -> Tenure:
    """Somebody holds the post from that day: a person already known, or a new one by name.

    ``instead_of`` is whoever they follow, whose tenure ends the day before; ``seen`` its stamp when
    a form was opened. Refused: two people in one post on the same day.
    """
    held = Post.objects.select_for_update().get(pk=post.pk)
    if instead_of is not None:
        known = stamp(instead_of) if seen is None else seen
        _hand_over(by=by, tenure=instead_of, seen=known, to=since)
    _check(held, Spell(since, until))
    if person is None:
        person = Person.objects.create(name=_name(name))
    tenure = Tenure.objects.create(post=held, person=person, since=since, until=until)
    record(
        by=by,
        action="post filled",
        object=f"post {held.key}",
        person=person.pk,
        since=since.isoformat(),
        until=_iso(until),
    )
    return tenure


def _hand_over(*, by: str, tenure: Tenure, seen: str, to: date) -> None:
    row = locked(tenure, seen)
    left = handed_over(row, to)
    if isinstance(left, Fault):
        raise Refused(left)
    row.until = left.until
    row.save()
    _record_end(by, row)


@transaction.atomic
def end_tenure(*, by: str, tenure: Tenure, seen: str, until: date) -> Tenure:
    """The post falls vacant after that day."""
    row = locked(tenure, seen)
    row.until = until
    _refuse(backwards(row))
    row.save()
    _record_end(by, row)
    return row


def _record_end(by: str, tenure: Tenure) -> None:
    record(
        by=by,
        action="tenure ended",
        object=f"post {tenure.post.key}",
        person=tenure.person_id,
        until=_iso(tenure.until),
    )


@transaction.atomic
def correct_tenure(
    *,
    by: str,
    tenure: Tenure,
    seen: str,
    person: Person,
    since: date,
    until: date | None,
    because: str,
) -> Tenure:
    """Put right what was entered wrongly; both versions and the reason stay in the trail."""
    post = Post.objects.select_for_update().get(pk=tenure.post_id)
    row = locked(tenure, seen)
    before = [row.person_id, row.since.isoformat(), _iso(row.until)]
    _check(post, Spell(since, until), leaving_out=row)
    row.person, row.since, row.until = person, since, until
    row.save()
    record(
        by=by,
        action="tenure corrected",
        object=f"post {post.key}",
        was=before,
        now=[person.pk, since.isoformat(), _iso(until)],
        because=because,
    )
    return row


@transaction.atomic
def strike_tenure(*, by: str, tenure: Tenure, seen: str, because: str) -> None:
    """Take out a tenure that never was; what it said and the reason stay in the trail."""
    row = locked(tenure, seen)
    record(
        by=by,
        action="tenure struck out",
        object=f"post {row.post.key}",
        was=[row.person_id, row.since.isoformat(), _iso(row.until)],
        because=because,
    )
    row.delete()


@transaction.atomic
def declare(
    *, by: str, person: Person, interest: str, since: date, until: date | None = None
) -> StandingDeclaration:
    """An interest declared once for every meeting. What it is stays out of the audit trail."""
    _refuse(backwards(Spell(since, until)))
    row = StandingDeclaration.objects.create(
        person=person, interest=interest, since=since, until=until
    )
    record(by=by, action="interest declared", object=f"person {person.pk}", declaration=row.pk)
    return row


@transaction.atomic
def change_declaration(
    *,
    by: str,
    declaration: StandingDeclaration,
    seen: str,
    interest: str,
    since: date,
    until: date | None,
) -> StandingDeclaration:
    """End a standing declaration, or put it right."""
    row = locked(declaration, seen)
    row.interest, row.since, row.until = interest, since, until
    _refuse(backwards(row))
    row.save()
    record(
        by=by,
        action="declaration of interest changed",
        object=f"person {row.person_id}",
        declaration=row.pk,
        until=_iso(until),
    )
    return row


def _check(post: Post, proposed: Spell, leaving_out: Tenure | None = None) -> None:
    _refuse(backwards(proposed))
    others = Tenure.objects.filter(post=post)
    if leaving_out is not None:
        others = others.exclude(pk=leaving_out.pk)
    _refuse(clash(proposed, others, "the post is held"))


def _refuse(fault: Fault | None) -> None:
    if fault is not None:
        raise Refused(fault)


def _name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise refuse(
            "nobody is named",
            where="name",
            expected="somebody known already, or a new name",
            remedy="choose a person, or write the name of somebody new",
        )
    return cleaned


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
