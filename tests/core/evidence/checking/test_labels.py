"""Names of measures in sentences."""

import pytest

from saferboard.core.evidence.checking.labels import Acronyms, Label, Said, best, fit, stem


def fits(name: str, text: str) -> bool:
    acronyms = Acronyms()
    acronyms.learn("First Time Entrants (FTEs) and the Criminal Justice System (CJS); of it (IT)")
    return bool(fit(Label.of(name, acronyms), Said.of(text, acronyms)))


@pytest.mark.parametrize(
    ("name", "text", "fitting"),
    [
        ("Vehicle crime (recorded)", "Vehicle crime rose", True),
        ("Vehicle crime", "The rate of vehicle crimes rose", True),
        ("Vehicle crime", "Total crime rose", False),
        ("Total crime", "Overall crime rose", True),
        ("Total crime", "Crime rose", False),
        ("Violence with injury", "Violence with injury rose", True),
        ("Violence with injury", "Domestic violence with injury rose", False),
        ("Re-offences per young offender", "The re-offending of young offenders", True),
        ("Anti-social behaviour cases on Sentinel", "Cases on Sentinel fell", True),
        ("Anti-social behaviour cases on Sentinel", "Cases fell", False),
        ("Referrals to UAVA", "UAVA referrals fell", True),
        ("Number of first time entrants to the criminal justice system", "FTE totals were", True),
        ("Number of first time entrants to the criminal justice system", "The CJS saw 5", False),
        (
            "% of people who agree that it has decreased or stayed",
            "The share who agree it decreased or stayed",
            True,
        ),
        ("Per cent", "Anything", False),
    ],
)
def test_which_names_fit(name: str, text: str, fitting: bool) -> None:
    assert fits(name, text) is fitting


def test_offence_is_to_offend() -> None:
    assert stem("offences") == stem("offending") == stem("Offence")
    assert stem("is") == "is"


def test_two_names_that_fit_alike_name_nothing() -> None:
    names = [Label.of("Vehicle crime"), Label.of("Hate crime")]
    assert best(names, Said.of("Vehicle crime and hate crime")) is None
    assert best(names, Said.of("Hate crime")) == names[1]
    assert best([], Said.of("Hate crime")) is None


def test_acronyms_must_spell_their_words() -> None:
    acronyms = Acronyms()
    acronyms.learn("a meeting of the Council (FTE) and First Time Entrants (FTE)")
    assert acronyms.known == {"FTE": "First Time Entrants"}
    assert acronyms.spelled("FTEs and XYZ") == "FTEs the First Time Entrants and XYZ"
