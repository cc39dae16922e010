from django.db import migrations, models

from saferboard.web.board.minutes.guards import HERE, guard, unguard


class Migration(migrations.Migration):

    dependencies = [
        ('minutes', '0001_initial'),
    ]

    operations = [
        unguard(),
        migrations.AddField(
            model_name='minutes',
            name='taken_from',
            field=models.CharField(blank=True, default='', max_length=200),
            preserve_default=False,
        ),
        guard(HERE),
    ]
