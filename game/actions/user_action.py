"""How an action of a user without a character runs: one transaction, the user locked, the first answer stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec

from accounts.models import User
from accounts.models.ids import UserId
from game.actions import receipts
from game.actions.actor import UserActor
from game.actions.receipts import KeyedRequest, ReceiptOwner, StoredAs
from game.actions.transaction import USERS, TransactionContext, in_transaction
from game.rules.errors import GameError

P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class UserContext(TransactionContext):
    """One running action: the user, locked, and the other users by id that it names."""

    def __init__(self, user: User, parties: Mapping[UserId, User] | None = None) -> None:
        super().__init__(locked=USERS)
        self.user, self.parties = user, parties or {}


def user_action(
    stored_as: str, answer: type[R], *, parties: Iterable[str] = (), **parameters: str
) -> Callable[[Callable[Concatenate[UserContext, P], R]], Callable[Concatenate[UserActor, P], R]]:
    """Decorator: turns a function of a UserContext into an action of a UserActor, with the promises of player_action.action.

    parties: parameters that hold the id of another user, who is locked in the same statement.
    Raises GameError not_logged_in when the account was erased.
    """
    stored, named = StoredAs(stored_as, parameters), tuple(parties)

    def decorate(verb: Callable[Concatenate[UserContext, P], R]) -> Callable[Concatenate[UserActor, P], R]:
        @wraps(verb)
        def run(actor: UserActor, /, *args: P.args, **params: P.kwargs) -> R:
            owner = ReceiptOwner(user=actor.user)
            request = KeyedRequest(owner, actor.key, stored.name, stored.digest(params), actor.repeat)

            def attempt() -> R:
                others: list[UserId] = [params[name] for name in named]  # type: ignore[misc]  # named parameters hold ids
                user, locked = _lock_living(actor.user, others)
                context = UserContext(user, locked)
                if (receipt := receipts.find(owner, actor.key)) is not None:
                    return receipts.repeated_answer(receipt, request, answer)
                result = verb(context, *args, **params)
                receipts.store(request, result)
                return result

            return receipts.first_answer(request, answer, lambda: in_transaction(attempt))

        run.__dict__["stored_as"] = stored
        return run

    return decorate


def lock_living_user(user: UserId) -> User:
    """The account, locked, so that its counts hold until the end of the transaction and its erasure comes before or after.

    GameError not_logged_in when it was erased. The lock is not a full one: a hunt of another of its characters locks that
    character and then reads the user for a foreign key; with a full lock the two would deadlock.
    """
    return _lock_living(user, ())[0]


def _lock_living(user: UserId, others: Sequence[UserId]) -> tuple[User, dict[UserId, User]]:
    locked = TransactionContext().lock_users([user, *others])
    found = locked.pop(user, None)
    if found is None or found.erased_at is not None:
        raise GameError("not_logged_in", "This account was deleted.")
    return found, locked
