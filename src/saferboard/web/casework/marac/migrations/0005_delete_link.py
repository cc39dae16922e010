"""Links of our own are no more: who is who is decided among the people of all cases."""

from django.db import migrations


class Migration(migrations.Migration):
    """After what stood was carried over."""

    dependencies = (("marac", "0004_decided_in_one_place"),)
    operations = (migrations.DeleteModel("Link"),)
