"""Text is saved as it is written; edits made at once are merged, and every save is kept."""

import random
from uuid import uuid4

import pytest

from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.board.minutes import outcomes, writing
from saferboard.web.board.minutes.models import Minute, Minutes, Outcome, OutcomeRevision
from tests.web.board.minutes_samples import december, minute

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(db: None) -> Minute:
    """An empty minute, at revision 1."""
    found = minute(december(), "Probation")
    writing.save_text(by="clerk", minute=found, text="", base=1)
    found.refresh_from_db()
    assert (found.text, found.revision) == ("", 2)
    return found


def save(row: Minute, text: str, base: int, writer: str = "w1") -> writing.Saved:
    return writing.save_text(by="clerk", minute=row, text=text, base=base, writer=writer)


def test_a_save_is_a_revision(row: Minute) -> None:
    saved = save(row, "One.\r\n\r\nTwo.", 2)
    assert saved == writing.Saved(3, "One.\n\nTwo.", 0, merged=False)
    newest = row.revisions.get(number=3)
    assert (newest.text, newest.base, newest.sent, newest.by) == ("One.\n\nTwo.", 2, None, "clerk")
    row.refresh_from_db()
    assert (row.text, row.revision) == ("One.\n\nTwo.", 3)


def test_two_clerks_in_different_words_are_both_kept(row: Minute) -> None:
    save(row, "The first sentence stands. The last one too.", 2)
    save(row, "The very first sentence stands. The last one too.", 3, "w1")
    saved = save(row, "The first sentence stands. The last one too, he said.", 3, "w2")
    assert saved.text == "The very first sentence stands. The last one too, he said."
    assert (saved.merged, saved.undecided) == (True, 0)
    assert row.revisions.get(number=5).sent == (
        "The first sentence stands. The last one too, he said."
    )


def test_two_clerks_in_the_same_words_are_both_kept_and_marked(row: Minute) -> None:
    save(row, "It was noted.", 2)
    save(row, "It was agreed.", 3, "w1")
    saved = save(row, "It was resolved.", 3, "w2")
    assert saved.text == "It was [[EITHER: agreed. OR: resolved. ]]"
    assert saved.undecided == 1


def test_a_save_whose_answer_was_lost_may_be_sent_again_with_more(row: Minute) -> None:
    save(row, "One", 2)
    saved = save(row, "One and two", 2)
    assert (saved.text, saved.undecided) == ("One and two", 0)
    again = save(row, "One and two", 2)
    assert (again.revision, again.text) == (saved.revision, "One and two")


def test_one_who_types_on_while_another_is_merged_in_repeats_nothing(row: Minute) -> None:
    save(row, "The meeting had begun.", 2, "w1")
    save(row, "The meeting had begun. B was here.", 3, "w2")
    first = save(row, "A begins. The meeting had begun.", 3, "w1")
    assert first.text == "A begins. The meeting had begun. B was here."
    # The window typed on before the answer came, and still shows its own text over revision 3.
    second = save(row, "A begins anew. The meeting had begun.", 3, "w1")
    assert second.text == "A begins anew. The meeting had begun. B was here."


def test_the_same_words_of_two_clerks_stand_once(row: Minute) -> None:
    save(row, "Same words", 2, "w1")
    assert save(row, "Same words", 2, "w2").text == "Same words"
    assert save(row, "Same words and more", 2, "w2").text == "Same words and more"


def test_nothing_new_makes_no_revision(row: Minute) -> None:
    saved = save(row, "", 2)
    assert (saved.revision, row.revisions.count()) == (2, 2)


def test_a_revision_that_never_was_is_refused(row: Minute) -> None:
    for base in (-1, 99):
        with pytest.raises(Refused, match="no revision"):
            save(row, "text", base)


def test_a_text_beyond_measure_is_refused(row: Minute) -> None:
    with pytest.raises(Refused, match="characters"):
        save(row, "x" * 100_001, 2)


def test_strange_characters_are_stored_as_text(row: Minute) -> None:
    assert save(row, "a\x00b \ud800 é", 2).text == "ab ? é"


def test_the_trail_says_who_began_to_write_not_every_save(row: Minute) -> None:
    before = Event.objects.filter(action="minute written").count()
    save(row, "a", 2, "w1")
    save(row, "a b", 3, "w1")
    save(row, "a b c", 4, "w2")
    written = Event.objects.filter(action="minute written")
    assert written.count() == before + 2
    assert "a b" not in str([event.detail for event in written])


