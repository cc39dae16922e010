"""The incremental approach in one case: which measures were taken, which were passed over, and what
comes next. It is a summary: the procedure alone decides which step may be taken.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.casework.process.process import Process


@dataclass(frozen=True, slots=True)
class Rung:
    """One measure: when it was last taken, if ever; passed over, if a stronger one came without it.

    ``open_now`` says that the procedure leads to it from where the case stands.
    """

    step: str
    title: str
    taken: date | None
    passed_over: bool
    open_now: bool


@dataclass(frozen=True, slots=True)
class Approach:
    """The measures in their order, and the strongest that was taken."""

    rungs: tuple[Rung, ...]
    strongest: Rung | None

    @property
    def words(self) -> str:
        """``Written warning, on 3 June 2024; passed over: Warn``."""
        if self.strongest is None or self.strongest.taken is None:
            return "No measure was taken yet"
        said = f"{self.strongest.title}, on {self.strongest.taken:%-d %B %Y}"
        passed = [one.title for one in self.rungs if one.passed_over]
        return said + (f"; passed over: {', '.join(passed)}" if passed else "")


def approach(
    process: Process, order: Iterable[str], state: str, taken: Mapping[str, date]
) -> Approach:
    """How far a case has come. Steps that its version of the procedure has not are left out."""
    steps = [step for key in order if (step := process.step(key)) is not None]
    last = max((n for n, step in enumerate(steps) if step.key in taken), default=-1)
    rungs = tuple(
        Rung(
            step.key,
            step.title,
            taken.get(step.key),
            n < last and step.key not in taken,
            state in step.out_of,
        )
        for n, step in enumerate(steps)
    )
    return Approach(rungs, rungs[last] if last >= 0 else None)
