"""Erasing an account: personal data is deleted at once; records that must stay refer to the account by number only."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from accounts.actions.audit import record_each
from accounts.actions.sessions import end_all_of
from accounts.models import User
from accounts.registries import hooks
from accounts.registries.personal_data import registered
from vvw_site.foundation.database.faults import broken_constraint
from vvw_site.foundation.database.statement import Statement


def erase(*, user_id: int, actor: User | None = None, reason: str = "by its owner") -> None:
    """Apply every rule of the register, in one transaction with the user's row locked. A second call does nothing.

    All sessions and tokens of the account are invalid when it commits. actor: the staff member who erases for the owner.
    """
    with transaction.atomic():
        # no_key: an action that holds a character's lock may still check its foreign key to the user, and finish.
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        if user.erased_at is None:
            erase_locked([user_id], actor=actor, reason=reason)


def erase_locked(users: Sequence[int], *, actor: User | None = None, reason: str) -> None:
    """The same for many users in a fixed number of statements. The caller has locked their rows, in a transaction, in the order of their
    ids, and none of them is erased."""
    for lock in hooks.before_erasure:
        lock(users)
    end_all_of(users)
    for rule in registered():
        if rule.erase is not None:
            rule.erase(users)
    record_each(actor=actor, action="user.erase", targets=[f"user:{user}" for user in users], reason=reason)


def refused_as_erased(error: BaseException) -> bool:
    """Whether the database refused a write because its account was erased a moment ago."""
    return isinstance(error, IntegrityError) and broken_constraint(error) == "nothing_for_an_erased_account"


def lock_if_not_erased(user_id: int) -> bool:
    """Whether the account exists and is not erased. Locks its row until the end of the transaction, so a later erasure finds
    what this transaction writes for the account."""
    return _LOCK_NOT_ERASED.row(user=user_id) is not None


_LOCK_NOT_ERASED = Statement("SELECT 'true' FROM accounts_user WHERE id = %(user)s AND erased_at IS NULL FOR SHARE")
