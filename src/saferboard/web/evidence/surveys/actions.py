"""Taking in comments, and choosing what the public may read of them. Their words are not audited:
the trail names the comment, and the comment holds its words.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from saferboard.core.faults import refuse
from saferboard.core.ingest import survey_comments as read
from saferboard.web.audit.actions import record
from saferboard.web.evidence.surveys import queries
from saferboard.web.evidence.surveys.models import Comment, Moderation, Verdict

BATCH = 500


@dataclass(frozen=True, slots=True)
class CommentsTaken:
    """How many comments were new, and how many were held already."""

    added: int
    held: int


@transaction.atomic
def load_comments(*, by: str, name: str, found: Iterable[read.Comment]) -> CommentsTaken:
    """Take in a file's comments; those held already are left as they are. All begin private."""
    times: Counter[tuple[str, ...]] = Counter()
    rows = []
    for one in found:
        words = (one.survey, str(one.period), one.area, one.topic, one.text)
        times[words] += 1
        told = "\x1f".join((*words, str(times[words])))
        digest = hashlib.sha256(told.encode()).hexdigest()
        survey, period, area, topic, text = words
        rows.append(
            Comment(
                survey=survey,
                period=period,
                area=area,
                topic=topic,
                text=text,
                digest=digest,
                loaded_by=by,
            )
        )
    held = {digest for some in batched(rows, BATCH) for digest in _held(some)}
    new = [row for row in rows if row.digest not in held]
    Comment.objects.bulk_create(new, batch_size=BATCH)
    record(by=by, action="comments loaded", object=f"file {name}", added=len(new), held=len(held))
    return CommentsTaken(len(new), len(held))


def batched(rows: list[Comment], size: int) -> Iterator[list[Comment]]:
    """The rows in groups small enough for one query of any database."""
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _held(rows: list[Comment]) -> Iterable[str]:
    digests = [row.digest for row in rows]
    return Comment.objects.filter(digest__in=digests).values_list("digest", flat=True)


@transaction.atomic
def moderate(
    *,
    by: str,
    comment: Comment,
    verdict: Verdict,
    text: str = "",
    reason: str = "",
    seen: int | None,
) -> Moderation:
    """Let a comment through, let it through in other words, or hold it back with a reason.

    ``seen`` is the choice that stood when the form was opened: one made since is not overruled
    unread.
    """
    where = f"comment {comment.pk}"
    _unchanged(comment, seen)
    public = _public(comment, verdict, _plain(text))
    if verdict is Verdict.HELD_BACK and not reason.strip():
        raise refuse(
            "it is held back without a reason",
            where="reason",
            expected="a reason in a few words",
            remedy="write why, as: it tells who wrote it",
        )
    made = Moderation.objects.create(
        comment=comment, verdict=verdict, text=public, reason=reason.strip(), by=by
    )
    record(by=by, action="comment moderated", object=where, verdict=verdict.value)
    return made


@transaction.atomic
def erase(*, by: str, comment: Comment, reason: str, seen: int | None) -> Moderation:
    """Take a comment's words out for good, the public's and the private ones, because of a reason.

    No trace of the words is kept, in the trail neither; that there was a comment is.
    """
    _unchanged(comment, seen)
    if not reason.strip():
        raise refuse(
            "it is erased without a reason",
            where="reason",
            expected="a reason in a few words, without names",
            remedy="write why, as: whoever wrote it asked for it",
        )
    # Frozen rows: the database lets their words be emptied, and nothing else.
    QuerySet(Comment).filter(pk=comment.pk).update(text="")
    QuerySet(Moderation).filter(comment=comment).exclude(text="").update(text="")
    made = Moderation.objects.create(
        comment=comment, verdict=Verdict.ERASED, reason=reason.strip(), by=by
    )
    record(by=by, action="comment erased", object=f"comment {comment.pk}")
    return made


def _unchanged(comment: Comment, seen: int | None) -> None:
    """Refused if somebody has chosen since the form was opened, or if the words are gone."""
    Comment.objects.select_for_update().get(pk=comment.pk)
    standing = queries.standing(comment)
    where = f"comment {comment.pk}"
    if standing is not None and standing.verdict == Verdict.ERASED:
        raise refuse(
            "it was erased",
            where=where,
            expected="a comment whose words are there",
            remedy="nothing is left to do",
        )
    if seen != (standing.pk if standing else None):
        raise refuse(
            "somebody else has chosen since you opened this page",
            where=where,
            expected="the choice that you saw to be the one that stands",
            remedy="look at what was chosen, then choose again",
        )


def _public(comment: Comment, verdict: Verdict, text: str) -> str:
    """What the public may read. Words that were changed are never passed over for the original."""
    if verdict is Verdict.HELD_BACK:
        return ""
    original = _plain(comment.text)
    changed = text not in ("", original)
    if verdict is Verdict.EDITED and changed:
        return text
    if verdict is Verdict.LET_THROUGH and not changed:
        return original
    if verdict is Verdict.LET_THROUGH:
        raise refuse(
            "the words were changed, and yet it is let through as it is",
            where="verdict",
            expected="the comment as it is, or in other words",
            remedy="let it through in other words, or put the words back",
        )
    raise refuse(
        "nothing was changed" if text else "there are no words to show",
        where="text",
        expected="the comment without what tells who wrote it or whom it is about",
        remedy="change the words, or let it through as it is",
    )


def _plain(text: str) -> str:
    """Without the carriage returns that a browser's form puts into lines."""
    return text.replace("\r\n", "\n").strip()
