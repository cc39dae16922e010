"""A board, and its packs of 2014 as they are loaded."""

import pytest

from saferboard.web.directory.models import Body
from saferboard.web.ingest import accounting, linking
from saferboard.web.ingest.models import Source
from saferboard.web.publish.caching import PAGES
from tests.web.board import minutes_samples
from tests.web.ingest.samples import JUNE, MARCH, loaded, settled


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What is kept by keys and numbers that are given again in the next test."""
    PAGES.clear()
    accounting._said.cache_clear()
    linking._links.cache_clear()


@pytest.fixture
def board(db: None) -> Body:
    """The board, with its members of years later."""
    return minutes_samples.body()


@pytest.fixture
def march(board: Body) -> Source:
    """The pack of March with its one doubt, not settled."""
    return loaded(MARCH, "march-2014.txt")


@pytest.fixture
def ready(march: Source) -> Source:
    """The pack of March with everything settled."""
    return settled(march)


@pytest.fixture
def june(board: Body) -> Source:
    """The pack of June, which confirms minutes that stand in that of March."""
    return loaded(JUNE, "june-2014.txt")
