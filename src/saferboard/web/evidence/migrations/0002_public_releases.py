from typing import Any

import django.db.models.deletion
from saferboard.web.audit.frozen import freeze
from saferboard.web.evidence.storage import public_parts, restored
from django.db import migrations, models


def protect_what_is_held(apps, schema_editor):
    """The releases frozen before there were public versions get theirs, in the same order."""
    releases = apps.get_model("evidence", "Release")
    publics = apps.get_model("evidence", "PublicRelease")
    measures = apps.get_model("evidence", "ReleasedMeasure")
    published: list[Any] = []
    for row in releases.objects.order_by("pk"):
        held = measures.objects.filter(release=row).order_by("order")
        payloads = {one.measure: one.payload for one in held}
        parts = public_parts(restored(row.header, list(payloads.values())), published)
        publics.objects.create(release=row, **parts)
        published.append(restored(parts["header"], list((payloads | parts["payloads"]).values())))


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64)),
                ('figures', models.PositiveIntegerField()),
                ('months', models.PositiveIntegerField()),
                ('unproven', models.PositiveIntegerField()),
                ('header', models.JSONField()),
                ('payloads', models.JSONField()),
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='public', to='evidence.release')),
            ],
            options={
                'abstract': False,
            },
        ),
        freeze("evidence_publicrelease"),
        migrations.RunPython(protect_what_is_held, migrations.RunPython.noop),
    ]
