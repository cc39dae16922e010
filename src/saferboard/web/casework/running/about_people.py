"""The way from the page of a case to its people."""

from django.urls import reverse

from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.people.models import PersonRecord
from saferboard.web.casework.running.panels import Link, Panel


def panel(opened: Opened) -> Panel | None:
    """How many records there are and where; none for whom identity is not open."""
    if not opened.may(FieldClass.IDENTITY):
        return None
    count = PersonRecord.objects.filter(case=opened.case).count()
    links = [Link("People, as each agency knows them", reverse("case-people", args=[opened.case]))]
    if opened.key.co_ordinates:
        links.append(Link("Who may be whom in other cases", reverse("case-links")))
    return Panel("People", (("Records", str(count)),), tuple(links))
