from django.db import migrations, models
import django.db.models.deletion

from saferboard.web.audit.frozen import freeze


class Migration(migrations.Migration):
    """Releases frozen before keep their number of such counts, and name none of them."""

    dependencies = [
        ('evidence', '0002_public_releases'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoundedCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('measure', models.CharField(max_length=500)),
                ('area', models.CharField(max_length=200)),
                ('period', models.CharField(max_length=80)),
                ('rest', models.BooleanField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bounded', to='evidence.release')),
            ],
            options={
                'ordering': ('release', 'order'),
            },
        ),
        freeze("evidence_boundedcount"),
    ]
