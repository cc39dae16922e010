"""What this room adds to the case page: risk, next contact, how far the approach has come."""

from django.urls import reverse

from saferboard.core.casework.asb.risk import Band
from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.asb import actions, queries
from saferboard.web.casework.asb.declared import held
from saferboard.web.casework.asb.models import Report, VictimContact, Visit
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.running.panels import Link, Panel


def panel(opened: Opened) -> Panel | None:
    """The panel of a case on the procedure; none of any other, or where nothing is set."""
    found = held()
    if found is None or opened.case.process != found.front.process:
        return None
    rows = [("Incremental approach", queries.how_far(opened).words)]
    scored = queries.risk(opened)
    if opened.may(FieldClass.RISK):
        said = "Not scored yet"
        if scored is not None:
            said = f"{scored.data['band'].capitalize()} ({scored.data['score']})"
        rows.append(("Risk", said))
    if opened.case.closed is None:
        rows += _contact(opened, Band(scored.data["band"]) if scored else None)
    if opened.may(FieldClass.ACCOUNT):
        to_make = queries.of_case(opened, Visit).filter(made=None).first()
        if to_make is not None:
            rows.append(("Next visit", f"by {to_make.due:%-d %B %Y}"))
    return Panel("Anti-social behaviour", tuple(rows), tuple(_links(opened)))


def _contact(opened: Opened, band: Band | None) -> list[tuple[str, str]]:
    if not (opened.may(FieldClass.CONTACT) and opened.may(FieldClass.RISK)):
        return []
    found = queries.next_contact(
        opened.key,
        opened.case,
        band,
        list(queries.of_case(opened, Report)),
        list(queries.of_case(opened, VictimContact)),
    )
    late = ", overdue" if found.overdue else ""
    return [("Victim hears from us", f"by {found.due:%-d %B %Y}{late}")]


def _links(opened: Opened) -> list[Link]:
    reference, is_open = opened.case.reference, opened.case.closed is None
    closes = is_open and bool(actions.may_close(opened))
    pages = [
        ("Risk matrix", "asb-risk", FieldClass.RISK, True),
        ("Log of contact with the victim", "asb-contacts", FieldClass.CONTACT, True),
        ("Visits", "asb-visits", FieldClass.ACCOUNT, True),
        ("Evidence files", "asb-files", FieldClass.OUTLINE, True),
        ("Add a report", "asb-report-add", FieldClass.ACCOUNT, is_open),
        ("Close with a reason", "asb-close", FieldClass.OUTLINE, closes),
    ]
    return [
        Link(text, reverse(name, args=[reference]))
        for text, name, field, shown in pages
        if shown and opened.may(field)
    ]
