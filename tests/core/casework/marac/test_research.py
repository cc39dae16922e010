"""Research: nothing known is an answer, silence is none, and a day ends at midnight in London."""

from datetime import UTC, date, datetime, timedelta

import pytest

from saferboard.core.casework.marac.agencies import Agency, Shortfall
from saferboard.core.casework.marac.research import (
    Answered,
    Request,
    Standing,
    due_by,
    gathered,
    standing,
)

ASKED = datetime(2024, 3, 22, 9, tzinfo=UTC)
DUE = date(2024, 4, 2)
# Summer time has begun: the day ends an hour before midnight in UTC.
ENDS = datetime(2024, 4, 2, 23, tzinfo=UTC)
SECOND = timedelta(seconds=1)
REQUEST = Request("mere-council", ASKED, DUE)


def answer(at: datetime, *, nothing: bool = False, agency: str = "mere-council") -> Answered:
    return Answered(agency, at, nothing)


def test_days_are_working_days() -> None:
    assert due_by(ASKED, 5) == DUE  # over Good Friday and Easter Monday
    # Half past eleven in the evening in UTC is the next day here, in summer.
    late = datetime(2024, 7, 1, 23, 30, tzinfo=UTC)
    assert due_by(late, 1) == date(2024, 7, 3)


@pytest.mark.parametrize(
    ("answers", "on", "found"),
    [
        ([], ENDS - SECOND, Standing.AWAITED),
        ([], ENDS, Standing.SILENT),
        ([answer(ENDS - SECOND)], ENDS, Standing.TOLD),
        ([answer(ENDS)], ENDS, Standing.TOLD_LATE),
        ([answer(ENDS - SECOND, nothing=True)], ENDS, Standing.NOTHING),
        ([answer(ENDS, nothing=True)], ENDS, Standing.NOTHING_LATE),
        # The first answer was in time, the last says what is so.
        ([answer(ENDS), answer(ASKED, nothing=True)], ENDS, Standing.TOLD),
        # An answer of another agency, one before the asking, one that is still to come.
        ([answer(ASKED, agency="police")], ENDS, Standing.SILENT),
        ([answer(ASKED - SECOND)], ENDS, Standing.SILENT),
        ([answer(ENDS + SECOND)], ENDS, Standing.SILENT),
    ],
)
def test_where_a_request_stands(answers: list[Answered], on: datetime, found: Standing) -> None:
    assert standing(REQUEST, answers, on) is found


def test_the_nine_core_agencies_are_asked() -> None:
    assert len(Agency) == 9
    assert len(Shortfall) == 4
    kinds = [(f"agency {kind}", kind) for kind in Agency]
    requests = [Request(agency, ASKED, DUE) for agency, _ in kinds]
    answers = [answer(ASKED, nothing=True, agency=agency) for agency, _ in kinds]
    assert gathered(requests, answers, ENDS, kinds=kinds).complete
    silent = gathered(requests, answers[1:], ENDS, kinds=kinds)
    assert silent.silent == ("agency police",)
    assert not silent.complete
    less = gathered(requests[:-1], answers, ENDS, kinds=kinds)
    assert less.not_asked == (Agency.SUBSTANCE_MISUSE,)
    assert not less.complete
    assert [agency for agency, _ in less.by_agency] == sorted(a for a, _ in kinds[:-1])
