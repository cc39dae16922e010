"""surveys.toml: what a survey asks, in which words, with which weights; faults say where."""

import pytest

from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

SURVEYS = """
[[surveys]]
key = "panel"
name = "Panel"
source = "Mere"
method = "By post."
area = "E10000001"
weightings = [
  { version = "a", since = "2019-04", how = "age" },
  { version = "b", since = "2021-04", how = "age and sex" },
]

[[questions]]
key = "safe"
survey = "panel"
name = "Feels safe"
topic = "Safety"
wordings = [
  { version = "1", since = "2017-04", text = "Safe?", agree = ["yes"], against = ["no"] },
  { version = "2", since = "2021-04", text = "How safe?", agree = ["very"], against = ["not"] },
]
"""


def told(files: dict[str, str]) -> str:
    return "\n".join(str(fault) for fault in faults_of(files))


def with_surveys(text: str) -> dict[str, str]:
    return {**SOUND, "surveys.toml": text}


def test_a_survey_is_read_whole() -> None:
    found = read_partnership(with_surveys(SURVEYS)).further.surveys
    (survey,) = found.surveys
    (question,) = found.questions
    assert (survey.area, survey.least_base, survey.suppress_to) == ("E10000001", 30, 4)
    assert [w.version for w in survey.weightings] == ["a", "b"]
    assert question.wordings[1].since == Month(2021, 4)
    assert found.survey("panel") == survey
    assert found.results == ()


def test_a_partnership_may_have_no_survey() -> None:
    assert read_partnership(SOUND).further.surveys.surveys == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('area = "E10000001"', 'area = "E99"', "surveys.toml, survey 'panel', area: there is no"),
        ('survey = "panel"', 'survey = "pane"', "did you mean 'panel'?"),
        ('area = "E10000001"', 'area = "E10000001"\nleast_base = 0', "nobody"),
        ('area = "E10000001"', 'area = "E10000001"\nsuppress_to = -1', "counts below zero"),
        ('area = "E10000001"', 'area = "E10000001"\nsuppress_to = 0', "without a reason"),
        ('since = "2021-04", how', 'since = "2019-04", how', "weightings do not follow"),
        ('since = "2021-04", text', 'since = "2017-04", text', "wordings do not follow"),
        ('version = "2"', 'version = "1"', "version '1' stands twice"),
        ('version = "b"', 'version = "a"', "version 'a' stands twice"),
        ('agree = ["very"]', "agree = []", "one side of the question has no answers"),
        ('against = ["not"]', "against = []", "one side of the question has no answers"),
        ('agree = ["very"]', 'agree = ["very", "not"]', "the answer 'not' stands twice"),
        ("[[questions]]", "[[question]]", "there is no [[questions]]"),
    ],
)
def test_every_fault_says_where(old: str, new: str, said: str) -> None:
    assert old in SURVEYS
    assert said in told(with_surveys(SURVEYS.replace(old, new, 1)))


def test_a_question_needs_a_wording() -> None:
    bare = SURVEYS.partition("wordings = [")[0] + "wordings = []\n"
    assert "the question has no wording" in told(with_surveys(bare))
