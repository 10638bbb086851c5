"""What a hunt needs to know of the hunter, in one statement after the lock."""

from datetime import datetime

from django.db import connection
from msgspec import Struct

from game.queries.missions import day_of


class OpenTask(Struct, frozen=True, array_like=True):
    """A task of today: id, mission slug, target, progress."""

    pk: int
    mission: str
    target: int
    progress: int


class Outfit(Struct, frozen=True):
    """The live seed, what is worn, today's tasks (None: none were dealt yet), and the id that the battle will have."""

    battle: int
    seed: int
    server_seed: str
    client_seed: str
    commit: str
    nonce: int
    seed_age: int
    worn: list[str]
    tasks: list[OpenTask] | None


_READ = """
SELECT nextval('game_battle_id_seq'), s.id, s.server_seed, s.client_seed, s.commit, s.next_nonce,
    extract(epoch FROM %(now)s - s.created_at)::bigint,
    ARRAY(SELECT h.item FROM game_holding h WHERE h.character_id = s.character_id AND h.slot IS NOT NULL),
    (SELECT json_agg(json_build_array(t.id, t.mission, t.target, t.progress) ORDER BY t.id)
     FROM game_missiontask t WHERE t.character_id = s.character_id AND t.day = %(day)s)
FROM game_diceseed s WHERE s.character_id = %(character)s AND s.revealed_at IS NULL
"""


def outfit_of(character: int, now: datetime) -> Outfit:
    """Served by one_live_seed, one_item_per_slot and a_mission_once_a_day. The caller holds the character's lock."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"character": character, "now": now, "day": day_of(now)})
        row = cursor.fetchone()
    tasks = None if row[-1] is None else [OpenTask(*task) for task in row[-1]]
    return Outfit(*(*row[:-1], tasks))
