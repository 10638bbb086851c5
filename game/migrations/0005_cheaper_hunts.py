"""What a hunt changes is in no index, and pages keep room for new versions of a row: then Postgres writes no index for it.

Boards read the whole table once in five minutes instead (docs/performance.md).
"""

import django.contrib.postgres.indexes
from django.db import migrations

ROOM = "ALTER TABLE {0} SET (fillfactor = 80)"
TABLES = ("game_character", "game_diceseed", "game_missiontask", "game_holding")


class Migration(migrations.Migration):
    dependencies = [("game", "0004_wear")]
    operations = [
        migrations.RemoveIndex("character", "board_level"),
        migrations.RemoveIndex("character", "board_kills"),
        migrations.RemoveIndex("character", "board_gold"),
        migrations.RemoveIndex("character", "character_seen"),
        migrations.RemoveIndex("receipt", "receipt_age"),
        migrations.AddIndex(
            "receipt",
            django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="receipt_age", pages_per_range=16),
        ),
        *(
            migrations.RunSQL(ROOM.format(table), f"ALTER TABLE {table} RESET (fillfactor)")
            for table in TABLES
        ),
    ]
