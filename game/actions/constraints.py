"""Errors of the database's constraints, turned into errors that name the next step."""

import structlog
from django.db import IntegrityError

from game.rules.errors import GameError
from vvw_site.foundation.database.faults import broken_constraint

log = structlog.get_logger("game.action")


def player_refusal(error: IntegrityError) -> Exception:
    """The error to raise for a player; the given one where no rule of the game was broken."""
    broken = broken_constraint(error)
    log.info("constraint refused", constraint=broken)
    if broken == "gold_never_negative":
        return GameError("not_enough_gold", "You do not have that much gold.")
    if broken in ("name_unique_without_case", "name_has_no_look_alike"):
        return GameError("name_taken", "That name, or one that looks like it, is taken.", field="name")
    return error


def staff_refusal(error: IntegrityError) -> Exception:
    """The error to raise for a member of the staff; the given one where no rule of the game was broken."""
    broken = broken_constraint(error)
    log.info("constraint refused", constraint=broken)
    if broken == "gold_never_negative":
        return GameError("not_enough_gold", "The character does not have that much gold.")
    if "reverses" in broken:
        return GameError("already_reversed", "A movement was taken back before.")
    if broken == "game_holding_pkey":
        return GameError("not_enough_items", "An item that would be given back is held by another character now.")
    return error
