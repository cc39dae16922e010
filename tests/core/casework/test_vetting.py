"""Vetting: the levels, the transition of 2019 and its dates, to the second."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from saferboard.core.casework.vetting import (
    DBS_UNTIL_2022,
    RULES,
    Level,
    Vetting,
    rule_on,
    stands_for,
    vetted,
)
from saferboard.core.directory.permissions import Decision

LONDON = ZoneInfo("Europe/London")
SECOND = timedelta(seconds=1)
DBS = Vetting(Level.ENHANCED_DBS, datetime(2018, 5, 1, tzinfo=LONDON))
NPPV = Vetting(
    Level.NPPV1, datetime(2020, 5, 1, 9, tzinfo=LONDON), datetime(2023, 5, 1, 9, tzinfo=LONDON)
)
NEEDED = Decision(False, "no valid vetting: NPPV level 1 is needed")
CARRIED = Decision(True, "enhanced DBS check, accepted to the end of 16 April 2022")
ENOUGH = Decision(True, "vetted to NPPV level 1")
DBS_IS_ENOUGH = Decision(True, "vetted to enhanced DBS check")
NEEDED_BEFORE = Decision(False, "no valid vetting: enhanced DBS check is needed")
NEW_YEAR = datetime(2021, 1, 1, tzinfo=UTC)
OVER = datetime(2022, 4, 17, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("record", "on", "answer"),
    [
        (DBS, datetime(2018, 6, 1, tzinfo=UTC), DBS_IS_ENOUGH),
        (DBS, datetime(2019, 4, 15, 23, 59, 59, tzinfo=LONDON), DBS_IS_ENOUGH),
        (DBS, datetime(2019, 4, 16, tzinfo=LONDON), CARRIED),
        (DBS, OVER - SECOND, CARRIED),
        (DBS, OVER, NEEDED),
        # Midnight of the last day is British Summer Time: 23:00 in Greenwich.
        (DBS, datetime(2022, 4, 16, 23, tzinfo=UTC), NEEDED),
        (DBS, datetime(2018, 4, 30, 22, 59, tzinfo=UTC), NEEDED_BEFORE),
        # Whoever had no check on 16 April 2019 is given no time.
        (
            replace(DBS, issued=datetime(2019, 4, 16, 23, 59, 59, tzinfo=LONDON)),
            OVER - SECOND,
            CARRIED,
        ),
        (replace(DBS, issued=datetime(2019, 4, 17, tzinfo=LONDON)), OVER - SECOND, NEEDED),
        (replace(DBS, withdrawn=NEW_YEAR), NEW_YEAR, NEEDED),
        (replace(DBS, expires=NEW_YEAR), NEW_YEAR, NEEDED),
        (NPPV, datetime(2020, 5, 1, 8, 59, 59, tzinfo=LONDON), NEEDED),
        (NPPV, datetime(2020, 5, 1, 9, tzinfo=LONDON), ENOUGH),
        (NPPV, datetime(2023, 5, 1, 8, 59, 59, tzinfo=LONDON), ENOUGH),
        (NPPV, datetime(2023, 5, 1, 9, tzinfo=LONDON), NEEDED),
        (replace(NPPV, withdrawn=NEW_YEAR), NEW_YEAR, NEEDED),
        (replace(NPPV, level=Level.NPPV3), datetime(2022, 6, 1, tzinfo=UTC), ENOUGH),
    ],
)
def test_vetting(record: Vetting, on: datetime, answer: Decision) -> None:
    assert vetted([record], on) == answer


def test_a_level_too_low_is_not_enough_and_only_a_dbs_check_is_carried() -> None:
    rules = (RULES[0], replace(RULES[1], level=Level.NPPV2))
    assert not vetted([NPPV], NEW_YEAR, rules)
    assert vetted([NPPV, DBS], NEW_YEAR, rules) == CARRIED


def test_one_valid_check_of_several_is_enough() -> None:
    on = datetime(2022, 6, 1, tzinfo=UTC)
    assert vetted([DBS, NPPV], on)
    assert vetted([], on) == NEEDED


def test_a_rule_without_transition() -> None:
    rules = (RULES[0], replace(RULES[1], transition=None))
    assert vetted([DBS], datetime(2020, 6, 1, tzinfo=UTC), rules) == NEEDED


def test_the_rules_follow_one_another() -> None:
    assert rule_on(datetime(2019, 4, 16, tzinfo=LONDON)) is RULES[1]
    assert rule_on(datetime(2019, 4, 16, tzinfo=LONDON) - SECOND) is RULES[0]
    assert DBS_UNTIL_2022.last_day == date(2022, 4, 16)


def test_the_scale() -> None:
    higher = {(held, needed) for held in Level for needed in Level if stands_for(held, needed)}
    assert higher == {
        *((held, Level.ENHANCED_DBS) for held in Level),
        (Level.NPPV1, Level.NPPV1),
        *((held, needed) for held in (Level.NPPV2,) for needed in (Level.NPPV1, Level.NPPV2)),
        *((Level.NPPV3, needed) for needed in (Level.NPPV1, Level.NPPV2, Level.NPPV3)),
    }


def test_a_level_of_the_scale_must_say_when_it_expires() -> None:
    with pytest.raises(ValueError, match="NPPV level 2 must say when it expires"):
        Vetting(Level.NPPV2, datetime(2020, 1, 1, tzinfo=UTC))
