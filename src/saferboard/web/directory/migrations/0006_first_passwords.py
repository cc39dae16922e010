"""Until when a password that the service made opens an account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_elected_seats")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="first_password_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
