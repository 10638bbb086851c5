"""The end of an account: who it was is gone at once, what it did stays under a number."""

from django.db import IntegrityError, transaction

from accounts import hooks
from accounts.actions.audit import record
from accounts.actions.sessions import end_all
from accounts.models import User
from accounts.personal_data import registered
from vvw_site.foundation.database.faults import broken_constraint
from vvw_site.foundation.database.statement import Statement


def erase(*, user_id: int, actor: User | None = None, reason: str = "by its owner") -> None:
    """Erase all that the register says, in one transaction with the user's row locked; a second time does nothing.

    All sessions and keys of the account are dead when it commits. actor: the staff member who does it for the owner.
    """
    with transaction.atomic():
        # no_key: an action that holds a character's lock may look up its user meanwhile, as foreign keys do, and end.
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        if user.erased_at is not None:
            return
        for lock in hooks.before_erasure:
            lock(user_id)
        end_all(user)
        for kept in registered():
            if kept.erase is not None:
                kept.erase(user)
        record(actor=actor, action="user.erase", target=f"user:{user_id}", reason=reason)


def refused_as_erased(error: BaseException) -> bool:
    """Whether the database refused to write something because the account that it is for was erased a moment ago."""
    return isinstance(error, IntegrityError) and broken_constraint(error) == "nothing_for_an_erased_account"


def is_living(user_id: int) -> bool:
    """Whether the account has not been erased. Holds its row until the end of the transaction: an erasure that comes then
    finds what is written for the account, and takes it along."""
    return _LIVING.row(user=user_id) is not None


_LIVING = Statement("SELECT 'true' FROM accounts_user WHERE id = %(user)s AND erased_at IS NULL FOR SHARE")
