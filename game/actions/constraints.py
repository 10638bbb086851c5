"""Errors of the database, turned into refusals that name the next step. The one place where this is decided."""

import structlog
from django.db import DataError, IntegrityError
from psycopg.errors import NumericValueOutOfRange

from game.rules.errors import GameError
from vvw_site.foundation.database.faults import broken_constraint

log = structlog.get_logger("game.action")
REFUSED = (IntegrityError, DataError)
_more: dict[str, tuple[str, str, str | None]] = {}


def register_refusal(constraint: str, code: str, message: str, field: str | None = None) -> None:
    """What a request is told that a constraint of another app refuses."""
    _more[constraint] = (code, message, field)


def refusal_of(error: IntegrityError | DataError, *, by_staff: bool = False) -> Exception:
    """The error to raise; the given one where no rule of the game was broken. by_staff: the words are for the staff."""
    if isinstance(error.__cause__, NumericValueOutOfRange):
        return GameError("too_much", f"Nobody can hold more than {2**63 - 1:,} of one thing. Use some of it first.")
    broken = broken_constraint(error)
    log.info("constraint refused", constraint=broken)
    if broken in _more:
        code, message, field = _more[broken]
        return GameError(code, message, field=field)
    if broken == "gold_never_negative":
        return GameError("not_enough_gold", f"{'The character does' if by_staff else 'You do'} not have that much gold.")
    if broken == "a_lent_item_only_goes_back":
        return GameError("lent", "That is lent and belongs to somebody else: it can only be given back.", field="id")
    if broken == "account_gold_never_negative":
        return GameError("not_enough_gold", "There is not that much gold in that account.")
    if broken in ("name_unique_without_case", "name_has_no_look_alike"):
        return GameError("name_taken", "That name, or one that looks like it, is taken.", field="name")
    if broken.startswith("accounts_auditentry_key"):
        return GameError("key_reused", "This form was acted on before. Open it again.", field="key")
    if "reverses" in broken:
        return GameError("already_reversed", "A movement was taken back before.")
    if "answers" in broken:
        return GameError("not_found", "The letter that this answers is gone.", field="answers")
    if broken == "game_holding_pkey":
        return GameError("not_enough_items", "An item that would be given back is held by another character now.")
    return error
