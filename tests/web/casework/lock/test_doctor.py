"""What the doctor says of the second line where the database has none."""

import pytest

from saferboard.web.casework.lock import second_line
from saferboard.web.directory import health


@pytest.mark.django_db
def test_the_embedded_database_has_no_second_line_and_the_doctor_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Embedded:
        vendor = "sqlite"

    monkeypatch.setattr(second_line, "connection", Embedded())
    found = second_line.check()
    assert (found.state, "no row-level security" in found.told) == (health.State.OK, True)
    assert second_line.check in health.FURTHER
