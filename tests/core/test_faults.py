"""How Saferboard says no: whole for a console, in a sentence for a page."""

from saferboard.core.faults import Fault, refuse

FAULT = Fault("the day is no day", "day", "a day", "write it as 10/06/2022")


def test_a_page_gets_what_is_wrong_and_what_to_do() -> None:
    assert FAULT.sentence == "The day is no day: write it as 10/06/2022."
    assert Fault("", "", "", "go on").sentence == ": go on."


def test_a_console_gets_all_of_it() -> None:
    refused = refuse("the day is no day", where="day", expected="a day", remedy=FAULT.remedy)
    assert refused.faults == (FAULT,)
    assert str(refused) == (
        "day: the day is no day\n  expected: a day\n  what to do: write it as 10/06/2022"
    )
