"""What a hunt needs to know of the hunter, in one statement."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import astuple

from game.models import Character
from game.queries.dice_seed import decrypted
from game.queries.missions import day_of
from game.queries.sheet import Worn, WornRow, as_worn
from game.rules.dice import Dice
from vvw_site.foundation.database.statement import Statement


class OpenTask(Struct, frozen=True, array_like=True):
    """A task of today: id, mission slug, target, progress."""

    pk: int
    mission: str
    target: int
    progress: int


class _Live(Struct, frozen=True, array_like=True):
    battle: int
    seed: int
    encrypted_seed: str
    client_seed: str
    commit: str
    nonce: int
    seed_age: int


class HuntSnapshot(_Live, frozen=True, array_like=True):
    """The live seed, what is worn, today's tasks (None: none were dealt yet), and the id that the battle will have."""

    worn: list[Worn]
    tasks: list[OpenTask] | None

    @property
    def dice(self) -> Dice:
        """The dice of the hunt."""
        return Dice(decrypted(self.encrypted_seed, self.commit), self.client_seed, self.nonce)


class _Read(_Live, frozen=True, array_like=True):
    worn: list[WornRow] | None
    tasks: list[OpenTask] | None


# Served by one_live_seed, one_item_per_slot and a_mission_once_a_day.
_OUTFIT = Statement("""
SELECT json_build_array(nextval('game_battle_id_seq'), s.id, s.encrypted_seed, s.client_seed, s.commit, s.next_nonce,
    extract(epoch FROM %(now)s::timestamptz - s.created_at)::bigint,
    (SELECT json_agg(json_build_array(h.slot, h.item, h.upgrade, h.durability, h.worn_from))
     FROM game_holding h WHERE h.character_id = s.character_id AND h.slot IS NOT NULL),
    (SELECT json_agg(json_build_array(t.id, t.mission, t.target, t.progress) ORDER BY t.id)
     FROM game_missiontask t WHERE t.character_id = s.character_id AND t.day = %(day)s))::text
FROM game_diceseed s WHERE s.character_id = %(character)s AND s.revealed_at IS NULL
""", _Read)  # fmt: skip


def hunt_snapshot(character: Character, now: datetime) -> HuntSnapshot:
    """One statement, that takes a number for the battle, too."""
    read: _Read = _OUTFIT.row(character=character.pk, now=now, day=day_of(now))
    *live, worn, tasks = astuple(read)
    return HuntSnapshot(*(*live, list(as_worn(character, worn or ()).values()), tasks))
