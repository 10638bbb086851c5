"""The job that folds contribution into levels. Set-based: eight statements at most, for ten clans or a thousand."""

from typing import Any

from django.db import connection
from msgspec import Struct

from clans.models import Clan
from clans.models.ids import ClanId
from clans.queries.clan_level import CONTRIBUTION
from clans.rules.level import LEVEL_MOST, contribution_for, level_of, xp_bonus
from clans.rules.raid_share import A_THOUSANDTH
from game.actions.notices import NewNotice, notify_all
from game.actions.transaction import TransactionContext, in_transaction
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN

RAID_DAYS = 7
"""A raid is looked at for so many days after its end. The job runs far more often."""


class LevelsCounted(Struct, frozen=True):
    """raids: shares of raids that were written. clans: whose contribution changed. levels: whose level changed. members: whose bonus changed."""

    raids: int = 0
    clans: int = 0
    levels: int = 0
    members: int = 0


class LevelChange(Struct, frozen=True):
    clan: ClanId
    name: str
    before: int
    after: int


def count_levels() -> LevelsCounted:
    """Bring contribution, level and the members' bonus of all clans up to date. A second run changes nothing."""
    raids = in_transaction(_count_raids)
    return in_transaction(lambda: _count(raids))


def _count_raids() -> int:
    """Written once for each raid and clan. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_RAIDS, {"days": RAID_DAYS, "worth": A_THOUSANDTH})
        return int(cursor.rowcount)


def _count(raids: int) -> LevelsCounted:
    """The characters whose bonus may change are locked first, then the clans. Somebody who joins between gets the bonus of the level before,
    and the next run mends that: it looks for members whose bonus is not that of their clan."""
    starts = [contribution_for(level) for level in range(1, LEVEL_MOST + 1)]
    params = {"starts": starts, "bonuses": [xp_bonus(level) for level in range(1, LEVEL_MOST + 1)]}
    with connection.cursor() as cursor:
        cursor.execute(_DUE, params)
        due: list[tuple[ClanId, list[CharacterId]]] = cursor.fetchall()
        if not due:
            return LevelsCounted(raids=raids)
        context = TransactionContext()
        characters = [character for _, members in due for character in members]
        if characters:
            context.lock_characters(characters)
        before = {clan.pk: clan for clan in context.lock_shared(Clan, [clan for clan, _ in due])}
        cursor.execute(_WRITE, params | {"clans": list(before)})
        after: dict[int, int] = dict(cursor.fetchall())
        cursor.execute(_BONUS, params | {"clans": list(before), "characters": characters})
        members = cursor.rowcount
    assert all(level_of(0) <= level <= LEVEL_MOST for level in after.values())
    changes = [
        LevelChange(before[pk].id, before[pk].name, before[pk].level, level)
        for pk, level in sorted(after.items())
        if level != before[pk].level
    ]
    _tell(changes)
    return LevelsCounted(raids, len(after), len(changes), members)


def _tell(changes: list[LevelChange]) -> None:
    """A line in the log of each clan, and a notice for its members where the level rose. Three statements."""
    if not changes:
        return
    by_clan = {change.clan: change for change in changes}
    levels: dict[str, Any] = {
        "clans": list(by_clan),
        "before": [c.before for c in changes],
        "after": [c.after for c in changes],
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOG, levels)
        cursor.execute(_MEMBERS, {"clans": [clan for clan, change in by_clan.items() if change.after > change.before]})
        members = cursor.fetchall()
    notify_all([
        NewNotice(character, CLAN, f"{by_clan[clan].name} is a clan of level {by_clan[clan].after} now.", "/play/clan/")
        for clan, character in members
    ])  # fmt: skip


# The level at a contribution: how many levels begin at it or before.
_LEVEL = "(SELECT count(*) FROM unnest(%(starts)s::bigint[]) s WHERE s <= n.contribution)::int"
_RAIDS = """
INSERT INTO clans_clanraidshare (raid_id, clan_id, points)
SELECT r.id, m.clan_id, sum(w.share) * %(worth)s FROM game_raid r
JOIN game_raidreward w ON w.raid_id = r.id
JOIN clans_member m ON m.character_id = w.character_id AND m.joined_at < r.ended_at
WHERE r.state IN ('won', 'escaped') AND r.ended_at > statement_timestamp() - %(days)s * interval '1 day'
    AND NOT EXISTS (SELECT FROM clans_clanraidshare s WHERE s.raid_id = r.id AND s.clan_id = m.clan_id)
GROUP BY r.id, m.clan_id HAVING sum(w.share) > 0 ORDER BY r.id, m.clan_id
ON CONFLICT DO NOTHING
"""
_NEW = f"""new AS MATERIALIZED (
    SELECT n.*, {_LEVEL} AS new_level FROM (SELECT c.id, c.contribution AS old, c.level, {CONTRIBUTION} AS contribution FROM clans_clan c
        WHERE c.disbanded_at IS NULL AND {{among}}) n
)"""  # noqa: S608 (constants of the code)
# Members of clans whose level does not change are only locked if their own bonus is wrong.
_DUE = f"""
WITH {_NEW.format(among="true")}, wrong AS (
    SELECT m.clan_id, m.character_id FROM new n JOIN clans_member m ON m.clan_id = n.id JOIN game_character c ON c.id = m.character_id
    WHERE c.clan_bonus <> (%(bonuses)s::int[])[n.new_level] OR n.new_level <> n.level
)
SELECT n.id, coalesce((SELECT array_agg(character_id) FROM wrong w WHERE w.clan_id = n.id), ARRAY[]::bigint[]) FROM new n
WHERE n.contribution <> n.old OR n.new_level <> n.level OR n.id IN (SELECT clan_id FROM wrong) ORDER BY n.id
"""  # noqa: S608
_WRITE = f"""
WITH {_NEW.format(among="c.id = ANY (%(clans)s)")}
UPDATE clans_clan c SET contribution = n.contribution, level = n.new_level FROM new n
WHERE c.id = n.id AND (n.contribution <> n.old OR n.new_level <> n.level) RETURNING c.id, c.level
"""  # noqa: S608
_BONUS = """
UPDATE game_character c SET clan_bonus = (%(bonuses)s::int[])[k.level] FROM clans_member m JOIN clans_clan k ON k.id = m.clan_id
WHERE m.clan_id = ANY (%(clans)s) AND c.id = m.character_id AND c.id = ANY (%(characters)s)
    AND c.clan_bonus <> (%(bonuses)s::int[])[k.level]
"""
_LOG = """
INSERT INTO clans_clanlogentry (clan_id, kind, detail, at)
SELECT clan, 'level', jsonb_build_object('before', b, 'after', a), statement_timestamp()
FROM unnest(%(clans)s::bigint[], %(before)s::int[], %(after)s::int[]) AS g(clan, b, a)
"""
_MEMBERS = "SELECT clan_id, character_id FROM clans_member WHERE clan_id = ANY (%(clans)s) ORDER BY clan_id, character_id"
