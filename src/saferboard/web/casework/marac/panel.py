"""What MARAC adds to the page of a case."""

from django.urls import reverse

from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.marac.models import Referral
from saferboard.web.casework.running.panels import Link, Panel


def panel(opened: Opened) -> Panel | None:
    """The referral's day and the way to the MARAC pages; none for a case without a referral."""
    row = Referral.objects.filter(case=opened.case).first()
    if row is None:
        return None
    reference = opened.case.reference
    return Panel(
        "MARAC",
        (("Referred on", f"{row.on:%-d %B %Y}"),),
        (
            Link(
                "Referral, research, minutes and actions", reverse("marac-case", args=[reference])
            ),
            Link("MARAC: what waits", reverse("marac")),
        ),
    )
