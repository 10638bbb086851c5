"""Deleting what a character has achieved, when it is forgotten."""

from django.db import connection

from game.models.ids import CharacterId


def forget_achievements(character: CharacterId) -> None:
    """In the caller's transaction, which has written the name of the character. Two statements."""
    with connection.cursor() as cursor:
        for table in ("game_earnedachievement", "game_achievementprogress"):
            cursor.execute(f"DELETE FROM {table} WHERE character_id = %s", [character])  # noqa: S608 (constants of the code)
