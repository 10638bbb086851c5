"""Raids for tests: one that is on, hunters who can hit at once, and a fold that does not wait."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from game.actions.raid_fold import Folded, fold_raid
from game.actions.raid_hit import hit
from game.actions.raid_open import open_now
from game.models import Character, DiceSeed, Raid, RaidHit
from game.models.ids import RaidHitId, RaidId
from game.rules.raid_answer import RaidHitAnswer
from game.tests.make import by, make_character

BOSS = "mister-snuff"


def make_raid(*, gather: int = 0, fight: int = 600, health: int = 1_000_000, boss: str = BOSS) -> RaidId:
    """A raid that is on, or that gathers for so many seconds. Its boss never dodges, so that each hit does damage."""
    raid = open_now(boss=boss, gather=gather, fight=fight, health=health)
    Raid.objects.filter(pk=raid).update(target=Raid.objects.get(pk=raid).target | {"dodge": 0})
    return raid


def make_hunter(**fields: Any) -> Character:
    """A hunter with energy and health for many hits."""
    return make_character(**{"level": 10, "energy": 1000, "hp": 1_000_000} | fields)


def strike(hunter: Character, raid: RaidId, key: str | None = None) -> RaidHitAnswer:
    """A hit without the pause: the hunter's hits so far become older."""
    rest(hunter)
    return hit(by(hunter, key), raid=raid)


def rest(hunter: Character) -> None:
    """Two seconds pass for the hunter's pause between hits."""
    RaidHit.objects.filter(character=hunter).update(at=F("at") - timedelta(seconds=3))


def fold_now(raid: RaidId) -> Folded | None:
    """A fold, as if the last one was long ago."""
    Raid.objects.filter(pk=raid).update(folded_at=None)
    return fold_raid(raid)


def end_now(raid: RaidId) -> None:
    """The raid's time is over from now on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE game_raid SET opened_at = statement_timestamp() - interval '1 hour', ends_at = statement_timestamp(), "
            "starts_at = statement_timestamp() - interval '40 minutes' WHERE id = %s",
            [raid],
        )


def wound(raid: RaidId, hp: int) -> None:
    """The boss has this much health left, as if a fold had counted the rest."""
    Raid.objects.filter(pk=raid).update(hp=hp, vampire=F("health") - hp, werewolf=0)


def begin_in(raid: RaidId, seconds: float) -> None:
    """The fight begins in so many seconds, or began so many ago if the number is negative. It lasts ten minutes."""
    starts = timezone.now() + timedelta(seconds=seconds)
    Raid.objects.filter(pk=raid).update(
        opened_at=starts - timedelta(hours=1), starts_at=starts, ends_at=starts + timedelta(minutes=10)
    )


def make_hit(hunter: Character, raid: RaidId, damage: int, **fields: Any) -> RaidHit:
    """A hit of this damage that is written but not folded. fields: id, at."""
    seed = DiceSeed.objects.get(character=hunter, revealed_at=None)
    DiceSeed.objects.filter(pk=seed.pk).update(next_nonce=F("next_nonce") + 1)
    outcome = "hit" if damage else "dodge"
    return RaidHit.objects.create(
        raid_id=raid,
        character=hunter,
        damage=damage,
        outcome=outcome,
        seed=seed,
        nonce=seed.next_nonce,
        inputs={"hunter": {"level": hunter.level}},
        **fields,
    )


def next_hit_id() -> RaidHitId:
    """An id as a hit takes it when it reads, before it writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('game_raidhit_id_seq')")
        return RaidHitId(cursor.fetchone()[0])
