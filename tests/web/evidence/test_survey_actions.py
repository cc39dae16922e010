"""Comments begin private; each choice is kept, signed, and needs what its kind needs."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet

from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce, missing_triggers
from saferboard.web.audit.models import Event
from saferboard.web.evidence.surveys import actions, queries
from saferboard.web.evidence.surveys.models import Comment, Moderation, Verdict
from tests.web.evidence.survey_samples import PLAIN, Q3, Q4, SECRET, loaded, read

pytestmark = pytest.mark.django_db


def moderate(
    comment: Comment, verdict: Verdict, *, text: str = "", reason: str = "", seen: int | None = None
) -> Moderation:
    return actions.moderate(
        by="account 1", comment=comment, verdict=verdict, text=text, reason=reason, seen=seen
    )


def test_loading_again_adds_nothing() -> None:
    twice = [read(), read(row=3), read(SECRET, row=4)]
    first = actions.load_comments(by="console", name="c.csv", found=twice)
    again = actions.load_comments(by="console", name="c.csv", found=[*twice, read(period=Q3)])
    assert (first.added, first.held) == (3, 0)  # two people may say the same
    assert (again.added, again.held) == (1, 3)
    assert Comment.objects.count() == 4


def test_many_comments_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 3)
    found = [read(f"Comment {n}", row=n) for n in range(10)]
    assert actions.load_comments(by="console", name="c.csv", found=found).added == 10
    assert actions.load_comments(by="console", name="c.csv", found=found).held == 10


def test_nothing_is_shown_before_it_is_read() -> None:
    loaded(SECRET, PLAIN)
    assert queries.shown("panel", Q4.last) == []
    assert queries.counts()["panel"][""] == 2


def test_each_choice_and_what_the_public_sees_of_it() -> None:
    secret, plain, third = loaded(SECRET, PLAIN, "A third.")
    moderate(plain, Verdict.LET_THROUGH)
    moderate(secret, Verdict.EDITED, text="It is too dark")
    moderate(third, Verdict.HELD_BACK, reason="it names somebody")
    assert {one.text for one in queries.shown("panel", Q4.last)} == {PLAIN, "It is too dark"}
    assert queries.shown("panel", Q3.last) == []  # of a period that the release does not reach
    assert queries.shown("other", Q4.last) == []
    held = queries.counts()["panel"]
    assert (held[""], held["let-through"], held["edited"], held["held-back"]) == (0, 1, 1, 1)


def test_the_newest_choice_stands_and_the_original_stays() -> None:
    (secret,) = loaded(SECRET)
    first = moderate(secret, Verdict.LET_THROUGH)
    moderate(secret, Verdict.HELD_BACK, reason="it names somebody", seen=first.pk)
    assert queries.shown("panel", Q4.last) == []
    assert secret.moderations.count() == 2
    assert Comment.objects.get().text == SECRET
    with pytest.raises(WrittenOnce):
        secret.save()


def test_two_people_do_not_overrule_each_other_unread() -> None:
    (secret,) = loaded(SECRET)
    moderate(secret, Verdict.HELD_BACK, reason="it names somebody")
    with pytest.raises(Refused, match="somebody else has chosen"):
        moderate(secret, Verdict.LET_THROUGH)
    assert queries.shown("panel", Q4.last) == []


@pytest.mark.parametrize(
    ("verdict", "text", "said"),
    [
        (Verdict.EDITED, "", "there are no words to show"),
        (Verdict.EDITED, SECRET, "nothing was changed"),
        (Verdict.HELD_BACK, "", "held back without a reason"),
        (Verdict.LET_THROUGH, "It is too dark", "the words were changed, and yet"),
    ],
)
def test_a_choice_needs_what_its_kind_needs(verdict: Verdict, text: str, said: str) -> None:
    (secret,) = loaded(SECRET)
    with pytest.raises(Refused, match=said):
        moderate(secret, verdict, text=text)
    assert Moderation.objects.count() == 0


def test_a_browser_changes_line_ends_and_no_words() -> None:
    (comment,) = loaded("One line\nand another")
    moderate(comment, Verdict.LET_THROUGH, text="One line\r\nand another")
    assert [one.text for one in queries.shown("panel", Q4.last)] == ["One line\nand another"]


def test_the_trail_names_the_comment_and_not_its_words() -> None:
    (secret,) = loaded(SECRET)
    moderate(secret, Verdict.EDITED, text="It is too dark", reason="Example Row")
    found = list(Event.objects.values_list("action", "object", "detail"))
    assert [event[:2] for event in found][-2:] == [
        ("comments loaded", "file comments.csv"),
        ("comment moderated", f"comment {secret.pk}"),
    ]
    assert "Example" not in str(found)
    assert "dark" not in str(found)


def test_the_database_itself_keeps_what_is_held_back() -> None:
    (secret,) = loaded(SECRET)
    with pytest.raises(IntegrityError), transaction.atomic():
        Moderation.objects.create(
            comment=secret, verdict=Verdict.HELD_BACK, text=SECRET, by="nobody"
        )


def erase(comment: Comment, *, reason: str = "the writer asked", seen: int | None = None) -> None:
    actions.erase(by="account 1", comment=comment, reason=reason, seen=seen)


def test_erased_words_are_nowhere_and_loading_again_brings_none_back() -> None:
    secret, plain = loaded(SECRET, PLAIN)
    first = moderate(secret, Verdict.EDITED, text="It is too dark in Example Row")
    erase(secret, seen=first.pk)
    everything = [
        *Comment.objects.values_list("text", flat=True),
        *Moderation.objects.values_list("text", flat=True),
        *map(str, Event.objects.values_list("action", "object", "detail")),
    ]
    assert "Example" not in str(everything)
    assert Comment.objects.get(pk=plain.pk).text == PLAIN
    assert queries.shown("panel", Q4.last) == []
    assert queries.counts()["panel"]["erased"] == 1
    assert Event.objects.last().action == "comment erased"  # type: ignore[union-attr]
    again = actions.load_comments(by="console", name="c.csv", found=[read(SECRET)])
    assert (again.added, again.held) == (0, 1)
    assert Comment.objects.get(pk=secret.pk).text == ""


def test_what_is_erased_stays_so() -> None:
    (secret,) = loaded(SECRET)
    erase(secret)
    standing = queries.standing(secret)
    assert standing is not None
    with pytest.raises(Refused, match="it was erased"):
        moderate(secret, Verdict.EDITED, text="It is too dark", seen=standing.pk)
    with pytest.raises(Refused, match="it was erased"):
        erase(secret, seen=standing.pk)


def test_erasing_needs_a_reason_and_what_was_seen() -> None:
    (secret,) = loaded(SECRET)
    with pytest.raises(Refused, match="without a reason"):
        erase(secret, reason=" ")
    moderate(secret, Verdict.LET_THROUGH)
    with pytest.raises(Refused, match="somebody else has chosen"):
        erase(secret)
    assert Comment.objects.get().text == SECRET


@pytest.mark.parametrize(
    "changes", [{"text": "Other words"}, {"text": "", "topic": "Other"}, {"loaded_by": "nobody"}]
)
def test_the_database_lets_words_be_emptied_and_nothing_else(changes: dict[str, str]) -> None:
    (secret,) = loaded(SECRET)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        QuerySet(Comment).filter(pk=secret.pk).update(**changes)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        QuerySet(Comment).filter(pk=secret.pk).delete()
    assert not missing_triggers(connection)
