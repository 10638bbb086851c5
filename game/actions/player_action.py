"""How a player action runs: one transaction, the character locked, the first answer stored for a repeated request.

Frequent actions that read once and write once need no lock: optimistic_action.py.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
from django.db import transaction
from django.utils import timezone

from game.actions import receipts
from game.actions.actor import Actor
from game.actions.locking import lock_for_action
from game.actions.receipts import StoredAs
from game.models import Character

__all__ = ["ActionContext", "Actor", "StoredAs", "action"]

P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class ActionContext:
    """One running action: the character, and the moment at which the action happens (seconds: since 1970, whole)."""

    def __init__(self, character: Character) -> None:
        self.character = character
        self.now = timezone.now()
        self.seconds = int(self.now.timestamp())


def action(
    stored_as: str, answer: type[R], **parameters: str
) -> Callable[[Callable[Concatenate[ActionContext, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Decorator: turns a function of an ActionContext into an action of an Actor.

    The action runs in one transaction with the character's row locked. With a key, the answer is stored as a receipt: the
    same key with the same parameters gets that answer again, also when both requests arrive at once.
    stored_as, parameters: see StoredAs. answer: the struct that the action returns.
    Raises GameError: not_found when the character is gone, key_reused when the key was used for another request, and
    whatever the action raises. Nothing is changed in these cases.
    """
    stored = StoredAs(stored_as, parameters)

    def decorate(verb: Callable[Concatenate[ActionContext, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(verb)
        def run(actor: Actor, /, *args: P.args, **params: P.kwargs) -> R:
            def attempt(digest: bytes) -> R:
                with transaction.atomic():
                    character, receipt = lock_for_action(actor.character, actor.key)
                    if receipt is not None:
                        return receipts.repeated_answer(receipt, digest, answer, actor.repeat)
                    result = verb(ActionContext(character), *args, **params)
                    if actor.key is not None:
                        receipts.store(actor.character, actor.key, stored.name, digest, result)
                    return result

            return receipts.first_answer(actor, stored, params, answer, attempt)

        run.__dict__["stored_as"] = stored
        return run

    return decorate
