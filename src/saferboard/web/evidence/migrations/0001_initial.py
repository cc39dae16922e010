import django.db.models.deletion
from saferboard.web.audit.frozen import freeze
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter', models.CharField(max_length=10)),
                ('number', models.PositiveSmallIntegerField()),
                ('area', models.CharField(max_length=20)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('made_by', models.CharField(max_length=120)),
                ('fingerprint', models.CharField(max_length=64)),
                ('header', models.JSONField()),
            ],
            options={
                'ordering': ('-quarter', '-number'),
                'constraints': [models.UniqueConstraint(fields=('quarter', 'number'), name='one_release_of_a_number')],
            },
        ),
        migrations.CreateModel(
            name='RagOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=120)),
                ('area', models.CharField(max_length=20)),
                ('rag', models.CharField(choices=[('Green', 'Green'), ('Amber', 'Amber'), ('Red', 'Red'), ('Grey', 'Grey')], max_length=10)),
                ('reason', models.TextField()),
                ('by', models.CharField(max_length=120)),
                ('on', models.DateField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='evidence.release')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ReleasedMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=120)),
                ('order', models.PositiveSmallIntegerField()),
                ('payload', models.JSONField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='evidence.release')),
            ],
            options={
                'ordering': ('release', 'order'),
                'constraints': [models.UniqueConstraint(fields=('release', 'measure'), name='a_measure_once')],
            },
        ),
        freeze("evidence_release"),
        freeze("evidence_releasedmeasure"),
        freeze("evidence_ragoverride"),
    ]
