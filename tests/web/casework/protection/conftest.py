"""What tests of data protection share: a case with words of a third person."""

import pytest

from saferboard.web.casework.lock.models import Case
from tests.web.casework.protection import held
from tests.web.casework.protection.answers import WORDS


@pytest.fixture
def case() -> Case:
    found = held.case()
    held.write(found, WORDS)
    return found