def test_an_earlier_text_can_be_brought_back(row: Minute) -> None:
    save(row, "Good text.", 2)
    save(row, "Spoilt.", 3)
    saved = writing.bring_back(by="clerk", minute=row, number=3, base=4)
    assert (saved.revision, saved.text) == (5, "Good text.")
    with pytest.raises(Refused, match="no revision 9"):
        writing.bring_back(by="clerk", minute=row, number=9, base=5)


def test_a_title_changed_by_two_shows_both(row: Minute) -> None:
    writing.retitle(by="clerk", minute=row, title="Probation reform", was="Probation")
    with pytest.raises(Refused, match="It now says “Probation reform”; you wrote “Prisons”"):
        writing.retitle(by="other", minute=row, title="Prisons", was="Probation")
    writing.retitle(by="other", minute=row, title="Probation reform", was="Probation")
    assert Event.objects.filter(action="minute retitled").count() == 1


def test_confirmed_or_circulated_text_is_not_written(row: Minute) -> None:
    Minutes.objects.update(state="circulated")
    for refused in (
        lambda: save(row, "text", 2),
        lambda: writing.retitle(by="clerk", minute=row, title="x", was="Probation"),
        lambda: outcomes.add_outcome(by="clerk", minute=row, kind="noted", text="x"),
    ):
        with pytest.raises(Refused, match="circulated"):
            refused()


def add(row: Minute, text: str, kind: str = "resolved") -> Outcome:
    return outcomes.add_outcome(by="clerk", minute=row, kind=kind, text=text)


def marks(row: Minute) -> list[tuple[str, str]]:
    return [(mark, one.text) for mark, one in Minute.objects.get(pk=row.pk).lettered()]


def test_outcomes_are_lettered_and_one_alone_is_not(row: Minute) -> None:
    first = add(row, "That it be noted;")
    assert marks(row) == [("", "That it be noted;")]
    add(row, "to send the link", "undertaking")
    second = add(row, "That more be heard.", "agreed")
    lettered = [("(a)", "That it be noted;"), ("", "to send the link"), ("(b)", second.text)]
    assert marks(row) == lettered
    outcomes.move_outcome(by="clerk", outcome=second, places=-2)
    assert marks(row)[0] == ("(a)", "That more be heard.")
    outcomes.remove_outcome(by="clerk", outcome=first)
    assert marks(row) == [("", "That more be heard."), ("", "to send the link")]


def test_an_outcome_sent_twice_is_added_once(row: Minute) -> None:
    key = uuid4()
    one, two = (
        outcomes.add_outcome(by="clerk", minute=row, kind="noted", text="x", key=key)
        for _ in range(2)
    )
    assert one == two
    assert row.outcomes.count() == 1


def test_the_words_of_an_outcome_are_never_lost(row: Minute) -> None:
    one = add(row, "First words")
    outcomes.change_outcome(by="clerk", outcome=one, kind="agreed", text="Other", was="First words")
    with pytest.raises(Refused, match="It now says “Other”; you wrote “Third”"):
        outcomes.change_outcome(by="b", outcome=one, kind="agreed", text="Third", was="First words")
    outcomes.remove_outcome(by="clerk", outcome=one)
    kept = OutcomeRevision.objects.values_list("what", "text")
    assert list(kept) == [("added", "First words"), ("changed", "Other"), ("removed", "Other")]
    with pytest.raises(Refused, match="removed meanwhile"):
        outcomes.remove_outcome(by="clerk", outcome=one)


@pytest.mark.parametrize(("kind", "text"), [("noted", "  "), ("decreed", "x")])
def test_an_outcome_has_words_and_a_kind(row: Minute, kind: str, text: str) -> None:
    with pytest.raises(Refused):
        add(row, text, kind)


@pytest.mark.parametrize("seed", range(4))
def test_no_word_is_lost_among_three_writers_whose_answers_go_astray(
    row: Minute, seed: int
) -> None:
    chance = random.Random(seed)
    windows = dict.fromkeys(("w1", "w2", "w3"), (2, ""))
    for number in range(40):
        name = chance.choice(sorted(windows))
        base, text = windows[name]
        words = text.split(" ")
        words.insert(chance.randint(0, len(words)), f"word{number}")
        sent = " ".join(words).strip()
        answer = save(row, sent, base, name)
        # Without its answer a window goes on from its own text, over the revision it knows.
        heard = chance.random() > 0.4
        windows[name] = (answer.revision, answer.text) if heard else (base, sent)
    row.refresh_from_db()
    written = set(row.text.split())
    assert [n for n in range(40) if f"word{n}" not in written] == []
