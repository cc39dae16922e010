"""Counts of cases come in by one door, small ones kept back, and wait like any other return."""

import pytest

from saferboard.core.evidence.disclosure.outgoing import REASON, Counted
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.directory.models import Post
from saferboard.web.evidence import counts
from saferboard.web.evidence.returns.models import Sent
from tests.web.evidence.returns.samples import BEHIND, COUNTY, FELL, World

pytestmark = pytest.mark.django_db


def repeats(area: str, count: int, of: int | None, period: Period = BEHIND) -> Counted:
    return Counted("repeats", area, period, count, of)


def test_what_is_told_waits_for_somebody_to_accept_it(loaded: World) -> None:
    (sent,) = counts.take(
        by="account 7", counts=[repeats(COUNTY, 24, 70), repeats(FELL, 2, 9)], key="k"
    )
    assert sent.post == loaded.coordinator.key
    county, fell = sent.said
    assert isinstance(county.figure, Number)
    assert (county.figure.numerator, county.figure.denominator) == (24, 70)
    assert round(county.figure.value, 1) == 34.3
    assert fell.figure == Suppressed(REASON)
    assert not hasattr(sent, "settled")
    assert Event.objects.get(action="return sent").by == "account 7"


def test_handed_over_twice_it_is_stored_once(loaded: World) -> None:
    for _ in range(2):
        counts.take(by="account 7", counts=[repeats(COUNTY, 24, 70)], key="k")
    assert Sent.objects.count() == 1


def test_counts_of_one_post_each(loaded: World) -> None:
    told = [repeats(COUNTY, 24, 70), Counted("entrants", COUNTY, BEHIND, 30)]
    posts = {row.post: row.said[0].figure for row in counts.take(by="a", counts=told, key="k")}
    assert posts[loaded.head.key] == Number(30)
    assert set(posts) == {loaded.head.key, loaded.coordinator.key}


def test_a_share_of_nothing_is_missing(loaded: World) -> None:
    (line,) = counts.tell([repeats(COUNTY, 0, 0)]).lines
    assert isinstance(line.figure, Missing)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (repeats("E07000001", 20, 40), "E07000001 is not asked for"),
        (repeats(COUNTY, 20, None), "the count does not fit"),
        (Counted("entrants", COUNTY, BEHIND, 30, 40), "the count does not fit"),
        (Counted("burglary", COUNTY, BEHIND, 30), "takes no returns"),
        (Counted("unheard-of", COUNTY, BEHIND, 30), "takes no returns"),
    ],
)
def test_what_nobody_asked_for_is_refused_and_nothing_stored(
    loaded: World, wrong: Counted, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        counts.take(by="a", counts=[repeats(COUNTY, 24, 70), wrong], key="k")
    assert not Sent.objects.exists()


def test_without_a_partnership_nothing_is_taken(
    db: None, tmp_path: object, settings: object
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="no partnership is loaded"):
        counts.tell([repeats(COUNTY, 24, 70)])


def test_without_the_post_that_owes_them_nothing_is_taken(loaded: World) -> None:
    Post.objects.filter(pk=loaded.coordinator.pk).update(key="gone")
    with pytest.raises(Refused, match="there is no post 'coordinator'"):
        counts.take(by="a", counts=[repeats(COUNTY, 24, 70)], key="k")
