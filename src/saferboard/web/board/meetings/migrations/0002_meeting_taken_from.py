from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='taken_from',
            field=models.CharField(blank=True, default='', max_length=200),
            preserve_default=False,
        ),
    ]
