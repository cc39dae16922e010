"""What is declared is written once; on PostgreSQL rows of cases are kept by the database too."""

from django.db import migrations

from saferboard.web.audit.frozen import freeze
from saferboard.web.casework.lock.rows import CASE, OF_CASE, OF_GLASS, SERVICE, WITHIN, guard

LOCK = ("involvement", "share", "conflict", "flag")


class Migration(migrations.Migration):
    """The second line, and the first lines of what is declared."""

    dependencies = (("lock", "0001_initial"),)
    operations = (
        freeze("lock_declared"),
        guard("lock_case", CASE),
        guard("lock_breakglass", OF_GLASS, SERVICE),
        *(guard(f"lock_{table}", WITHIN, OF_CASE) for table in LOCK),
    )
