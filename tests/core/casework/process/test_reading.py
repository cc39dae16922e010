"""Processes are read whole; every fault says where it is; what the law fixed stays."""

import pytest

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.process import Due, Unit
from saferboard.core.casework.process.reading import load
from saferboard.core.faults import Fault, Refused
from tests.core.casework.process.sound import LATER, REVIEW, process

AMENDED = '[[amended]]\nstep = "decide"\nlaw = "SI 2030/1"\n'


def faults_of(*texts: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        load({f"{number}.toml": text for number, text in enumerate(texts, start=1)})
    return [f"{fault.where}: {fault.what}" for fault in caught.value.faults]


def test_a_sound_process() -> None:
    found = process()
    assert (found.key, found.version, found.first) == ("review", 1, "referred")
    decide = found.step("decide")
    assert decide is not None
    assert decide.due == Due(1, Unit.MONTHS, after="recommend")
    assert decide.visibility is FieldClass.OUTLINE
    assert decide.statute == "an Act, s.9"
    assert [step.key for step in found.steps_out_of("decided")] == ["refuse", "notify"]
    assert found.step("nothing") is None


def test_lines_and_amendments_may_be_lacking() -> None:
    text = REVIEW[: REVIEW.index("[[lines]]")] + REVIEW[REVIEW.index("[[steps]]") :]
    untold = "\n".join(line for line in text.splitlines() if not line.startswith("told"))
    assert process(untold).lines == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "version = 0", "version: 0 cannot be a version"),
        ('source = "made up"', 'source = " "', "source: the text is empty"),
        ('purpose = "dhr"', 'purpose = ""', "purpose: the text is empty"),
        ('title = "Refused"', 'title = ""', "state 'refused', title: the text is empty"),
        ('title = "CSP chair"', 'title = ""', "party 'chair', title: the text is empty"),
        ('title = "Notify"', 'title = ""', "step 'notify', title: the text is empty"),
        ('["refused", "notified"]', "[]", "last: no state is the last"),
        ('first = "referred"', 'first = "refered"', "first: there is no state 'refered'"),
        (
            '["refused", "notified"]',
            '["refused", "notified", "lost"]',
            "last: there is no state 'lost'",
        ),
        (
            'out_of = ["decided"]',
            "out_of = []",
            "step 'notify', out_of: the step leads out of no state",
        ),
        (
            'out_of = ["decided"]',
            'out_of = ["desided"]',
            "step 'notify', out_of: there is no state 'desided'",
        ),
        (
            'into = "decided"',
            'into = "desided"',
            "step 'decide', into: there is no state 'desided'",
        ),
        ('actor = "spbo"', 'actor = "nobody"', "step 'notify', actor: there is no party 'nobody'"),
        ('["home-office"]', '["nobody"]', "step 'notify', told: there is no party 'nobody'"),
        (
            '["home-office"]',
            '["home-office", "spbo"]',
            "step 'notify', told: whoever takes the step is told of it",
        ),
        (
            'after = "recommend"',
            'after = "recomend"',
            "step 'decide', due.after: there is no step 'recomend'",
        ),
        ("number = 10", "number = 0", "step 'recommend', due.number: 0 cannot be a time"),
        ('other = "chair"', 'other = "chief"', "lines[4]: there is no party 'chief'"),
        (
            'one = "spbo"\nother = "home-office"',
            'one = "spbo"\nother = "spbo"',
            "lines[5]: a line leads from a party to itself",
        ),
        # Owned, timed, and of a known class: a key that is lacking or wrong is told by its name.
        ('actor = "spbo"\n', "", "steps[4] 'notify', actor: 'actor' is missing"),
        (
            'due = { number = 1, unit = "working-days" }\n',
            "",
            "steps[4] 'notify', due: 'due' is missing",
        ),
        (
            '"working-days" }\nvisibility = "account"',
            '"weeks" }\nvisibility = "account"',
            "steps[1] 'recommend', due.unit: 'weeks' is not one of the words allowed here",
        ),
        (
            'visibility = "account"',
            'visibility = "open"',
            "steps[1] 'recommend', visibility: 'open' is not one of the words allowed here",
        ),
        ('key = "notify"', 'key = "decide"', "steps[4] 'decide': key 'decide' is given twice"),
        ("in_force = 2024-06-01", "in_force = 5", "in_force: 5 cannot stand here"),
        ("first =", "begin =", "key 'begin' is not known"),
        # No way to a state, no way to an end.
        (
            'into = "notified"',
            'into = "decided"',
            "state 'notified': no case can come to the state 'notified'",
        ),
        (
            '["refused", "notified"]',
            '["refused"]',
            "state 'notified': a case in the state 'notified' can never end",
        ),
        # Nobody hears of a step but along the lines.
        (
            'told = ["home-office"]',
            'told = ["home-office", "chair"]',
            "step 'notify', told: no line of communication leads to 'chair'",
        ),
        (
            'told = ["cst", "lead", "chair"]',
            'told = ["lead", "chair"]',
            "step 'recommend', told: no line of communication leads to 'chair'",
        ),
    ],
)
def test_each_fault_says_where_it_is(old: str, new: str, said: str) -> None:
    assert old in REVIEW
    found = faults_of(REVIEW.replace(old, new, 1))
    assert said in [
        fault.removeprefix("1.toml").removeprefix(", ").removeprefix(": ") for fault in found
    ]


