"""The hunter and everything else that a hunt reads, in one statement."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from game.models import Character
from game.queries.dice_seed import decrypted
from game.queries.event_now import EVENTS_NOW, EventNow, EventsNow
from game.queries.missions import day_of
from game.queries.sheet import Worn, WornRow, as_worn, derived, health_of, loadout_of, needs_repair
from game.rules import tuning
from game.rules.dice import Dice
from game.rules.sheet import Sheet, sheet_of
from vvw_site.foundation.database.statement import Statement


class OpenMission(Struct, frozen=True, array_like=True):
    """A mission of today: id, slug, target, progress."""

    pk: int
    mission: str
    target: int
    progress: int


class HuntSnapshot(Struct, frozen=True):
    """The hunter as the hunt begins.

    battle: the id that the battle will have. seed, commit, nonce, dice: the live seed and its next dice. seed_is_stale: it is
    a day old and was used, so it has to be replaced.
    hp: health before the fight; hunter.hp can be higher, because a fight begins with a least health.
    needs_repair_after: worn items to repair soon once this fight has worn them. missions: today's; None: not dealt yet.
    events: of the world, that are on.
    """

    battle: int
    seed: int
    commit: str
    nonce: int
    seed_is_stale: bool
    dice: Dice
    hp: int
    hunter: Sheet
    needs_repair_after: list[Worn]
    missions: list[OpenMission] | None
    events: list[EventNow]


def hunt_snapshot(character: Character, now: datetime) -> HuntSnapshot:
    """One statement. It also takes an id for the battle."""
    return snapshot_of(character, _ONE.row(character=character.pk, now=now, day=day_of(now)), now)


def hunt_rows(character: Character, now: datetime, times: int) -> list["HuntRow"]:
    """What as many hunts in a row read, the first as in hunt_snapshot and each later one with the next id and nonce. One statement."""
    row: HuntRow = _SERIES.row(character=character.pk, now=now, day=day_of(now), times=times)
    return [replace(row, battle=battle, nonce=row.nonce + n) for n, battle in enumerate(row.battles)]


def snapshot_of(character: Character, row: "HuntRow", now: datetime) -> HuntSnapshot:
    """The hunter as `character` is now, with the id and the dice of the row. No statement."""
    worn = as_worn(character, row.worn or ()).values()
    repair, skills, stats = needs_repair(worn, fights=1), loadout_of(character), derived(character, worn)
    hp = health_of(character, stats, now).value
    return HuntSnapshot(
        battle=row.battle, seed=row.seed, commit=row.commit, nonce=row.nonce,
        seed_is_stale=row.seed_is_stale,
        dice=Dice(decrypted(row.encrypted_seed, row.commit), row.client_seed, row.nonce), hp=hp,
        hunter=sheet_of(character.name, character.level, hp, stats, skills), needs_repair_after=repair, missions=row.missions,
        events=row.events or [],
    )  # fmt: skip


class HuntRow(Struct, frozen=True, array_like=True):
    """What the statement of a hunt finds. battles: the ids of a series of hunts; empty for a single one."""

    battle: int
    seed: int
    encrypted_seed: str
    client_seed: str
    commit: str
    nonce: int
    seed_age: int
    worn: list[WornRow] | None
    missions: list[OpenMission] | None
    events: EventsNow
    battles: list[int] = []

    @property
    def seed_is_stale(self) -> bool:
        return self.seed_age > tuning.SEED_HOURS * 3600 and self.nonce > 0


def _reading(battle: str, more: str = "") -> Statement:
    """Served by one_live_seed, one_item_per_slot, a_mission_once_a_day and events_not_over."""
    return Statement(f"""
SELECT json_build_array({battle}, s.id, s.encrypted_seed, s.client_seed, s.commit, s.next_nonce,
    extract(epoch FROM %(now)s::timestamptz - s.created_at)::bigint,
    (SELECT json_agg(json_build_array(h.slot, h.item, h.upgrade, h.durability, h.worn_from))
     FROM game_holding h WHERE h.character_id = s.character_id AND h.slot IS NOT NULL),
    (SELECT json_agg(json_build_array(t.id, t.mission, t.target, t.progress) ORDER BY t.id)
     FROM game_missiontask t WHERE t.character_id = s.character_id AND t.day = %(day)s),
    {EVENTS_NOW}{more})::text
FROM game_diceseed s WHERE s.character_id = %(character)s AND s.revealed_at IS NULL
""", HuntRow)  # noqa: S608 (constants of the code)  # fmt: skip


_NEXT_ID = "nextval('game_battle_id_seq')"
_ONE = _reading(_NEXT_ID)
_SERIES = _reading("0", f", (SELECT json_agg({_NEXT_ID}) FROM generate_series(1, %(times)s::int))")  # noqa: S608 (a constant)
