"""Worn things wear out from now on: what is worn already starts at the fights that its wearer has fought."""

from django.db import migrations, models

START_NOW = """
UPDATE game_holding h SET worn_from = c.hunts FROM game_character c
    WHERE c.id = h.character_id AND h.slot IS NOT NULL AND h.worn_from IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("game", "0003_next_seed")]
    operations = [
        migrations.AddField(
            "holding",
            "worn_from",
            models.PositiveIntegerField(null=True, help_text="The wearer's hunts when durability was true; none: not worn."),
        ),
        migrations.RunSQL(START_NOW, migrations.RunSQL.noop),
        migrations.AddIndex(
            "transfer",
            models.Index(fields=["reference"], name="transfer_upgrade", condition=models.Q(reason="upgrade")),
        ),
    ]
