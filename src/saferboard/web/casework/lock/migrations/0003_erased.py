"""A case of which nothing is left but that it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("lock", "0002_locked"),)
    operations = (
        migrations.AddField(
            model_name="case",
            name="erased",
            field=models.DateTimeField(blank=True, null=True),
        ),
    )
