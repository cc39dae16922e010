"""What a case review adds to the page of its case."""

from django.urls import reverse

from saferboard.core.casework.cases import FieldClass
from saferboard.core.directory.spells import day
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.reviews import queries
from saferboard.web.casework.running.panels import Link, Panel


def panel(opened: Opened) -> Panel | None:
    """How the application stands; nothing to whom the account of it is shut."""
    if not opened.may(FieldClass.ACCOUNT):
        return None
    row = queries.application(opened)
    if row is None:
        return None
    rows = [("Applied", day(row.applied))]
    if row.decided:
        said = "met" if row.met else "not met"
        rows.append(("Threshold", f"{said}, decided on {day(row.decided)}"))
    if row.reviewed:
        said = "with recommendations" if row.recommended else "without recommendations"
        rows.append(("Reviewed", f"{day(row.reviewed)}, {said}"))
    links = []
    if opened.key.co_ordinates:
        links.append(Link("The threshold", _page("case-review-judge", opened)))
        if row.met and not row.reviewed:
            links.append(Link("Conclude the review", _page("case-review-conclude", opened)))
    return Panel("Case review", tuple(rows), tuple(links))


def _page(name: str, opened: Opened) -> str:
    return reverse(name, args=(opened.case.reference,))
