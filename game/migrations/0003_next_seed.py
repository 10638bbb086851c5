"""The seed after the live one is drawn ahead, so that its hash is shown before the player chooses his part."""

from django.db import migrations, models

FILL = """
UPDATE game_diceseed SET next_server_seed = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
    WHERE next_server_seed = '';
UPDATE game_diceseed SET next_commit = encode(sha256(convert_to(next_server_seed, 'UTF8')), 'hex') WHERE next_commit = '';
"""


class Migration(migrations.Migration):
    dependencies = [("game", "0002_append_only")]
    operations = [
        migrations.AddField("diceseed", "next_server_seed", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("diceseed", "next_commit", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
