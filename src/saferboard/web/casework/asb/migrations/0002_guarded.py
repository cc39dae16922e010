"""On PostgreSQL the database keeps these rows too; everywhere it keeps what is only added to."""

from django.db import migrations

from saferboard.web.casework.asb.guards import OF_AGENCY, OF_POLICE, OF_STUDY
from saferboard.web.casework.lock.rows import OF_CLASS, guard
from saferboard.web.casework.running.kept import keep

OF_CASES = ("report", "victimcontact", "visit", "evidencefile", "incidentlink")


class Migration(migrations.Migration):
    """The second line, and rows that are never changed."""

    dependencies = (("asb", "0001_initial"), ("running", "0002_guarded"))
    operations = (
        *(keep(f"asb_{table}") for table in ("report", "victimcontact", "load", "measured")),
        *(guard(f"asb_{table}", OF_CLASS) for table in OF_CASES),
        *(guard(f"asb_{table}", OF_POLICE) for table in ("policeincident", "load")),
        guard("asb_study", OF_AGENCY),
        *(guard(f"asb_{table}", OF_STUDY) for table in ("unit", "measured")),
    )
