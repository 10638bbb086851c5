"""The catalogue: the schema of fixtures/, the loader with its checks, and the registry that the game reads."""

from game.content.registry import catalogue

__all__ = ["catalogue"]
