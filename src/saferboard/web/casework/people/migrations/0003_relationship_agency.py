"""Which agency wrote that somebody is something to somebody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty for what was written before: it is then the agency of its first record."""

    dependencies = (("people", "0002_guarded"),)
    operations = (
        migrations.AddField(
            model_name="relationship",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.organisation",
            ),
        ),
    )
