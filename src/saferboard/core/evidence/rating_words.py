"""An inspection in words and as a table."""

from saferboard.core.document.tree import Column, Table
from saferboard.core.evidence.ratings import (
    NOT_KNOWN,
    NOT_RATED,
    Framework,
    Inspection,
    composite,
    words,
)

NONE = "–"


def told(framework: Framework, inspection: Inspection) -> str:
    """Who was inspected, when it was published, and how many points were given."""
    said = f"{inspection.inspected}, published in {inspection.published.words}"
    unknown = [s for s in framework.standards if inspection.label(s.key) == NOT_KNOWN]
    if unknown:
        known = len(framework.standards) - len(unknown)
        many = len(framework.standards)
        return f"{said}: the ratings of {known} of {many} standards are known to us."
    return f"{said}: {words(framework, inspection)}."


def ratings_table(framework: Framework, inspection: Inspection) -> Table:
    """A row a standard; what was not rated, or is not known, has no points."""
    rows = []
    for standard in framework.standards:
        label = inspection.label(standard.key)
        given = label not in (NOT_RATED, NOT_KNOWN)
        points = str(framework.points(label)) if given else NONE
        shown = label if given else label.capitalize()
        rows.append((f"{standard.key} {standard.name}", shown, points))
    found = composite(framework, inspection)
    rows.append(("Together", f"{found.rated} of {found.standards} rated", str(found.score)))
    return Table(
        caption=f"Ratings of {inspection.inspected}, {inspection.published.words}",
        columns=(Column("Standard"), Column("Rating"), Column("Points", True)),
        rows=tuple(rows),
        note=inspection.note,
    )
