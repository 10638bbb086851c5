"""How a player action runs: one transaction, its parties locked, the first answer stored for a repeated request.

Frequent actions that read once and write once need no lock: optimistic_action.py.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec

from accounts.models import User
from accounts.models.ids import UserId
from game.actions import receipts
from game.actions.actor import Actor
from game.actions.locking import lock_for_action
from game.actions.receipts import KeyedRequest, ReceiptOwner, StoredAs
from game.actions.transaction import CHARACTERS, TransactionContext, in_transaction
from game.models import Character
from game.models.ids import CharacterId
from game.queries.access import owner_of
from game.rules.errors import GameError

__all__ = ["ActionContext", "Actor", "StoredAs", "action", "keyed_request"]

P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class ActionContext(TransactionContext):
    """One running action: its character, the other parties by id, and the character's user where the action locks it."""

    def __init__(
        self, character: Character, parties: Mapping[CharacterId, Character] | None = None, user: User | None = None
    ) -> None:
        super().__init__(locked=CHARACTERS)
        self.character, self.parties = character, parties or {}
        self._user = user

    @property
    def user(self) -> User:
        """The character's user, locked. Only for an action that is declared with lock_user."""
        assert self._user is not None, "the action is not declared with lock_user"
        return self._user


def action(
    stored_as: str,
    answer: type[R],
    *,
    parties: Iterable[str] = (),
    parties_of: Callable[[CharacterId], Iterable[CharacterId]] | None = None,
    lock_user: bool = False,
    **parameters: str,
) -> Callable[[Callable[Concatenate[ActionContext, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Decorator: turns a function of an ActionContext into an action of an Actor.

    The action runs in one transaction with all its parties locked in one statement: the actor's character, and those that the
    parameters named by `parties` hold (a CharacterId, or a list of them). parties_of: reads further ones before the lock, such as all members of the
    actor's clan; the action checks under its locks that they are still the same. lock_user: the user of the actor's character is locked before them.
    With a key, the answer is stored as a receipt: the same key with the same parameters gets that answer again, also when both
    requests arrive at once. A deadlock is retried once.
    stored_as, parameters: see StoredAs. answer: the struct that the action returns.
    Raises GameError: not_found when the character is gone, key_reused when the key was used for another request, and
    whatever the action raises. Nothing is changed in these cases.
    """
    stored, named = StoredAs(stored_as, parameters), tuple(parties)

    def decorate(verb: Callable[Concatenate[ActionContext, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(verb)
        def run(actor: Actor, /, *args: P.args, **params: P.kwargs) -> R:
            request = keyed_request(actor, stored, params)

            def attempt() -> R:
                user = _lock_user_of(actor) if lock_user else None
                others = [party for name in named for party in _ids_in(params[name])]  # type: ignore[arg-type]  # they hold ids
                if parties_of is not None:
                    others += parties_of(actor.character)
                character, receipt, locked = lock_for_action(actor.character, actor.key, others)
                if receipt is not None:
                    return receipts.repeated_answer(receipt, request, answer)
                result = verb(ActionContext(character, locked, user), *args, **params)
                receipts.store(request, result)
                return result

            return receipts.first_answer(request, answer, lambda: in_transaction(attempt))

        run.__dict__["stored_as"] = stored
        return run

    return decorate


def _ids_in(parties: CharacterId | Sequence[CharacterId]) -> Sequence[CharacterId]:
    return [parties] if isinstance(parties, int) else parties


def keyed_request(actor: Actor, stored: StoredAs, params: Mapping[str, object]) -> KeyedRequest:
    """An actor's request, as its receipt stores it."""
    owner = ReceiptOwner(character=actor.character)
    return KeyedRequest(owner, actor.key, stored.name, stored.digest(params), actor.repeat)


def _lock_user_of(actor: Actor) -> User:
    """The user who owns the character, locked. GameError not_found when it has none."""
    owner = actor.seen.user_id if actor.seen is not None else owner_of(actor.character)
    found = None if owner is None else TransactionContext().lock_users([UserId(owner)]).get(UserId(owner))
    if found is None:
        raise GameError("not_found", "That character is gone.")
    return found
