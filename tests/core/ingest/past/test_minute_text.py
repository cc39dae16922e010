"""What stands under one minute: narrative, outcomes, interests, confirmed minutes."""

from datetime import date

import pytest

from saferboard.core.ingest.past.minutes.minute_text import read_minute
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import NOWHERE, Minute, Verb


def read(text: str, title: str = "Lamps") -> Minute:
    lines = lines_of(text)
    ledger = Ledger(lines)
    minute = read_minute(7, title, lines, ledger)
    assert not ledger.rejects()
    return minute


def outcomes(text: str) -> list[tuple[str, str, str]]:
    return [(one.verb.value, one.letter, one.text) for one in read(text).outcomes]


def test_narrative_points_and_lettered_outcomes() -> None:
    minute = read(
        "The Board considered a report, marked 'Agenda Item 5'.\n\nPoints:\n\n- (i) One.\n- (ii)"
        " Two.\n\nRESOLVED:\n\n- (a) That the report be noted;\n\n36\n\n- (b) That lamps be lit:\n"
        "  - in parks\n  - by the canal\n\nThe Chair thanked all."
    )
    assert minute.text == (
        "The Board considered a report, marked 'Agenda Item 5'.\n\nPoints:\n\n(i) One.\n(ii) Two."
        "\n\nThe Chair thanked all."
    )
    assert [(one.letter, one.text) for one in minute.outcomes] == [
        ("a", "That the report be noted;"),
        ("b", "That lamps be lit:\n- in parks\n- by the canal"),
    ]
    assert minute.item == 5
    assert (minute.span.first, minute.span.last) == (1, 18)
    assert minute.outcomes[0].span.first == 8


