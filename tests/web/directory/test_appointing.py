"""Posts, tenures and declarations: what is allowed, what is refused, what the trail keeps."""

from datetime import date

import pytest

from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions, queries
from saferboard.web.directory.models import Person, Post, Tenure
from saferboard.web.directory.versions import Overtaken, stamp
from tests.web.directory.people_samples import APRIL, JUNE, SEPTEMBER, Table, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_it() -> Table:
    return table()


def held() -> list[tuple[str, date, date | None]]:
    found = Tenure.objects.filter(post__key="lead").order_by("since")
    return [(one.person.name, one.since, one.until) for one in found]


def test_two_people_cannot_hold_a_post_at_once(round_it: Table) -> None:
    with pytest.raises(Refused, match="the post is held by somebody else since 1 April 2022"):
        actions.appoint(by="clerk", post=round_it.lead, name="D. Example", since=JUNE)
    assert held() == [("A. Example", APRIL, None)]
    assert not Person.objects.filter(name="D. Example").exists()


def test_a_successor_ends_the_tenure_before(round_it: Table) -> None:
    actions.appoint(
        by="clerk",
        post=round_it.lead,
        name="  D.  Example ",
        since=JUNE,
        instead_of=round_it.tenure,
    )
    assert held() == [("A. Example", APRIL, date(2022, 6, 9)), ("D. Example", JUNE, None)]
    before = queries.holder(round_it.lead, date(2022, 6, 9))
    after = queries.holder(round_it.lead, JUNE)
    assert [p and p.name for p in (before, after)] == ["A. Example", "D. Example"]


def test_a_successor_cannot_come_before_whoever_is_followed(round_it: Table) -> None:
    with pytest.raises(Refused, match="whoever is followed began on 1 April 2022"):
        actions.appoint(
            by="clerk",
            post=round_it.lead,
            name="D. Example",
            since=APRIL,
            instead_of=round_it.tenure,
        )


def test_a_successor_does_not_end_a_tenure_that_was_changed_meanwhile(round_it: Table) -> None:
    seen = stamp(round_it.tenure)
    Tenure.objects.filter(pk=round_it.tenure.pk).update(since=JUNE)
    with pytest.raises(Overtaken):
        actions.appoint(
            by="clerk",
            post=round_it.lead,
            name="D. Example",
            since=SEPTEMBER,
            instead_of=round_it.tenure,
            seen=seen,
        )


def test_somebody_must_be_named(round_it: Table) -> None:
    with pytest.raises(Refused, match="nobody is named"):
        actions.appoint(by="clerk", post=round_it.vacant, name=" ", since=JUNE)


def test_a_tenure_ends_and_cannot_end_before_it_began(round_it: Table) -> None:
    seen = stamp(round_it.tenure)
    with pytest.raises(Refused, match="before it begins"):
        actions.end_tenure(by="clerk", tenure=round_it.tenure, seen=seen, until=date(2022, 3, 31))
    ended = actions.end_tenure(by="clerk", tenure=round_it.tenure, seen=seen, until=JUNE)
    assert queries.holder(round_it.lead, JUNE) == round_it.person
    assert queries.holder(round_it.lead, SEPTEMBER) is None
    with pytest.raises(Overtaken) as overtaken:
        actions.end_tenure(by="other", tenure=round_it.tenure, seen=seen, until=SEPTEMBER)
    assert overtaken.value.row == ended


def test_a_correction_keeps_both_versions_and_the_reason(round_it: Table) -> None:
    tenure = round_it.tenure
    actions.correct_tenure(
        by="clerk",
        tenure=tenure,
        seen=stamp(tenure),
        person=tenure.person,
        since=date(2022, 5, 1),
        until=None,
        because="the letter of appointment says so",
    )
    assert held() == [("A. Example", date(2022, 5, 1), None)]
    event = Event.objects.get(action="tenure corrected")
    assert event.detail["was"] == [tenure.person_id, "2022-04-01", None]
    assert event.detail["now"] == [tenure.person_id, "2022-05-01", None]
    assert event.detail["because"] == "the letter of appointment says so"


def test_a_correction_cannot_make_two_holders(round_it: Table) -> None:
    ended = actions.end_tenure(
        by="clerk", tenure=round_it.tenure, seen=stamp(round_it.tenure), until=JUNE
    )
    actions.appoint(by="clerk", post=round_it.lead, name="D. Example", since=SEPTEMBER)
    with pytest.raises(Refused, match="the post is held"):
        actions.correct_tenure(
            by="clerk",
            tenure=ended,
            seen=stamp(ended),
            person=ended.person,
            since=APRIL,
            until=None,
            because="",
        )


def test_what_never_was_is_struck_out_and_stays_in_the_trail(round_it: Table) -> None:
    tenure = round_it.tenure
    actions.strike_tenure(by="clerk", tenure=tenure, seen=stamp(tenure), because="another post")
    assert held() == []
    event = Event.objects.get(action="tenure struck out")
    assert event.detail == {
        "was": [tenure.person_id, "2022-04-01", None],
        "because": "another post",
    }


def test_keys_of_posts_stay_apart(round_it: Table) -> None:
    keys = [
        actions.add_post(by="clerk", title="Lead Post", organisation=round_it.council).key
        for _ in range(3)
    ]
    assert keys == ["lead-post", "lead-post-council", "lead-post-council-2"]
    assert actions.add_post(by="clerk", title="—", organisation=round_it.council).key == "post"


def test_a_post_changes_and_keeps_its_key(round_it: Table) -> None:
    said = {"organisation": round_it.council, "telephone": "", "email": "", "until": None}
    post = round_it.lead
    actions.change_post(by="clerk", post=post, seen=stamp(post), title="Leader", **said)
    assert Post.objects.get(key="lead").title == "Leader"
    with pytest.raises(Overtaken):
        actions.change_post(by="other", post=post, seen=stamp(post), title="Boss", **said)
    assert Post.objects.get(key="lead").title == "Leader"


def test_a_name_is_corrected_and_never_audited(round_it: Table) -> None:
    person = round_it.person
    actions.rename_person(by="clerk", person=person, seen=stamp(person), name="A. Sample")
    assert held()[0][0] == "A. Sample"
    told = "".join(f"{event} {event.detail}" for event in Event.objects.all())
    assert "Example" not in told.replace("Example Board", "")
    assert "Sample" not in told


def test_standing_declarations_hold_from_day_to_day(round_it: Table) -> None:
    person = round_it.person
    row = actions.declare(by="clerk", person=person, interest="A made-up trust", since=JUNE)
    ids = [person.pk]
    assert queries.standing_declarations(ids, date(2022, 6, 9)) == []
    assert queries.standing_declarations(ids, SEPTEMBER) == [row]
    actions.change_declaration(
        by="clerk",
        declaration=row,
        seen=stamp(row),
        interest="A made-up trust",
        since=JUNE,
        until=date(2022, 9, 8),
    )
    assert queries.standing_declarations(ids, SEPTEMBER) == []
    assert queries.standing_declarations([], JUNE) == []
    with pytest.raises(Refused, match="before it begins"):
        actions.declare(by="clerk", person=person, interest="x", since=JUNE, until=APRIL)
    assert "trust" not in str([event.detail for event in Event.objects.all()])
