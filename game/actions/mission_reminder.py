"""In the evening: one notice to each character that has finished missions of the day and not claimed their rewards."""

from django.db import connection

from game.actions.notices import NUMBERED, SentNotice, announce
from game.models.notice_choice import MISSIONS


def remind_of_missions(day: int) -> int:
    """Write the notices of this day (queries/missions.py: day_of), each once: the missions are marked in the same statement. Returns how
    many characters were told."""
    with connection.cursor() as cursor:
        cursor.execute(_REMIND, {"day": day, "kind": MISSIONS})
        sent = [SentNotice(*row) for row in cursor.fetchall()]
    announce(sent)
    return len(sent)


# Rows are locked in the order of their ids; what another run marked in the meantime is checked again under the lock.
_REMIND = f"""WITH finished AS (
    SELECT m.id, m.character_id FROM game_missiontask m
    WHERE m.day = %(day)s AND m.progress >= m.target AND m.claimed_at IS NULL AND m.reminded_at IS NULL
        AND EXISTS (SELECT FROM game_character c WHERE c.id = m.character_id AND c.deleted_at IS NULL)
    ORDER BY m.id FOR NO KEY UPDATE OF m
), marked AS (
    UPDATE game_missiontask m SET reminded_at = statement_timestamp() FROM finished f WHERE m.id = f.id RETURNING m.character_id
), given AS (
    SELECT character_id, %(kind)s::text AS kind, CASE WHEN count(*) = 1
        THEN 'A mission of today is done, and its reward waits. It is gone at midnight tomorrow.'
        ELSE count(*) || ' missions of today are done, and their rewards wait. They are gone at midnight tomorrow.' END AS text,
        '/play/missions/' AS link, 1 AS nth
    FROM marked GROUP BY character_id
), {NUMBERED}"""  # noqa: S608 (constants of the code)