@pytest.mark.parametrize(
    ("text", "verb", "said"),
    [
        ("RESOLVED:\n\nThat lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("RESOLVED: That lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("RESOLVED – That lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("RESOLVED that lamps be lit.", "RESOLVED", "that lamps be lit."),
        ("RES0LVED:\nThat lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("RЕSОLVED:\nThat lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("RESOLVED UNANIMOUSLY: That lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("Resolved – That lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("It was resolved that lamps be lit.", "RESOLVED", "that lamps be lit."),
        ("The Board RESOLVED to light lamps.", "RESOLVED", "to light lamps."),
        ("The Safer Panel NOTED the report.", "NOTED", "the report."),
        ("AGREED: That lamps be lit.", "AGREED", "That lamps be lit."),
        ("DECISION:\nThat lamps be lit.", "RESOLVED", "That lamps be lit."),
        ("It was agreed that lamps be lit.", "AGREED", "That lamps be lit."),
        ("The Board agreed to light lamps.", "AGREED", "To light lamps."),
        ("Members noted the report.", "NOTED", "Members noted the report."),
        ("Lamps were few. It was agreed that more be lit.", "AGREED", "That more be lit."),
        ("RESOLVED:", "RESOLVED", "RESOLVED:"),
    ],
)
def test_one_outcome(text: str, verb: str, said: str) -> None:
    assert outcomes(text) == [(verb, "", said)]


@pytest.mark.parametrize(
    "text",
    [
        "It was noted that lamps were lit.",
        "Members agreed with the approach.",
        "There were no matters arising.",
        "- The Board noted the report.",
        "a) It was dark.\nb) It was cold.",
        "- one thing\n- another",
        "",
    ],
)
def test_no_outcome(text: str) -> None:
    assert outcomes(text) == []


def test_an_outcome_in_a_sentence_stays_in_the_narrative_and_is_doubted() -> None:
    lines = lines_of("The Board noted the report.")
    ledger = Ledger(lines)
    minute = read_minute(None, "Lamps", lines, ledger)
    assert minute.text == "The Board noted the report."
    assert ledger.doubts()[0].about == "minute “Lamps”"


def test_outcomes_that_run_on() -> None:
    minute = read("Lamps were few. RESOLVED: That more be lit.\n\nAll left.")
    assert minute.text == "Lamps were few.\n\nAll left."
    assert minute.outcomes[0].text == "That more be lit."
    assert read("It was dark. It was therefore resolved that lamps be lit.").outcomes


def test_letters_within_a_line() -> None:
    assert outcomes("RESOLVED: (a) That one be lit; (b) That two be.") == [
        ("RESOLVED", "a", "That one be lit;"),
        ("RESOLVED", "b", "That two be."),
    ]
    assert outcomes("RESOLVED:\n\nThat the Board: a) lights; b) looks.") == [
        ("RESOLVED", "a", "That the Board lights;"),
        ("RESOLVED", "b", "That the Board looks."),
    ]


def test_words_before_a_list() -> None:
    assert outcomes("The Board RESOLVED to:\n\n1. light lamps;\n2. see more.") == [
        ("RESOLVED", "1", "To light lamps;"),
        ("RESOLVED", "2", "To see more."),
    ]
    assert outcomes("RESOLVED that:\n(i) it be lit\n(ii) That it be seen") == [
        ("RESOLVED", "i", "That it be lit"),
        ("RESOLVED", "ii", "That it be seen"),
    ]
    assert (
        outcomes("It was agreed that:\n- lamps be lit\n- all be seen")[1][2] == "That all be seen"
    )


def test_several_lists_and_what_belongs_to_an_outcome() -> None:
    text = (
        "RESOLVED:\n\n(a) That one be lit:\n\n(i) in parks;\n(ii) by roads;\n\n(b) That two be.\n\n"
        "More was said.\n\nNOTED:\n\nThat three be seen by all\n\nof them.\n\nThat four be."
        "\n\nIt rained."
    )
    assert outcomes(text) == [
        ("RESOLVED", "a", "That one be lit:\n(i) in parks;\n(ii) by roads;"),
        ("RESOLVED", "b", "That two be."),
        ("NOTED", "", "That three be seen by all of them."),
        ("NOTED", "", "That four be."),
    ]
    assert read(text).text == "More was said.\n\nIt rained."


def test_quoted_words_belong_to_their_outcome() -> None:
    text = "RESOLVED:\n\n(a) That it read:\n\n“Lamps.”\n\n(b) That all sign."
    assert outcomes(text)[0][2] == "That it read:\n“Lamps.”"


def test_marks_that_follow_and_marks_that_do_not() -> None:
    lost = "RESOLVED:\n(a) That one be.\n(c) That three be.\n(a) That is under it."
    assert [letter for _, letter, _ in outcomes(lost)] == ["a", "c"]
    nine = "RESOLVED:\n" + "\n".join(f"({letter}) That {letter} be." for letter in "abcdefghij")
    assert [letter for _, letter, _ in outcomes(nine)] == list("abcdefghij")
    roman = "RESOLVED:\n" + "\n".join(f"({name}) That." for name in ("iii", "iv", "v", "vi", "ix"))
    assert len(outcomes(roman)) == 4
    assert outcomes("RESOLVED: (a) That one be.\n\n(b) That two be.")[1][1] == "b"
    mixed = "RESOLVED:\n(i) That one be.\n(b) That two be.\n\n(ii) That three be."
    assert [letter for _, letter, _ in outcomes(mixed)] == ["i", "ii"]
    assert len(outcomes("RESOLVED:\n\nThat one be.\n\n(b) That two be.")) == 2
    assert outcomes("RESOLVED:\n1. That one be.\nx) That two be.")[0][2].endswith("x) That two be.")


def test_outcomes_whose_heading_is_lost() -> None:
    text = (
        "i) Lamps had been few.\nii) All was dark.\n\n\ni) the report be noted;\nii) lamps shine."
    )
    assert outcomes(text) == [
        ("RESOLVED", "i", "the report be noted;"),
        ("RESOLVED", "ii", "lamps shine."),
    ]
    assert outcomes("It was dark.\n\nThat lamps be lit.")[0][2] == "That lamps be lit."
    assert outcomes("a) lamps would be lit\nb) more to be seen") == []


def test_minutes_confirmed() -> None:
    title = "Minutes of previous meeting"
    text = "The minutes of the meeting held on 8 December 2016 were confirmed as a correct record"
    plain = read(f"{text}.", title).confirmed
    assert plain is not None
    assert (plain.on, plain.amendment, plain.replacement) == (date(2016, 12, 8), "", ())
    amended = read(
        f"{text} subject to the list being amended to read:\n\n“A. Lund”\n“B. Marsh”\n\nAll left.",
        title,
    ).confirmed
    assert amended is not None
    assert amended.amendment == "the list being amended to read"
    assert amended.replacement == ("A. Lund", "B. Marsh")
    assert (amended.span.first, amended.span.last) == (1, 4)
    plainly = read(f"{text} subject to this:\n\nA. Lund\n\nAll left.", title).confirmed
    assert plainly is not None
    assert plainly.replacement == ("A. Lund",)
    within = read(f"{text} subject to minute 4 reading “ten”.", title).confirmed
    assert within is not None
    assert within.replacement == ("ten",)
    ends = read(f"{text} subject to:", title).confirmed
    assert ends is not None
    assert ends.replacement == ()
    assert read("There were none.", title).confirmed is None
    assert read(text, "Lamps").confirmed is None


def test_interests_declared() -> None:
    title = "Declarations of interest"
    text = (
        "Members were invited to declare any interest.\n\nMr. A. Lund CC declared a personal"
        " interest in item 5 as a trustee. Nobody left.\n\n- B. Marsh: a member of the trust\n"
        "- Lamps were lit\n\nNo declarations were made."
    )
    declared = read(text, title).declared
    assert [(one.who, one.interest) for one in declared] == [
        ("Mr. A. Lund CC", "personal interest in item 5 as a trustee."),
        ("B. Marsh", "a member of the trust"),
    ]
    assert len(read(text, "Lamps").declared) == 1
    assert read("It declared an interest.", title).declared == ()


def test_an_empty_minute() -> None:
    assert read("") == Minute(7, "Lamps", span=NOWHERE)


def test_verbs_are_three() -> None:
    assert {Verb(word) for word in ("RESOLVED", "AGREED", "NOTED")} == set(Verb)


def test_letters_out_of_turn_do_not_cut() -> None:
    assert outcomes("RESOLVED: That a) one be lit and c) two be.") == [
        ("RESOLVED", "", "That a) one be lit and c) two be.")
    ]


def test_an_amendment_that_ends_the_minute() -> None:
    text = "The minutes were confirmed subject to this:\n\n“A. Lund”"
    confirmed = read(text, "Minutes").confirmed
    assert confirmed is not None
    assert confirmed.replacement == ("A. Lund",)


def test_numbers_of_things_are_no_points() -> None:
    found = read("RESOLVED: That the lamps in the parks 1) and 2) be lit.")
    assert [one.text for one in found.outcomes] == ["That the lamps in the parks 1) and 2) be lit."]
