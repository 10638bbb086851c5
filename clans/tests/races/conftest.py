"""Races run as those of the game do."""

from game.tests.races.conftest import mortal, unpaced

__all__ = ["mortal", "unpaced"]
