"""Applications and complaints are kept by the database too; what was published stays as it was."""

from django.db import migrations

from saferboard.web.audit.frozen import freeze
from saferboard.web.casework.lock.rows import OF_CLASS, guard


class Migration(migrations.Migration):
    """The second line."""

    dependencies = (("reviews", "0001_initial"), ("lock", "0002_locked"))
    operations = (
        guard("reviews_application"),
        guard("reviews_complaint", OF_CLASS),
        freeze("reviews_published"),
    )
