"""Fighters who leave their clan during a war count for nobody from then on."""

from django.db.models.functions import Now

from clans.models import Clan, War, WarFighter
from game.models.ids import CharacterId


def leave_war(clan: Clan, character: CharacterId) -> None:
    """What the member did so far stays counted. The war is locked before its fighters, as a count locks them. Two statements."""
    war = War.objects.select_for_update(no_key=True, of=("self",)).filter(state=War.OPEN, sides__clan=clan).first()
    if war is not None:
        WarFighter.objects.filter(war=war, character_id=character, left_at=None).update(left_at=Now())
