"""Youth justice: who counts as engaged, and the ways of counting re-offending told apart.

Engagement in education, training or employment at the end of a disposal: 25 hours a week or more
at statutory school age, 16 or more above it (Youth Justice Board, "Data Recording Requirements for
Youth Justice Services", indicator on suitable education, training and employment; the Board's paper
of March 2021, paragraph 13).

Re-offending: the binary rate is the share of a cohort who re-offend at all; a frequency is the
number of re-offences, over everybody in the cohort or over those who re-offended (Ministry of
Justice, "Guide to proven reoffending statistics"). The three are never compared with one another.
"""

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """On which side of the statutory school leaving age somebody is."""

    SCHOOL = "school-age"
    ABOVE = "above"


HOURS = {Band.SCHOOL: 25, Band.ABOVE: 16}
"""Hours a week from which somebody counts as engaged."""


def engaged(hours: float, band: Band) -> bool:
    """Whether one young person was actively engaged when the disposal closed."""
    if hours < 0:
        raise ValueError(f"hours cannot be negative: {hours}")
    return hours >= HOURS[band]


class YouthCount(StrEnum):
    """Which count of the youth justice returns a measure shows."""

    ENGAGED = "engaged"  # engaged, of the disposals that closed
    BINARY = "binary"  # young people who re-offended, of the cohort
    PER_OFFENDER = "per-offender"  # re-offences, over the cohort
    PER_REOFFENDER = "per-reoffender"  # re-offences, over those who re-offended


@dataclass(frozen=True, slots=True)
class Cohort:
    """Young offenders followed up: how many, how many re-offended, and how often."""

    offenders: int
    reoffenders: int
    reoffences: int

    def __post_init__(self) -> None:
        if not 0 <= self.reoffenders <= min(self.offenders, self.reoffences):
            raise ValueError(
                f"{self.reoffenders} re-offenders of {self.offenders} offenders with "
                f"{self.reoffences} re-offences"
            )
        if self.reoffences and not self.reoffenders:
            raise ValueError(f"{self.reoffences} re-offences, but nobody re-offended")

    def parts(self, count: YouthCount) -> tuple[int, int]:
        """What is counted and what it is taken over."""
        return {
            YouthCount.BINARY: (self.reoffenders, self.offenders),
            YouthCount.PER_OFFENDER: (self.reoffences, self.offenders),
            YouthCount.PER_REOFFENDER: (self.reoffences, self.reoffenders),
        }[count]
