"""Erasing abandoned accounts. Their names and the names of their characters become free again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from accounts.actions.erase import erase_locked
from accounts.models import User
from accounts.registries import hooks
from vvw_site.foundation.database.batches import by_halves

log = structlog.get_logger("accounts.action")
GUEST_LIFETIME = timedelta(seconds=settings.SESSION_COOKIE_AGE) + timedelta(days=1)
"""After this time without a visit every session of a guest has expired. Nobody can log in again, as it has no password."""
UNVERIFIED_LIFETIME = timedelta(days=60)
"""After this time an account is erased that was never verified, never played and never logged in to again."""
SAME_VISIT = timedelta(days=1)
BATCH = 2000
"""Accounts per kind and run. One hour brings fewer, and a task erases them well within its time limit."""
ERASED_AT_ONCE = 200
"""Accounts of one transaction."""


def sweep_accounts(now: datetime | None = None) -> dict[str, int]:
    """Erase guests that did not come back, and unverified accounts that were never used. Returns counts by kind.

    At most BATCH of each kind, many in one transaction; the next run takes the rest. An account that was used in the meantime is not
    erased, and one that somebody has locked at the moment is left to the next run.
    """
    now = now or timezone.now()
    return {
        "guests": _erase_all(abandoned_guests(now), _none, "guest that never came back"),
        "unproven": _erase_all(unverified_accounts(now), _in_use_by_apps, "account that was never proven or used"),
    }


def abandoned_guests(now: datetime) -> QuerySet[User]:
    before = now - GUEST_LIFETIME
    return _not_used_since(User.objects.filter(is_guest=True), before)


def unverified_accounts(now: datetime) -> QuerySet[User]:
    """Accounts without a verified address, a Google account or a second visit. Never staff, and never a banned account,
    because a ban must outlast the waiting time."""
    before = now - UNVERIFIED_LIFETIME
    user = OuterRef("pk")
    unverified = User.objects.filter(
        is_guest=False, is_staff=False, is_superuser=False, is_active=True, banned_until=None, muted_until=None,
        last_login__lt=F("date_joined") + SAME_VISIT,
    )  # fmt: skip
    unverified = unverified.exclude(Exists(EmailAddress.objects.filter(user_id=user, verified=True)))
    unverified = unverified.exclude(Exists(SocialAccount.objects.filter(user_id=user)))
    return _not_used_since(unverified.filter(Exists(EmailAddress.objects.filter(user_id=user))), before)


def _not_used_since(users: QuerySet[User], before: datetime) -> QuerySet[User]:
    seen = UserSession.objects.filter(user_id=OuterRef("pk"), last_seen_at__gte=before)
    living = users.filter(erased_at=None, date_joined__lt=before).exclude(last_login__gte=before).exclude(Exists(seen))
    return living.order_by("pk")


def _erase_all(abandoned: QuerySet[User], in_use: Callable[[list[int]], set[int]], reason: str) -> int:
    found: list[int] = list(abandoned.values_list("pk", flat=True)[:BATCH])
    users = sorted(set(found) - in_use(found))
    return sum(by_halves(users, partial(_erase_batch, abandoned, reason), size=ERASED_AT_ONCE, failed=_left))


def _erase_batch(abandoned: QuerySet[User], reason: str, users: list[int]) -> int:
    """How many were erased."""
    with transaction.atomic():
        # With the locks: a login writes the row, so it comes either before this check or after the erasure.
        free = abandoned.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk__in=users)
        unused = [user.pk for user in free]
        if unused:
            erase_locked(unused, reason=reason)
        return len(unused)


def _left(user: int, error: Exception) -> None:
    """The next run tries it again."""
    log.warning("account not erased", user=user, exc_info=True)


def _none(users: list[int]) -> set[int]:
    """Guests are erased whatever they own, because nobody can log in to them again."""
    return set()


def _in_use_by_apps(users: list[int]) -> set[int]:
    """The users that another app needs, for example because they have played."""
    return set().union(*(uses(users) for uses in hooks.users_in_use))
