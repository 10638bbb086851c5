"""How a player action runs: one transaction, the character locked, the first answer kept for a repeated request.

A frequent action that reads once and writes once does without the lock: optimistic_action.py.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec
import structlog
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from game.actions import receipts
from game.actions.locking import lock_for_action
from game.models import Character
from game.rules.errors import GameError
from vvw_site.foundation.database.faults import broken_constraint

log = structlog.get_logger("game.action")
P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class Actor(msgspec.Struct, frozen=True):
    """Who acts: a character that the entry point found to be the caller's own, and the request's idempotency key.

    seen: the character as the entry point read it, with its version, so that an optimistic action need not read it again.
    repeat: filled in when the key was used before, for an entry point that shows a repeated request as such.
    """

    character: int
    key: str | None = None
    seen: Character | None = None
    repeat: receipts.Repeat | None = None


class ActionContext:
    """One running action: the character, and the moment at which the action happens."""

    def __init__(self, character: Character) -> None:
        self.character = character
        self.now = timezone.now()

    @property
    def seconds(self) -> int:
        """The moment in whole seconds since 1970."""
        return int(self.now.timestamp())


class StoredAs(msgspec.Struct, frozen=True):
    """The names under which receipts keep an action. They are declared, so that a renamed function or parameter still finds
    the receipts of the version before. parameters: stored names by parameter, for those whose two names differ.
    """

    name: str
    parameters: Mapping[str, str] = {}

    def digest(self, params: Mapping[str, Any]) -> bytes:
        """The digest of a request for this action; actions/receipts.py says of what."""
        return receipts.digest_of(self.name, {self.parameters.get(name, name): value for name, value in params.items()})


def action(
    stored_as: str, answer: type[R], **parameters: str
) -> Callable[[Callable[Concatenate[ActionContext, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Decorator: turns a function of an ActionContext into an action of an Actor.

    The action runs in one transaction with the character's row locked. With a key, the answer is kept as a receipt: the
    same key with the same parameters gets that answer again, also when both requests arrive at once.
    stored_as, parameters: see StoredAs. answer: the struct that the action returns.
    Raises GameError: not_found when the character is gone, key_reused when the key was used for another request, and
    whatever the action raises. Nothing is changed in these cases.
    """
    stored = StoredAs(stored_as, parameters)

    def decorate(verb: Callable[Concatenate[ActionContext, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(verb)
        def run(actor: Actor, *args: P.args, **params: P.kwargs) -> R:
            def attempt(digest: bytes) -> R:
                with transaction.atomic():
                    character, receipt = lock_for_action(actor.character, actor.key)
                    if receipt is not None:
                        return receipts.again(receipt, digest, answer, actor.repeat)
                    result = verb(ActionContext(character), *args, **params)
                    if actor.key is not None:
                        _keep(actor.character, actor.key, stored.name, digest, result)
                    return result

            return run_once(actor, stored.digest(params), answer, attempt)

        run.__dict__["stored_as"] = stored
        return run

    return decorate


def run_once(actor: Actor, digest: bytes, answer: type[R], attempt: Callable[[bytes], R]) -> R:
    """The answer of the attempt. If the attempt fails and the key has a receipt by now, the receipt's answer counts: the
    first sending of this request, or its twin, finished while this one waited. GameError as in `action`."""
    receipts.check(actor.key)
    try:
        return attempt(digest)
    except (GameError, IntegrityError) as error:
        if (receipt := receipts.kept(actor.character, actor.key)) is not None:
            return receipts.again(receipt, digest, answer, actor.repeat)
        if isinstance(error, GameError):
            raise
        raise _refusal(error) from error


def _keep(character: int, key: str, action_name: str, digest: bytes, answer: msgspec.Struct) -> None:
    with connection.cursor() as cursor:
        cursor.execute(receipts.KEEP, receipts.values(character, key, action_name, digest, answer))


def _refusal(error: IntegrityError) -> Exception:
    """A broken rule of the database in the player's words; any other error stays what it is."""
    broken = broken_constraint(error)
    log.info("constraint refused", constraint=broken)
    if broken == "gold_never_negative":
        return GameError("not_enough_gold", "You do not have that much gold.")
    if broken in ("name_unique_without_case", "name_has_no_look_alike"):
        return GameError("name_taken", "That name, or one that looks like it, is taken.", field="name")
    return error
