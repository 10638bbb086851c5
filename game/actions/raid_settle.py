"""The end of a raid: its state, and one frozen reward for each hunter. It writes no character; raid_pay.py pays."""

from django.db import connection
from django.db.models.functions import Now

from game.content import catalogue
from game.models import Raid, RaidFold, RaidHit, RaidHunter, RaidReward
from game.models.ids import CharacterId
from game.queries.raid_shares import share_of
from game.rules.raid_reward import prizes


def settle(raid: Raid, state: str, *, reason: str = "", counted: bool = False) -> None:
    """End the raid, whose lock the caller holds and whose hits are all numbered. `raid` gets the new values.

    counted: hits were counted in this transaction, and the same update tells of the end; so `seq` rises by one for both."""
    killer = _character_of(raid.killing_hit) if state == Raid.WON else None
    shares = [
        share_of(raid, character, damage, hits, level)
        for character, damage, hits, level in RaidHunter.objects.filter(raid_id=raid.pk).values_list(
            "character_id", "damage", "hits", "level"
        )
    ]
    trophy = _trophy_of(raid.boss)
    RaidReward.objects.bulk_create(
        RaidReward(
            raid_id=raid.pk, character_id=prize.character, rank=prize.rank, hits=prize.hits, damage=prize.damage,
            share=prize.share, gold=prize.gold, energy=prize.energy, trophy=trophy if prize.trophy else "",
        )
        for prize in prizes(shares, state=state, hp_max=raid.hp_max, killer=killer)  # type: ignore[arg-type]  # the states of the model
    )  # fmt: skip
    raid.state, raid.reason, raid.seq = state, reason, raid.seq + (not counted)
    Raid.objects.filter(pk=raid.pk).update(
        state=state, reason=reason, seq=raid.seq, ended_at=Now(), folded_at=Now(),
        top=[], latest=[],  # they hold names; from now on the rewards have the board, and names come from their characters
    )  # fmt: skip
    if not counted:
        keep_update(raid)


def keep_update(raid: Raid) -> None:
    """Write the row of an update that numbered no hits: the curve and the replay have one for each `seq`."""
    RaidFold.objects.create(
        raid_id=raid.pk, seq=raid.seq, hp=raid.hp, number=raid.number, hits=0, vampire=raid.vampire, werewolf=raid.werewolf
    )


def number_late_hits(raid: Raid) -> int:
    """Number the hits of a settled raid that were committed after its settlement, as late ones. Returns how many; the caller
    holds the raid's lock."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER_LATE, {"raid": raid.pk, "hp": raid.hp})
        numbered: int = cursor.rowcount
        return numbered


def _character_of(hit: int | None) -> CharacterId | None:
    if hit is None:
        return None
    return CharacterId(RaidHit.objects.values_list("character_id", flat=True).get(pk=hit))


def _trophy_of(boss: str) -> str:
    known = catalogue().raid_bosses.get(boss)
    return known.trophy if known is not None else ""


_NUMBER_LATE = """WITH late AS (
    SELECT id, greatest(
        (SELECT max(number) FROM game_raidhit WHERE raid_id = %(raid)s),
        (SELECT max(number) FROM game_archivedraidhit WHERE raid_id = %(raid)s), 0
    ) + row_number() OVER (ORDER BY id) AS number
    FROM game_raidhit WHERE raid_id = %(raid)s AND number IS NULL
)
UPDATE game_raidhit h SET number = late.number, counted = 0, hp_after = %(hp)s, late = true FROM late WHERE h.id = late.id"""
