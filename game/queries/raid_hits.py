"""The hits of a raid in its own order, for everybody: a page of them, and one with everything that its dice decided over."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from game.models.ids import RaidId
from game.queries.archive import all_hits, one_hit
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement

PAGE = 100


class RaidHunterRow(Struct, frozen=True, array_like=True):
    """A hunter as raids name him or her. is_erased: the account is gone. is_deleted: the character is, for now."""

    character: int
    name: str
    emblem: int
    faction: str
    is_erased: bool
    is_deleted: bool


HUNTER = "json_build_array(c.id, c.name, c.emblem, c.faction, c.user_id IS NULL, c.deleted_at IS NOT NULL)"
"""A RaidHunterRow of the character c, as a part of statements."""


class RaidHitRow(Struct, frozen=True, array_like=True):
    """A hit in the list. counted: the part of its damage that the boss still had as health."""

    number: int
    at: datetime
    hunter: RaidHunterRow
    damage: int
    outcome: str
    counted: int
    hp_after: int
    is_late: bool


class RaidHitsPage(Struct, frozen=True, array_like=True):
    """total: hits that have a number."""

    total: int
    hits: list[RaidHitRow]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


class StoredHit(Struct, frozen=True, array_like=True):
    """A hit with its dice. server_seed: None while the seed is in use. inputs: rules.raid_hit.HitInputs as stored."""

    raid: RaidId
    boss: str
    rules_version: int
    number: int
    at: datetime
    hunter: RaidHunterRow
    damage: int
    lost: int
    outcome: str
    counted: int
    hp_after: int
    hp_max: int
    is_late: bool
    is_killing: bool
    commit: str
    client_seed: str
    server_seed: str | None
    nonce: int
    inputs: dict[str, Any]


def hits_page(raid: RaidId, page: int) -> RaidHitsPage:
    """One statement. Numbers have no gaps, so a page is a range of them. GameError not_found for a page after the last."""
    found: RaidHitsPage = _PAGE.row(raid=raid, after=(page - 1) * PAGE, last=page * PAGE)
    if page > found.pages:
        raise GameError("not_found", f"The hits of this raid end on page {found.pages:,}.", field="page")
    return found


def stored_hit(raid: RaidId, number: int) -> StoredHit:
    """Any hit that has its number: hits are public. One statement. GameError not_found."""
    found: StoredHit | None = _ONE.row(raid=raid, number=number)
    if found is None:
        raise GameError("not_found", "There is no such hit. A hit has its number a moment after it was struck.", field="number")
    return found


_ON_PAGE = "h.raid_id = %(raid)s AND h.number > %(after)s::bigint AND h.number <= %(last)s::bigint"
# Both are served by a_hit_has_its_number and an_archived_hit_has_its_number.
_PAGE = Statement(
    f"""SELECT json_build_array(
    greatest((SELECT max(number) FROM game_raidhit WHERE raid_id = %(raid)s AND number IS NOT NULL),
        (SELECT max(number) FROM game_archivedraidhit WHERE raid_id = %(raid)s), 0),
    coalesce((SELECT json_agg(json_build_array(h.number, h.at, {HUNTER}, h.damage, h.outcome, h.counted, h.hp_after, h.late)
        ORDER BY h.number) FROM {all_hits(_ON_PAGE)} h JOIN game_character c ON c.id = h.character_id), '[]'))::text""",  # noqa: S608 (constants of the code)
    RaidHitsPage,
)
_ONE = Statement(
    f"""SELECT json_build_array(r.id, r.boss, r.rules_version, h.number, h.at, {HUNTER}, h.damage, h.lost, h.outcome,
    h.counted, h.hp_after, r.hp_max, h.late, h.id IS NOT DISTINCT FROM r.killing_hit, s.commit, s.client_seed,
    nullif(s.server_seed, ''), h.nonce, h.inputs)::text
FROM {one_hit("h.raid_id = %(raid)s AND h.number = %(number)s::bigint")} h
    JOIN game_raid r ON r.id = h.raid_id JOIN game_character c ON c.id = h.character_id JOIN game_diceseed s ON s.id = h.seed_id""",  # noqa: S608
    StoredHit,
)
