"""On a measure's page: the ratings that its points are made of, standard by standard."""

from saferboard.core.evidence.rating_words import ratings_table, told
from saferboard.web.evidence.drawing import cells
from saferboard.web.evidence.subject import Part, Subject


def part(subject: Subject) -> Part | None:
    """Every inspection that the measure adds up, the newest first."""
    key, release = subject.measure.framework, subject.release
    found = [one for one in release.inspections if key and one.framework == key]
    if not found:
        return None
    framework = next(one for one in release.frameworks if one.key == key)
    shown = []
    for one in sorted(found, key=lambda one: one.published, reverse=True):
        table = ratings_table(framework, one)
        shown.append((told(framework, one), table, cells(table)))
    points = ", ".join(f"{rating.label} {rating.points}" for rating in framework.ratings)
    context = {"framework": framework, "points": points, "inspections": shown}
    return Part("evidence/parts/inspected.html", context)
