"""Giving back the energy of hits that came after the end of their raid."""

from collections import Counter
from collections.abc import Sequence

from django.db import connection

from game.actions.energy_gift import give_energy
from game.actions.transaction import TransactionContext
from game.models import RaidHit
from game.models.ids import CharacterId, RaidId
from game.rules import tuning


def hunters_to_refund(raid: RaidId) -> list[CharacterId]:
    """One statement, served by hits_to_refund."""
    late = RaidHit.objects.filter(raid_id=raid, late=True, refunded_at=None).order_by("character_id")
    return list(late.values_list("character_id", flat=True).distinct())


def refund(context: TransactionContext, raid: RaidId, hunters: Sequence[CharacterId]) -> int:
    """Give the energy of these hunters' late hits back, once, in three statements; erased accounts get none. Returns how many got some.
    A hunter whom somebody else has locked is left out."""
    characters = context.lock_free_characters(hunters)
    with connection.cursor() as cursor:
        cursor.execute(_REFUND, {"raid": raid, "characters": list(characters)})
        hits = Counter(CharacterId(character) for (character,) in cursor.fetchall())
    energy = {
        hunter: count * tuning.RAID_HIT_ENERGY for hunter, count in hits.items() if characters[hunter].user_id is not None
    }
    give_energy(energy, characters, context.now)
    return len(energy)


_REFUND = """UPDATE game_raidhit SET refunded_at = statement_timestamp()
WHERE raid_id = %(raid)s AND character_id = ANY (%(characters)s::bigint[]) AND late AND refunded_at IS NULL RETURNING character_id"""
