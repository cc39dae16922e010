"""What was sent opens one case: a digest of what each form carried, under the second line too."""

import django.db.models.deletion
from django.db import migrations, models

from saferboard.web.casework.lock.rows import guard


class Migration(migrations.Migration):
    dependencies = (("lock", "0003_erased"),)
    operations = (
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_%(class)ss",
                        to="lock.case",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        guard("lock_sentform"),
    )
