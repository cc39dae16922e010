"""A report as the page shows it: findings by kind, each beside its words."""

from dataclasses import dataclass

from saferboard.core.evidence.checking.findings import Checked, Finding, Kind, Report, Unchecked

MEANS = {
    Kind.CHANGE: "What is said of a change does not follow from its two figures.",
    Kind.POINTS: "A difference between two percentages is in points; per cent is their ratio.",
    Kind.TRUNCATED: "Round to the nearest: cutting decimals off makes every figure too small.",
    Kind.DIRECTION: "The words say up where the figures say down, or the other way round.",
    Kind.SHARE: "The percentage does not follow from the two counts.",
    Kind.TOTAL: "The parts do not make the total.",
    Kind.LENGTH: "The number of months and the dates do not agree.",
    Kind.UNEQUAL: "Unequal lengths of time cannot be compared: say so, or use equal ones.",
    Kind.SAME_PERIOD: "A change is said to go from a period to the same period.",
    Kind.RANK: "No such place can be held.",
    Kind.UNIT: "The measure is per one thing, the paper says another.",
    Kind.RESTATED: "If an old figure was revised, say so and why.",
    Kind.DIFFERS: "One of the two must be wrong, or a word is missing that tells them apart.",
    Kind.BREAK: "If what is counted has changed, say when and how.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its words parted at the figure, so that it can be marked."""

    finding: Finding
    before: str
    figure: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind."""

    name: str
    means: str
    rows: tuple[Shown, ...]


def groups(report: Report) -> tuple[Group, ...]:
    """The findings by kind, kinds in the order of the enum; none are left out."""
    return tuple(
        Group(kind.value, MEANS[kind], rows)
        for kind in Kind
        if (rows := tuple(_shown(found) for found in report.findings if found.kind is kind))
    )


def _shown(found: Finding) -> Shown:
    before, figure, after = found.excerpt.partition(found.stated.split(" for ")[0])
    return Shown(found, before, figure, after)


def counts(
    rows: tuple[tuple[Checked, int], ...] | tuple[tuple[Unchecked, int], ...],
) -> tuple[tuple[str, int], ...]:
    """What was checked, or was not, in words."""
    return tuple((kind.value, count) for kind, count in rows)
