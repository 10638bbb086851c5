"""How every player action runs: one transaction, the character locked, the first answer kept for whoever asks again."""

import hashlib
import re
from collections.abc import Callable
from functools import cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
import structlog
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from game.models import Character, Receipt
from game.queries.rows import instance, selected
from game.rules.errors import GameError

log = structlog.get_logger("game.action")
P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class By(msgspec.Struct, frozen=True):
    """Who acts: a character that the door has checked to be the caller's own, and the request's idempotency key."""

    character: int
    key: str | None = None


class Turn:
    """One action under way: the locked character and the moment it happens at."""

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
            if by.key is not None and not KEY.fullmatch(by.key):
                raise GameError("invalid", "A key has 8 to 64 letters, digits, - or _.", field="idempotency_key")
            digest = hashlib.blake2b(msgspec.json.encode([name, params]), digest_size=16).digest()
            try:
                with transaction.atomic():
                    character, first = _lock(by)
                    if first is not None:
                        return _again(first, digest, answer)
                    result = verb(Turn(character), *args, **params)
                    if by.key is not None:
                        _keep(by, name, digest, result)
                    return result
            except (GameError, IntegrityError) as error:
                # The twin of this request may have finished while this one waited for the lock: its answer counts.
                if by.key is not None and (first := _receipt(by)) is not None:
                    return _again(first, digest, answer)
                if isinstance(error, GameError):
                    raise
                raise _refusal(error) from error

        return run

    return decorate


_Receipt = tuple[bytes, str]


def _lock(by: By) -> tuple[Character, _Receipt | None]:
    """The character, locked, and the receipt as the statement saw it (a twin that commits meanwhile is caught later)."""
    with connection.cursor() as cursor:
        cursor.execute(_lock_statement(), [by.key, by.character])
        row = cursor.fetchone()
    if row is None:
        raise GameError("not_found", "That character is gone.")
    *values, digest, answer = row
    return instance(Character, values), None if answer is None else (bytes(digest), answer)


@cache
def _lock_statement() -> str:
    """Served by the primary key and by one_answer_per_key. Without a key nothing is found there."""
    return (
        f"SELECT {selected(Character, 'c')}, r.digest, r.answer FROM {Character._meta.db_table} c "  # noqa: S608
        f"LEFT JOIN {Receipt._meta.db_table} r ON r.character_id = c.id AND r.key = %s "
        "WHERE c.id = %s AND c.deleted_at IS NULL FOR UPDATE OF c"
    )


def _keep(by: By, name: str, digest: bytes, answer: msgspec.Struct) -> None:
    """The receipt. Its constraint one_answer_per_key is the last guard against doing a thing twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO game_receipt (character_id, key, action, digest, answer) VALUES (%s, %s, %s, %s, %s)",
            [by.character, by.key, name, digest, msgspec.json.encode(answer).decode()],
        )


def _receipt(by: By) -> _Receipt | None:
    found = Receipt.objects.filter(character=by.character, key=by.key).values_list("digest", "answer").first()
    return found and (bytes(found[0]), found[1])


def _again(first: _Receipt, digest: bytes, answer: type[R]) -> R:
    if first[0] != digest:
        raise GameError("key_reused", "This key was used for another request.", field="idempotency_key")
    return msgspec.json.decode(first[1], type=answer)


def _refusal(error: IntegrityError) -> Exception:
    """A broken rule of the database in the player's words; anything else stays what it is."""
    broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    log.info("constraint refused", constraint=broken)
    if broken == "gold_never_negative":
        return GameError("not_enough_gold", "You do not have that much gold.")
    if broken in ("name_unique_without_case", "name_has_no_look_alike"):
        return GameError("name_taken", "That name, or one that looks like it, is taken.", field="name")
    return error
