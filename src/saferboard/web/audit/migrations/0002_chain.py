import django.db.models.deletion
from django.db import migrations, models

import saferboard.web.audit.models
from saferboard.web.audit.chaining import chain_what_is_held, chained
from saferboard.web.audit.frozen import freeze, thaw


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        thaw("audit_event"),
        migrations.AddField(
            model_name='event',
            name='digest',
            field=saferboard.web.audit.models.DigestField(default='', editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='link', to='audit.event')),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        chain_what_is_held(),
        freeze("audit_event"),
        freeze("audit_link"),
        chained(),
    ]
