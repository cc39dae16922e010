from django.db import migrations, models

from saferboard.web.audit.frozen import freeze, thaw


class Migration(migrations.Migration):
    """A comment's words may be taken out for good; all else stays written once."""

    dependencies = [
        ('surveys', '0001_initial'),
    ]

    operations = [
        thaw("surveys_comment"),
        thaw("surveys_moderation"),
        migrations.RemoveConstraint(
            model_name='moderation',
            name='what_is_held_back_has_no_public_text',
        ),
        migrations.AlterField(
            model_name='moderation',
            name='verdict',
            field=models.CharField(choices=[('let-through', 'Let through as it is'), ('edited', 'Let through in other words'), ('held-back', 'Held back'), ('erased', 'Erased for good')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), models.Q(('verdict__in', ('held-back', 'erased')), _negated=True), _connector='OR'), name='what_is_held_back_or_erased_has_no_public_text'),
        ),
        freeze("surveys_comment", erasable="text"),
        freeze("surveys_moderation", erasable="text"),
    ]
