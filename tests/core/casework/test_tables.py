"""Local tables: what each holds, and that a table which cannot be read is refused on publishing."""

from saferboard.core.casework.tables import check_tables
from saferboard.core.ingest.gathering import Faults


def test_a_marac_table_is_told_or_refused_with_its_key() -> None:
    faults = Faults()
    assert check_tables({}, (), faults) == ()
    assert check_tables({"casework/marac.toml": ""}, (), faults) == (
        "MARAC: 2 rules of repeats, several repeats: not set, 0 core agencies named",
    )
    (said,) = check_tables({"casework/marac.toml": "several = 3"}, (), faults)
    assert "several repeats: 3" in said
    assert faults.found == []
    assert check_tables({"casework/marac.toml": "minutes = 0"}, (), faults) == ()
    assert [fault.where for fault in faults.found] == ["casework/marac.toml, minutes"]
