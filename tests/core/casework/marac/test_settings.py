"""What a partnership sets of its MARAC."""

from datetime import date
from pathlib import Path

import pytest

from saferboard.core.casework.marac.agencies import Agency
from saferboard.core.casework.marac.repeats import REPEAT_RULES, RepeatRule, Since
from saferboard.core.casework.marac.routes import Escalation
from saferboard.core.casework.marac.settings import Core, Settings, read_settings
from saferboard.core.faults import Refused

SET = """
several = 3
research_days = 4
minutes = 20
escalation = { events = 4, months = 6 }
agencies = [{ organisation = "county-council", kind = "children's social care" }]

[[rules]]
begins = 2015-01-01
criminal_only = true

[[rules]]
begins = 2018-04-01
criminal_only = false
measured = "meeting"
"""


def test_what_is_left_out_has_our_default_but_for_several() -> None:
    assert read_settings("") == Settings()
    assert Settings().several is None
    assert (Settings().escalation, Settings().rules) == (Escalation(3, 12), REPEAT_RULES)


def test_what_is_set_holds() -> None:
    found = read_settings(SET)
    assert (found.several, found.research_days, found.minutes) == (3, 4, 20)
    assert found.escalation == Escalation(4, 6)
    assert found.agencies == (Core("county-council", Agency.CHILDREN),)
    assert found.rules == (
        RepeatRule(date(2015, 1, 1), True),
        RepeatRule(date(2018, 4, 1), False, 12, Since.MEETING),
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("several =", "casework/marac.toml"),
        ("severel = 2", "casework/marac.toml, severel"),
        ('several = "2"', "casework/marac.toml, several"),
        ("several = 0", "casework/marac.toml, several"),
        ("minutes = 0", "casework/marac.toml, minutes"),
        ("escalation = { events = 0 }", "casework/marac.toml, escalation, events"),
        ("adult_women = 0", "casework/marac.toml, adult_women"),
        ("rules = []", "casework/marac.toml, rules"),
        (
            "agencies = [{ organisation = 'police', kind = 'police' },"
            " { organisation = 'police', kind = 'police' }]",
            "casework/marac.toml, agencies",
        ),
        (
            "rules = [{ begins = 2015-01-01, criminal_only = true, months = 0 }]",
            "casework/marac.toml, rules, 0, months",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_key(text: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        read_settings(text)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_the_bundled_partnership_sets_what_can_be_read() -> None:
    folder = Path(__file__).parents[4] / "partnerships" / "leicestershire"
    found = read_settings((folder / "casework" / "marac.toml").read_text("utf-8"))
    assert found.several is None  # its papers name no number
    assert found.agencies
