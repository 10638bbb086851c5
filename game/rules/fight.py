"""The fight under the rules that the game plays now."""

from game.rules.v2.fight import fight, soak

__all__ = ["fight", "soak"]
