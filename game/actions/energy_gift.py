"""Giving energy to many characters at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.utils import timezone

from game.actions.locking import check_in_transaction
from game.models import Character
from game.models.ids import CharacterId
from game.queries.sheet import energy_of


def give_energy(energy: Mapping[CharacterId, int], characters: Mapping[CharacterId, Character], now: datetime) -> None:
    """Add so much energy to each; energy above the maximum stays, and does not refill. The caller has locked the characters, and passes
    them as they are in the database. One statement; none for nobody."""
    check_in_transaction()
    if not energy:
        return
    refills = {character: energy_of(characters[character], now) for character in energy}
    with connection.cursor() as cursor:
        cursor.execute(_GIVE, {
            "characters": list(energy), "energy": [refills[character].value + more for character, more in energy.items()],
            "at": [datetime.fromtimestamp(refill.at, timezone.get_default_timezone()) for refill in refills.values()],
        })  # fmt: skip


_GIVE = """UPDATE game_character c SET energy = d.energy, energy_at = d.at
FROM unnest(%(characters)s::bigint[], %(energy)s::bigint[], %(at)s::timestamptz[]) AS d(id, energy, at) WHERE c.id = d.id"""