def test_all_faults_of_all_files_are_told_at_once() -> None:
    found = faults_of("key = ", REVIEW.replace("version = 1", "version = 0"), "[[states]]\n")
    assert {said.split(",")[0].split(":")[0] for said in found} == {"1.toml", "2.toml", "3.toml"}
    unread = Fault("it cannot be read", "x.toml", "a text", "mend it")
    with pytest.raises(Refused) as caught:
        load({"x.toml": unread, "y.toml": ""})
    assert unread in caught.value.faults
    assert len(caught.value.faults) > 5


def test_no_process_is_no_fault() -> None:
    assert load({}) == ()


def test_versions_come_in_order_and_other_processes_do_not_mind() -> None:
    other = REVIEW.replace('key = "review"', 'key = "other"').replace("2024", "2030")
    found = load({"b.toml": LATER, "a.toml": REVIEW, "c.toml": other})
    assert [(one.key, one.version) for one in found] == [("other", 1), ("review", 1), ("review", 2)]


def test_a_version_stands_in_one_file() -> None:
    assert faults_of(REVIEW, REVIEW) == ["2.toml, version: version 1 of 'review' is in 1.toml too"]


def test_a_later_version_is_in_force_later() -> None:
    same_day = LATER.replace("2024-07-01", "2024-06-01")
    assert faults_of(REVIEW, same_day) == [
        "2.toml, in_force: version 2 is in force no later than version 1"
    ]


STATUTORY = "2.toml, step 'decide': the step 'decide' is statutory and is not as it was"
CHANGES = [
    ('out_of = ["recommended"]', 'out_of = ["recommended", "referred"]'),
    ('into = "decided"', 'into = "notified"'),
    ('key = "decide"', 'key = "choose"'),
    ('number = 1, unit = "months", after', 'number = 6, unit = "months", after'),
    ('statute = "an Act, s.9"', ""),
    ('statute = "an Act, s.9"', 'evidence = ["more"]\nstatute = "an Act, s.9"'),
    ('actor = "chair"\ndue', 'actor = "crg"\ndue'),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_statutory_step_stands_as_it_is(old: str, new: str) -> None:
    assert old in LATER
    changed = LATER.replace(old, new, 1).replace('told = ["lead", "cst", "crg"]\n', "", 1)
    assert STATUTORY in faults_of(REVIEW, changed)


@pytest.mark.parametrize(("old", "new"), [*CHANGES[:1], *CHANGES[3:6]])
def test_until_an_amendment_names_the_law_that_changed_it(old: str, new: str) -> None:
    assert len(load({"1.toml": REVIEW, "2.toml": LATER.replace(old, new, 1) + AMENDED})) == 2


def test_other_steps_and_titles_may_change() -> None:
    changed = LATER.replace('title = "Decide"', 'title = "Choose"').replace(
        "number = 10", "number = 5"
    )
    assert len(load({"1.toml": REVIEW, "2.toml": changed})) == 2


def test_an_amendment_names_a_statutory_step_and_a_law() -> None:
    assert faults_of(REVIEW, LATER + AMENDED.replace("decide", "notify")) == [
        "2.toml, amended: there is no statutory step 'notify'"
    ]
    assert faults_of(REVIEW, LATER + AMENDED.replace("SI 2030/1", "")) == [
        "2.toml, amended 'decide', law: the text is empty"
    ]
