"""News for tests, and what they are gathered from."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from game.actions import ledger
from game.actions.news import record
from game.content import catalogue
from game.models import Character, NewsEntry, Raid, RaidReward, Transfer
from game.queries.news_kinds import RAID
from game.tests.raids import make_raid

LEGENDARY = next(one.slug for one in catalogue().items.values() if one.rarity == "legendary" and one.slot)


def make_news(
    text: str = "Something happened at the old mill.", *, kind: str = RAID, key: str = "", **fields: Any
) -> NewsEntry:
    key = key or f"key {NewsEntry.objects.count()}"
    record(kind, key, text, **fields)
    return NewsEntry.objects.get(kind=kind, key=key)


def make_ended_raid(
    best: Character, damage: int = 500, *, state: str = Raid.WON, hours_ago: float = 1, killer: bool = True
) -> Raid:
    """A raid that has ended, with one reward."""
    raid = Raid.objects.get(pk=make_raid())
    raid.hunters, raid.state, raid.ended_at = 1, state, timezone.now() - timedelta(hours=hours_ago)
    if state == Raid.WON:
        raid.vampire, raid.hp, raid.killing_hit = raid.health, 0, 1
    raid.paid_at = timezone.now()
    raid.save()
    RaidReward.objects.create(
        raid=raid, character=best, rank=1, hits=1, damage=damage, share=1000, gold=1, paid_at=timezone.now(),
        trophy=LEGENDARY if killer and state == Raid.WON else "",
    )  # fmt: skip
    return raid


def find(
    character: Character, item: str = LEGENDARY, *, reason: str = "hunt", minutes_ago: int = 20, reference: str = "battle:7"
) -> Transfer:
    ledger.post([ledger.Move(f"faucet:{reason}", ledger.of(character.id), item, 1)], reason=reason, reference=reference)
    moved = Transfer.objects.filter(asset=item).latest("pk")
    let_minutes_pass(minutes_ago)
    return moved


def let_minutes_pass(minutes: int) -> None:
    """All movements are so old. The ledger refuses changes, so a time is taken from what the tests' database lets through."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_transfer DISABLE TRIGGER USER")
        cursor.execute("UPDATE game_transfer SET at = at - make_interval(mins => %s::int)", [minutes])
        cursor.execute("ALTER TABLE game_transfer ENABLE TRIGGER USER")
