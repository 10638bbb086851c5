"""Fighters who leave their clan during a war count for nobody from then on."""

from django.db.models.functions import Now

from clans.actions.war_end import lock_open_war
from clans.models import Clan, WarFighter
from clans.models.ids import ClanId
from game.models.ids import CharacterId


def leave_war(clan: Clan, character: CharacterId) -> None:
    """What the member did so far stays counted. The war is locked before its fighters, as a count locks them. Three statements at most."""
    war = lock_open_war(ClanId(clan.pk))
    if war is not None:
        WarFighter.objects.filter(war=war, character_id=character, left_at=None).update(left_at=Now())
