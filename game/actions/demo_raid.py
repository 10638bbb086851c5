"""A raid that the characters of the demo world have fought, so that the first look at the raids shows one."""

from collections.abc import Sequence

from django.db import connection

from game.actions.limits import unpaced
from game.actions.player_action import Actor
from game.actions.raid_fold import fold_raid
from game.actions.raid_hit import hit
from game.actions.raid_open import open_now
from game.actions.raid_pay import pay_raids
from game.models import Character, Raid
from game.models.ids import CharacterId, RaidId
from game.rules import tuning

FOUGHT_MINUTES = 22
HOURS_AGO = 3
HITS_PER_FOLD = 8


def fight_demo_raid(hunters: Sequence[CharacterId], boss: str, health: int) -> RaidId | None:
    """Hit the boss in turns until it falls. None if there was a raid before."""
    if not hunters or Raid.objects.exists():
        return None
    raid = open_now(boss=boss, gather=0, health=health)
    with unpaced():
        for number in range(10_000):
            hunter = hunters[(number * 7 + number // 11) % len(hunters)]
            Character.objects.filter(pk=hunter).update(energy=tuning.ENERGY_MAX, hp=1_000_000)
            hit(Actor(hunter), raid=raid)
            if number % HITS_PER_FOLD == 0:
                Raid.objects.filter(pk=raid).update(folded_at=None)
                if (folded := fold_raid(raid)) is not None and folded.settled:
                    break
    _move_into_the_past(raid)
    pay_raids()
    Character.objects.filter(pk__in=hunters).update(energy=tuning.ENERGY_MAX, hp=1_000_000)
    return raid


def _move_into_the_past(raid: RaidId) -> None:
    """The hits took a few seconds; spread them over FOUGHT_MINUTES, some hours ago."""
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, {
            "raid": raid, "ago": HOURS_AGO * 3600, "long": FOUGHT_MINUTES * 60, "gather": tuning.RAID_GATHER_SECONDS,
            "fight": tuning.RAID_FIGHT_SECONDS,
        })  # fmt: skip


_SPREAD = """WITH times AS (
    SELECT now() - make_interval(secs => %(ago)s) AS began, make_interval(secs => %(long)s) AS fought
), raid AS (
    UPDATE game_raid SET opened_at = began - make_interval(secs => %(gather)s), starts_at = began,
        ends_at = began + make_interval(secs => %(fight)s), ended_at = began + fought
    FROM times WHERE id = %(raid)s RETURNING began, fought, number AS hits
), folds AS (
    UPDATE game_raidfold f SET at = raid.began + raid.fought * (f.number::float8 / raid.hits) FROM raid WHERE f.raid_id = %(raid)s
)
UPDATE game_raidhit h SET at = raid.began + raid.fought * (h.number::float8 / raid.hits) FROM raid WHERE h.raid_id = %(raid)s"""
