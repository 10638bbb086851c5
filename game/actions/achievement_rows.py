"""Deleting what characters have achieved, when they are forgotten."""

from collections.abc import Sequence

from django.db import connection

from game.models.ids import CharacterId


def forget_achievements(characters: Sequence[CharacterId]) -> None:
    """In the caller's transaction, which has written the names of the characters. Two statements."""
    with connection.cursor() as cursor:
        for table in ("game_earnedachievement", "game_achievementprogress"):
            cursor.execute(f"DELETE FROM {table} WHERE character_id = ANY (%s)", [list(characters)])  # noqa: S608 (constants of the code)
