"""Keeping every version of a plan, in the transaction of the change that made it."""

from saferboard.web.audit.actions import record
from saferboard.web.board.plan.models import Plan, Version
from saferboard.web.directory.models import Body


def held_plan(body: Body, year: int) -> Plan:
    """The plan of a year, made if there is none, kept from other writers until the transaction
    ends."""
    plan, _ = Plan.objects.get_or_create(body=body, year=year)
    return Plan.objects.select_for_update().get(pk=plan.pk)


def is_agreed(plan: Plan) -> bool:
    """Whether the plan was recorded as agreed: from then on its changes need a reason."""
    return plan.versions.filter(agreed=True).exists()


def keep(
    plan: Plan, *, by: str, change: str, topic: str = "", because: str = "", agreed: bool = False
) -> Version:
    """Add the plan as it stands now as a version, and tell the audit trail."""
    last = plan.versions.order_by("-number").first()
    version = Version.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        by=by,
        change=change,
        topic=topic,
        because=because,
        agreed=agreed,
        items=[
            {
                "topic": entry.topic,
                "title": entry.title,
                "on": entry.meeting.date.isoformat(),
                "minutes": entry.minutes,
            }
            for entry in plan.entries.select_related("meeting")
        ],
    )
    record(
        by=by,
        action="plan agreed" if agreed else "plan changed",
        object=f"plan {plan.body.key} {plan.year}",
        version=version.number,
        change=change,
        because=because,
    )
    return version
