"""Who works on a MARAC case, and why a case that came back had not been made safe before."""

from enum import StrEnum


class Agency(StrEnum):
    """The nine core agencies: each researches, shares and takes actions."""

    POLICE = "police"
    CHILDREN = "children's social care"
    ADULTS = "adult social care"
    HEALTH = "health"
    MENTAL_HEALTH = "mental health"
    HOUSING = "housing"
    IDVA = "IDVA"
    PROBATION = "probation"
    SUBSTANCE_MISUSE = "substance misuse"


class Shortfall(StrEnum):
    """Why a case that came back had not been made safe before."""

    NO_SUPPORT = "no support in place"
    BEHAVIOUR = "behaviour not addressed"
    RISK = "risk not identified"
    COMPLEX = "complex needs"
