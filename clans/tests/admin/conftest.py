"""The staff of the game's tests of the admin."""

from game.tests.admin.conftest import limits_off, master, superuser

__all__ = ["limits_off", "master", "superuser"]
