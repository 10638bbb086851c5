"""Where the points of a war come from: rows that exist anyway, so nothing is written for a war when they are made. Later features register
theirs."""

from msgspec import Struct

from clans.rules.war import HUNT_POINTS, RAID_DAMAGE_A_POINT, RAID_POINTS_MOST


class WarSource(Struct, frozen=True):
    """slug: stored with each war. words: for players. last: SQL of the highest id so far.

    deeds: SQL of the rows of one fighter: id, at, points (bigint), opponent (a character's id, or NULL). It reads f.character_id, f.floor and
    f.begins_at. Ids rise with time; rows up to f.floor need not be read. repeats: whether rows name opponents: repeated fights of the same
    two count less and less then, so the source gives all rows since f.begins_at, whatever the floor.
    """

    slug: str
    words: str
    last: str
    deeds: str
    repeats: bool = False


_sources: dict[str, WarSource] = {}


def register(source: WarSource) -> None:
    """In the order in which pages name them."""
    _sources[source.slug] = source


def war_sources() -> dict[str, WarSource]:
    """All sources by slug."""
    return dict(_sources)


def _both(table: str, columns: str, condition: str) -> str:
    """Live and archived rows, each once. Served by the indexes on (character, -id) of both tables."""
    live, archived = f"game_{table}", f"game_archived{table}"
    return f"""SELECT {columns} FROM {live} h WHERE h.character_id = f.character_id AND h.id > f.floor AND {condition}
    UNION ALL SELECT {columns} FROM {archived} h WHERE h.character_id = f.character_id AND h.id > f.floor AND {condition}
        AND NOT EXISTS (SELECT FROM {live} l WHERE l.id = h.id)"""  # noqa: S608 (constants of the code)


def _last(table: str) -> str:
    return f"greatest((SELECT max(id) FROM game_{table}), (SELECT max(id) FROM game_archived{table}), 0)"  # noqa: S608


register(WarSource(
    "hunts", f"A hunt that is won: {HUNT_POINTS} points.", _last("battle"),
    _both("battle", f"h.id, h.at, {HUNT_POINTS}::bigint AS points, NULL::bigint AS opponent", "h.won"),
))  # fmt: skip
# The damage as it was dealt: whether a hit came too late for the boss is only known after a fold.
register(WarSource(
    "raids", f"A hit in a raid: a point for every {RAID_DAMAGE_A_POINT} damage, {RAID_POINTS_MOST} at most.", _last("raidhit"),
    _both("raidhit", f"h.id, h.at, least({RAID_POINTS_MOST}, h.damage / {RAID_DAMAGE_A_POINT})::bigint AS points, NULL::bigint AS opponent",
          f"h.damage >= {RAID_DAMAGE_A_POINT}"),
))  # fmt: skip
