"""How a player action runs: one transaction, the character locked, the first answer kept for whoever asks again.

An action that reads once and writes once can do without the lock: see stroke.py.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
import structlog
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from game.actions import receipts
from game.actions.locking import lock_for_action
from game.models import Character
from game.rules.errors import GameError
from vvw_site.database.faults import broken_constraint

log = structlog.get_logger("game.action")
P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class By(msgspec.Struct, frozen=True):
    """Who acts: a character that the door has checked to be the caller's own, and the request's idempotency key.

    seen: the character as the door has read it, with its version, so that a stroke need not read it again.
    repeat: told when the key was used before, for an entry point that shows a repeated request as what it is.
    """

    character: int
    key: str | None = None
    seen: Character | None = None
    repeat: receipts.Repeat | None = None


class Turn:
    """One action under way: the character and the moment it happens at."""

    def __init__(self, character: Character) -> None:
        self.character = character
        self.now = timezone.now()

    @property
    def seconds(self) -> int:
        """The moment as whole seconds since 1970."""
        return int(self.now.timestamp())


def action(answer: type[R]) -> Callable[[Callable[Concatenate[Turn, P], R]], Callable[Concatenate[By, P], R]]:
    """Makes a function of a Turn an action of a By.

    It runs in one transaction with the character's row locked. With a key, the answer is kept as a receipt: the same
    key with the same parameters gets that answer again (also when two arrive at once), with others GameError key_reused.
    Raises GameError not_found when the character is gone, and whatever the action raises; then nothing is changed.
    """

    def decorate(verb: Callable[Concatenate[Turn, P], R]) -> Callable[Concatenate[By, P], R]:
        name = verb.__name__

        @wraps(verb)
        def run(by: By, *args: P.args, **params: P.kwargs) -> R:
            def act(digest: bytes) -> R:
                with transaction.atomic():
                    character, first = lock_for_action(by.character, by.key)
                    if first is not None:
                        return receipts.again(first, digest, answer, by.repeat)
                    result = verb(Turn(character), *args, **params)
                    if by.key is not None:
                        _keep(by, name, digest, result)
                    return result

            return once(by, receipts.digest_of(name, params), answer, act)

        return run

    return decorate


def once(by: By, digest: bytes, answer: type[R], act: Callable[[bytes], R]) -> R:
    """What the act answers. Refused, the answer of the key's receipt counts, if there is one: it may have been done already,
    by this request's first sending or by its twin, which finished while this one waited."""
    receipts.check(by.key)
    try:
        return act(digest)
    except (GameError, IntegrityError) as error:
        if (first := receipts.kept(by.character, by.key)) is not None:
            return receipts.again(first, digest, answer, by.repeat)
        if isinstance(error, GameError):
            raise
        raise _refusal(error) from error


def _keep(by: By, name: str, digest: bytes, answer: msgspec.Struct) -> None:
    assert by.key is not None
    with connection.cursor() as cursor:
        cursor.execute(receipts.KEEP, receipts.values(by.character, by.key, name, digest, answer))


def _refusal(error: IntegrityError) -> Exception:
    """A broken rule of the database in the player's words; anything else stays what it is."""
    broken = broken_constraint(error)
    log.info("constraint refused", constraint=broken)
    if broken == "gold_never_negative":
        return GameError("not_enough_gold", "You do not have that much gold.")
    if broken in ("name_unique_without_case", "name_has_no_look_alike"):
        return GameError("name_taken", "That name, or one that looks like it, is taken.", field="name")
    return error
