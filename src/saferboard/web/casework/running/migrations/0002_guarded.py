"""On PostgreSQL the database keeps rows of cases; everywhere it keeps what is only added to."""

from django.db import migrations

from saferboard.web.casework.lock.rows import OF_CLASS, guard
from saferboard.web.casework.running.kept import keep


class Migration(migrations.Migration):
    """The second line, and rows that are never changed."""

    dependencies = (("running", "0001_initial"), ("lock", "0002_locked"))
    operations = (
        *(keep(f"running_{table}") for table in ("taken", "entry", "refusedmessage")),
        *(guard(f"running_{table}") for table in ("taken", "refusedmessage")),
        *(guard(f"running_{table}", OF_CLASS) for table in ("entry", "message", "task")),
    )
