"""Indexes for the keys of baselines and results in the order in which they are written. If it is interrupted, it can be run again."""

from django.db import migrations

INDEXES = {"game_seasonbaseline_key": "game_seasonbaseline", "one_result_in_each_season": "game_seasonresult"}


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("game", "0043_labels"),
    ]

    operations = [
        migrations.RunSQL(
            [
                f"DROP INDEX CONCURRENTLY IF EXISTS {index}",
                f"CREATE UNIQUE INDEX CONCURRENTLY {index} ON {table} (season_id, character_id)",
            ],
            f"DROP INDEX CONCURRENTLY IF EXISTS {index}",
        )
        for index, table in INDEXES.items()
    ]
