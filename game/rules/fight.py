"""The fight under the rules that the game plays now."""

from game.rules.v1.fight import fight, soak

__all__ = ["fight", "soak"]
