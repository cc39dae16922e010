from saferboard.web.audit.frozen import freeze
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('by', models.CharField(max_length=120)),
                ('action', models.CharField(max_length=80)),
                ('object', models.CharField(max_length=200)),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        freeze("audit_event"),
    ]
