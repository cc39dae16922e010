"""The second line: the database keeps rows of cases from whoever may not see them."""

from django.db import migrations

from saferboard.web.casework.lock.rows import OF_CLASS, SERVICE, WITHIN, guard

OF_CASES = ("referral", "link", "request", "listing", "transfer", "earlier", "raised")
OF_CLASSES = ("told", "party", "minute", "action")

# Research is its agency's own, and the co-ordinator's, until it is closed.
READ = """({service} OR NULLIF(current_setting('saferboard.co_ordinates', true), '') IS NOT NULL
  OR marac_research.agency_id = NULLIF(current_setting('saferboard.agency', true), '')::bigint
  OR EXISTS (SELECT 1 FROM marac_referral r WHERE r.case_id = marac_research.case_id
    AND r.research_closed IS NOT NULL))""".format(service=SERVICE)
RESEARCH = f"({OF_CLASS.format(table='marac_research')} AND {READ})"


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("marac", "0001_initial"), ("lock", "0002_locked"))
    operations = (
        guard("marac_meeting", WITHIN),
        *(guard(f"marac_{table}") for table in OF_CASES),
        *(guard(f"marac_{table}", OF_CLASS) for table in OF_CLASSES),
        guard("marac_research", RESEARCH),
    )
