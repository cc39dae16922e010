"""How much of each thing a reading holds."""

from dataclasses import dataclass

from saferboard.core.ingest.past.values import Reading


@dataclass(frozen=True, slots=True)
class Counts:
    """``share`` is per cent of the lines with words that a value holds."""

    meetings: int
    items: int
    minutes: int
    outcomes: int
    people: int
    actions: int
    reports: int
    dashboards: int
    doubts: int
    rejects: int
    lines: int
    share: float

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Each in a word, and as it is written."""
        counted = (
            ("Meetings", self.meetings),
            ("Agenda items", self.items),
            ("Minutes", self.minutes),
            ("Outcomes", self.outcomes),
            ("People", self.people),
            ("Actions", self.actions),
            ("Reports", self.reports),
            ("Dashboards", self.dashboards),
            ("Doubts", self.doubts),
            ("Rejects", self.rejects),
            ("Lines", self.lines),
        )
        return (*((word, f"{count:,}") for word, count in counted), ("Coverage", self.covered))

    @property
    def covered(self) -> str:
        """``98.5%``; never 100% while a line is not read."""
        return f"{min(self.share, 99.9) if self.rejects else self.share:.1f}%"


def counts_of(reading: Reading) -> Counts:
    """How much one source holds. Outcomes count undertakings, people each row of attendance."""
    minutes = [minute for one in reading.minutes for minute in one.items]
    groups = [(one.present, one.officers, one.others, one.apologies) for one in reading.minutes]
    coverage = reading.coverage
    return Counts(
        meetings=len(reading.meetings),
        items=sum(len(one.agenda) for one in reading.meetings),
        minutes=len(minutes),
        outcomes=sum(len(one.outcomes) + len(one.undertakings) for one in minutes),
        people=sum(len(people) for group in groups for people in group),
        actions=len(reading.action_log),
        reports=len(reading.reports),
        dashboards=len(reading.dashboards),
        doubts=len(reading.doubts),
        rejects=len(reading.rejects),
        lines=coverage.lines,
        share=100 * coverage.read / coverage.lines if coverage.lines else 100.0,
    )
