"""The second line; decisions that are never changed; nothing left of a record that is removed."""

from django.db import migrations

from saferboard.web.casework.lock.kept import keep
from saferboard.web.casework.lock.rows import OF_CLASS, SERVICE, guard
from saferboard.web.casework.people.gone import go_with_records

# A pair is open to whoever may read both its records: their own policies say.
OF_PAIR = f"""({SERVICE} OR (
  EXISTS (SELECT 1 FROM people_personrecord r WHERE r.id = {{table}}.a_id)
  AND EXISTS (SELECT 1 FROM people_personrecord r WHERE r.id = {{table}}.b_id)))"""
ONLY_SERVICE = f"({SERVICE})"


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("people", "0001_initial"), ("lock", "0002_locked"))
    operations = (
        *(
            guard(f"people_{table}", OF_CLASS)
            for table in ("personrecord", "address", "relationship")
        ),
        *(guard(f"people_{table}", OF_PAIR) for table in ("proposal", "pairdecision")),
        *(guard(f"people_{table}", ONLY_SERVICE) for table in ("blockingkey", "commonness")),
        keep("people_pairdecision"),
        go_with_records(),
    )
