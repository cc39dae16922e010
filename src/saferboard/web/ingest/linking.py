"""What pages of past meetings tell of one another, worked out once for what stands."""

from functools import lru_cache

from saferboard.core.ingest.past.account.coming import Links, links
from saferboard.core.ingest.past.account.opened import Opened
from saferboard.core.ingest.past.history.history import gather
from saferboard.core.ingest.past.history.record import Record
from saferboard.web.directory.models import Body
from saferboard.web.ingest import queries
from saferboard.web.ingest.accounting import Standing, said, standing


def links_of(body: Body) -> Links:
    """What the pages of a body tell of one another. Two queries while the same stands."""
    return _links(body, body.name, standing())


@lru_cache(maxsize=8)
def _links(body: Body, name: str, held: Standing) -> Links:
    opened = Opened((part.on, part.what, part.content) for part in queries.every(body))
    return links(Record(gather(said(body, held))), opened)
