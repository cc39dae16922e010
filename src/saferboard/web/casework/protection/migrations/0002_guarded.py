"""On PostgreSQL nobody but the service itself reads these tables; what is for ever is frozen."""

from django.db import migrations

from saferboard.web.audit.frozen import freeze
from saferboard.web.casework.lock.rows import SERVICE, guard

TABLES = (
    "subjectrequest", "stood", "about", "judged", "redacted", "exported", "hold", "erasure",
    "unwanted",
)  # fmt: skip


class Migration(migrations.Migration):
    """The second line."""

    dependencies = (("protection", "0001_initial"), ("lock", "0003_erased"))
    operations = (
        *(freeze(f"protection_{table}") for table in ("exported", "erasure")),
        *(guard(f"protection_{table}", f"({SERVICE})") for table in TABLES),
    )
