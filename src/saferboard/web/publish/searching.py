"""What can be found follows what is published: in the same transaction, of the same words."""

from collections.abc import Iterator

from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.publish import queries
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.passages import Topics, passages
from saferboard.web.publish.passages_private import private_passages
from saferboard.web.search import actions
from saferboard.web.search.models import Scope

FOUND = frozenset({Kind.PACK, Kind.MINUTES, Kind.RECORD, Kind.PLAN})
"""What is searched. Dates of meetings and who sits at the table have pages of their own."""


def follow(publication: Publication) -> None:
    """Whoever searches finds this publication, and no older one of its subject."""
    if publication.kind not in FOUND:
        return
    topics = _topics(publication.body)
    minuted = _minuted(publication.body) if publication.kind == Kind.RECORD else frozenset()
    actions.put(
        by=publication.by,
        subject=subject_of(publication),
        scope=Scope.PUBLIC,
        passages=passages(publication, topics, minuted),
    )
    follow_private(publication)
    _follow_record(publication)


def follow_private(publication: Publication) -> None:
    """What was taken in private and belongs to it is found by those who may read it."""
    actions.put(
        by=publication.by,
        subject=f"{subject_of(publication)}/private",
        scope=Scope.PRIVATE,
        passages=private_passages(publication),
    )


def forget(publication: Publication) -> None:
    """Nobody finds it any more, nor what belongs to it and was taken in private."""
    if publication.kind in FOUND:
        actions.take_out(subject=subject_of(publication))
        actions.take_out(subject=f"{subject_of(publication)}/private")
        _follow_record(publication)


def rebuild() -> Iterator[str]:
    """Put everything that stands anew; the subjects that were put."""
    for publication in queries.all_standing(FOUND).iterator(chunk_size=10):
        follow(publication)
        yield subject_of(publication)
        yield f"{subject_of(publication)}/private"


def subject_of(publication: Publication) -> str:
    """``minutes/board/2022-06-10``."""
    return f"{publication.kind}/{publication.subject}"


def _follow_record(publication: Publication) -> None:
    """Decisions are found in the minutes, or in the record while those are not out."""
    if publication.kind != Kind.MINUTES:
        return
    record = queries.standing(Kind.RECORD, publication.body)
    if record is not None:
        follow(record)


def _minuted(body: str) -> frozenset[int]:
    """The decisions that stand in minutes that are out."""
    rows = queries.all_standing([Kind.MINUTES], body).values_list("content__minutes", flat=True)
    return frozenset(one["id"] for row in rows for minute in row for one in minute["outcomes"])


def _topics(body: str) -> Topics:
    """Which topic of the plan an item answers, as its key says it."""
    items = AgendaItem.objects.filter(meeting__body__key=body).exclude(topic="")
    rows = items.values_list("meeting__date", "number", "topic")
    return {
        (day.isoformat(), number): topic.replace("-", " ").capitalize()
        for day, number, topic in rows
    }
