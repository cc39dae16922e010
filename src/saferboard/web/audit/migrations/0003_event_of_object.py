"""The trail of one case is found without reading that of every other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index alone: no row is touched."""

    dependencies = (("audit", "0002_chain"),)
    operations = (
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["object", "at"], name="audit_event_of_object"),
        ),
    )
