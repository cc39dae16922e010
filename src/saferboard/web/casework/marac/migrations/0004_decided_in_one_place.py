"""Who is who is decided among the people of all cases alone: our own links that stand go there."""

from typing import Any

from django.db import migrations

from saferboard.core.casework.people.linking import Decision, Said, persons
from saferboard.web.casework.lock.rows import service

REASON = "Said on the MARAC's own page, before it was decided in one place."


def carry(apps: Any, _: Any) -> None:
    """Each link that stands becomes a decision, unless the pair was decided of there already."""
    links = apps.get_model("marac", "Link")
    decisions = apps.get_model("people", "PairDecision")
    with service("migrating"):
        standing = links.objects.filter(undone__isnull=True).order_by("pk")
        for link in standing.select_related("case", "party", "other"):
            a, b = sorted(_recorded(apps, one, link.at) for one in (link.party, link.other))
            if not decisions.objects.filter(a=a, b=b).exists():
                decisions.objects.create(
                    purpose=link.case.purpose, a_id=a, b_id=b, said=Said.LINK, reason=REASON,
                    at=link.at, by=link.by, agency_id=link.case.holder_id,
                )  # fmt: skip
        if standing:
            _told(apps)


def _recorded(apps: Any, party: Any, at: Any) -> int:
    """The record of a party among the people of all cases; made if there is none."""
    party = apps.get_model("marac", "Party").objects.get(pk=party.pk)
    if party.recorded_id is None:
        referral = apps.get_model("marac", "Referral").objects.filter(case=party.case_id).first()
        given, _, family = party.name.strip().rpartition(" ")
        born = party.born
        party.recorded = apps.get_model("people", "PersonRecord").objects.create(
            case_id=party.case_id, field=party.field, part=party.kind, given=given, family=family,
            agency_id=referral.referred_by_id if referral else party.case.holder_id,
            known="person" if family else "unknown person",
            birth_year=born and born.year, birth_month=born and born.month,
            birth_day=born and born.day, at=at, by=party.by,
        )  # fmt: skip
        party.save(update_fields=["recorded"])
    return int(party.recorded_id)


def _told(apps: Any) -> None:
    """Who everybody is by the decisions that stand: a pair that was kept apart there is apart."""
    rows = apps.get_model("people", "PairDecision").objects.order_by("pk")
    who = persons(Decision(one.pk, _key(one.a_id), _key(one.b_id), Said(one.said)) for one in rows)
    first: dict[frozenset[str], str] = {}
    for row in apps.get_model("marac", "Party").objects.order_by("pk"):
        group = who.with_(_key(row.recorded_id)) if row.recorded_id else frozenset((row.record,))
        row.person = first.setdefault(group, row.record)
        row.save(update_fields=["person"])


def _key(pk: int) -> str:
    return f"{pk:012d}"


class Migration(migrations.Migration):
    """Before the table of our own links goes."""

    dependencies = (("marac", "0003_party_recorded"), ("people", "0002_guarded"))
    operations = (migrations.RunPython(carry, migrations.RunPython.noop),)
