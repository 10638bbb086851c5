"""The drink that pages offer to a hurt player."""

from game.queries.drink import Drink, drink_of
from game.views.player import Player

HURT_PERCENT = 50


def drink_for(player: Player) -> Drink | None:
    """One statement for a player with less than HURT_PERCENT of full health; None, and no statement, for others."""
    hud = player.hud
    if hud.hp * 100 >= hud.hp_max * HURT_PERCENT:
        return None
    return drink_of(player.character, hp=hud.hp, hp_max=hud.hp_max)
