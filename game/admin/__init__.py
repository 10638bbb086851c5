"""The game as staff sees it: lists and pages to look at, and doors to the staff actions."""

from game.admin import battle, character, goods, pending_grant, play, transfer, user

__all__ = ["battle", "character", "goods", "pending_grant", "play", "transfer", "user"]
