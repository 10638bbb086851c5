"""What is counted for achievements, and from which rows. Each source is a part of the one statement of the fold
(actions/achievement_fold.py); later features register theirs.

A character's battles, movements and letters are committed in the order of their ids, because all of them are written under its lock or
its version. So an id up to which they were counted is enough for each character, and nothing is missed or counted twice.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from msgspec import Struct

from game.content import catalogue

CountedAs = Literal["adds", "most", "is"]


def no_params() -> dict[str, Any]:
    return {}


class CountSource(Struct, frozen=True):
    """name: stored with the positions; it never changes. keys: of the counts that it gives; those that end with : or @ are beginnings.

    sql: selects character_id, key, n and last for the characters of `known k` (k.id, and the columns of a character). counted_as: "is":
    n is the count; "most": the highest n so far is; "adds": n comes on top. A source that adds reads the rows above {after}, at most
    %(most)s for each character, in the order of their ids; it gives one row with the key '' and n = how many rows it read, and `last`
    is the highest id among them. params: what the SQL needs besides.
    """

    name: str
    keys: tuple[str, ...]
    sql: str
    counted_as: CountedAs
    params: Callable[[], Mapping[str, Any]] = no_params

    @property
    def complete_sql(self) -> str:
        """With {after} filled in: the id up to which the rows of the character k are counted."""
        return self.sql.replace("{after}", f"coalesce((k.positions->>'{self.name}')::bigint, 0)")


_sources: dict[str, CountSource] = {}


def register(source: CountSource) -> None:
    """ValueError if another source gives one of its keys, or has its name."""
    taken = {key for one in _sources.values() for key in one.keys}
    if source.name in _sources or taken & set(source.keys):
        raise ValueError(f"the source {source.name} or one of its keys is registered")
    _sources[source.name] = source


def count_sources() -> tuple[CountSource, ...]:
    return tuple(_sources.values())


def is_counted(key: str) -> bool:
    """Whether some source counts this key. If none does, the achievement is still to come."""
    known = {key for source in count_sources() for key in source.keys}
    return key in known or any(key.startswith(begin) for begin in known if begin[-1] in ":@")


register(CountSource(
    "sheet", ("level", "kill", "hunt", "raid_damage"), counted_as="is",
    sql="""SELECT k.id AS character_id, v.key, v.n, NULL::bigint AS last FROM known k CROSS JOIN LATERAL (VALUES
        ('level', k.level::bigint), ('kill', k.kills::bigint), ('hunt', k.hunts::bigint), ('raid_damage', k.raid_damage)) v(key, n)""",
))  # fmt: skip
# A streak that is over stays in the row until the next one begins, and the fold sees each row that was written since the last walk.
register(CountSource(
    "streak", ("streak",), counted_as="most",
    sql="SELECT k.id AS character_id, 'streak' AS key, k.streak_days::bigint AS n, NULL::bigint AS last FROM known k",
))  # fmt: skip


def _kinds_of_prey() -> dict[str, Any]:
    monsters, places = catalogue().monsters.values(), catalogue().places.values()
    return {
        "monsters": [m.slug for m in monsters], "families": [m.family for m in monsters],
        "places": [place.slug for place in places], "regions": [place.region for place in places],
    }  # fmt: skip


_CRITS = 'strict $.fight.blows[*] ? (@[1] == 0 && @[3] == "crit")'
"""Strict, because otherwise the filter looks at the parts of each blow instead of at the blow."""
_BATTLE = "m.id, m.place, m.monster, m.won, m.gold, m.outcome"
# Served by battles_of_character and archived_battles_of_character. A blow is [round, actor, action, outcome, amount, health].
register(CountSource(
    "battles", ("crit", "gold", "loot", "kill:", "kill@"), counted_as="adds", params=_kinds_of_prey,
    sql=f"""SELECT k.id AS character_id, v.key, sum(v.n)::bigint AS n, max(b.id) AS last
    FROM known k CROSS JOIN LATERAL (
        SELECT * FROM (
            (SELECT {_BATTLE} FROM game_battle m WHERE m.character_id = k.id AND m.id > {{after}} ORDER BY m.id LIMIT %(most)s::int)
            UNION ALL (SELECT {_BATTLE} FROM game_archivedbattle m WHERE m.character_id = k.id AND m.id > {{after}}
                AND NOT EXISTS (SELECT FROM game_battle l WHERE l.id = m.id) ORDER BY m.id LIMIT %(most)s::int)
        ) m ORDER BY m.id LIMIT %(most)s::int
    ) b
    LEFT JOIN unnest(%(monsters)s::text[], %(families)s::text[]) f(monster, family) ON f.monster = b.monster
    LEFT JOIN unnest(%(places)s::text[], %(regions)s::text[]) r(place, region) ON r.place = b.place
    CROSS JOIN LATERAL (VALUES ('', 1), ('gold', b.gold),
        ('crit', jsonb_array_length(jsonb_path_query_array(b.outcome, '{_CRITS}', '{{}}', true))),
        ('loot', (SELECT coalesce(sum((l->>1)::int), 0) FROM jsonb_array_elements(b.outcome->'loot') l)),
        ('kill:' || f.family, b.won::int), ('kill@' || r.region, b.won::int)) v(key, n)
    WHERE v.key IS NOT NULL GROUP BY 1, 2""",  # noqa: S608 (constants of the code)
))  # fmt: skip


def movements(side: str, values: str) -> str:
    """SQL: what the new movements from (source) or to (destination) a character add up to. values: the keys and their figures of a
    movement t. Served by transfer_from and transfer_to."""
    return f"""SELECT k.id AS character_id, v.key, sum(v.n)::bigint AS n, max(t.id) AS last
    FROM known k CROSS JOIN LATERAL (
        SELECT t.id, t.reason, t.asset, t.quantity FROM game_transfer t
        WHERE t.{side} = 'character:' || k.id AND t.{side} LIKE 'character:%%' AND t.id > {{after}} ORDER BY t.id LIMIT %(most)s::int
    ) t CROSS JOIN LATERAL (VALUES ('', 1::bigint), {values}) v(key, n) GROUP BY 1, 2"""  # noqa: S608


def figure_of(key: str, reason: str, figure: str, *, gold: bool = False) -> str:
    return f"('{key}', CASE WHEN t.reason = '{reason}' AND (t.asset = 'gold') = {gold} THEN {figure} ELSE 0 END)"


# Each mission and each raid pays gold once; the trophy is of the killing blow (actions/raid_pay.py).
register(CountSource(
    "received", ("buy", "craft", "mission", "raid", "killing_blow"), counted_as="adds",
    sql=movements("destination", ", ".join((
        figure_of("buy", "buy", "t.quantity"), figure_of("craft", "craft", "t.quantity"), figure_of("mission", "mission", "1", gold=True),
        figure_of("raid", "raid", "1", gold=True), figure_of("killing_blow", "raid", "1"),
    ))),
))  # fmt: skip
register(CountSource(
    "given", ("sell", "use"), counted_as="adds",
    sql=movements("source", ", ".join((figure_of("sell", "sell", "t.quantity"), figure_of("use", "use", "t.quantity")))),
))  # fmt: skip
# Served by letters_sent. A letter that its sender has deleted before the fold came is not counted.
register(CountSource(
    "letters", ("letter",), counted_as="adds",
    sql="""SELECT k.id AS character_id, v.key, count(*) AS n, max(l.id) AS last
    FROM known k CROSS JOIN LATERAL (
        SELECT l.id FROM game_letter l WHERE l.sender_id = k.id AND l.deleted_by_sender_at IS NULL AND l.id > {after}
        ORDER BY l.id LIMIT %(most)s::int
    ) l CROSS JOIN (VALUES (''), ('letter')) v(key) GROUP BY 1, 2""",
))  # fmt: skip
# Served by one_season_reward_per_board. A rollover writes no character: it is counted when the reward's letter is claimed, or with
# whatever the character does next.
register(CountSource(
    "seasons", ("season", "season_first"), counted_as="is",
    sql="""SELECT s.character_id, v.key, v.n, NULL::bigint AS last FROM (
        SELECT r.character_id, count(*) AS places, count(*) FILTER (WHERE r.rank = 1) AS firsts
        FROM known k JOIN game_seasonreward r ON r.character_id = k.id GROUP BY 1
    ) s CROSS JOIN LATERAL (VALUES ('season', s.places), ('season_first', s.firsts)) v(key, n)""",
))  # fmt: skip
