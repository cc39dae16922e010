"""On a measure's page: target against actual, where a trajectory is declared."""

from saferboard.core.evidence import progress_words
from saferboard.core.evidence.actuals import progress_of
from saferboard.web.evidence.drawing import drawn
from saferboard.web.evidence.subject import Part, Subject


def part(subject: Subject) -> Part | None:
    """Where the measure stands on its trajectory in the area the Board answers for."""
    measure, trajectory = subject.measure, subject.measure.trajectory
    found = progress_of(measure, subject.headline, subject.release.quarter.last)
    if found is None or trajectory is None or subject.headline.area != subject.release.area:
        return None
    place = subject.release.place(subject.headline.area).name
    shown = {
        "sentence": progress_words.sentence(measure, found, trajectory),
        "projection": progress_words.projection(measure, found, trajectory),
        "why": trajectory.why,
        "drawn": drawn(progress_words.chart(measure, found, trajectory, place)),
    }
    return Part("evidence/parts/progress.html", shown)
