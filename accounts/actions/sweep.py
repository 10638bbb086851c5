"""Erasing accounts that nobody will come back to. Their names, and those of their characters, are free again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from accounts import hooks
from accounts.actions.erase import erase
from accounts.models import User

GUEST_GONE = timedelta(seconds=settings.SESSION_COOKIE_AGE) + timedelta(days=1)
"""After this long without a visit a guest's session has run out everywhere, and nobody can get back to it: it has no password."""
UNPROVEN_GONE = timedelta(days=60)
"""So old is an account that was made, never proven by mail, never played, and never logged in to again."""
SAME_VISIT = timedelta(days=1)
BATCH = 2000
"""So many of a kind in one run: an hour brings fewer, and they are erased well within a task's time limit."""


def sweep_accounts(now: datetime | None = None) -> dict[str, int]:
    """Guests that never came back, and accounts that were made and left. Counts by kind.

    At most BATCH of each, each in a transaction of its own: what is left, the next run takes. An account that was seen in the
    meantime is left alone.
    """
    now = now or timezone.now()
    return {
        "guests": _erase_all(lost_guests(now), _nobody, "guest that never came back"),
        "unproven": _erase_all(left_accounts(now), _in_use, "account that was never proven or used"),
    }


def lost_guests(now: datetime) -> QuerySet[User]:
    before = now - GUEST_GONE
    return _unseen_since(User.objects.filter(is_guest=True), before)


def left_accounts(now: datetime) -> QuerySet[User]:
    """Never staff, nobody banned (a ban must outlive the wait), nobody with a proven address, a Google account or a second
    visit."""
    before = now - UNPROVEN_GONE
    mine = OuterRef("pk")
    left = User.objects.filter(
        is_guest=False, is_staff=False, is_superuser=False, is_active=True, banned_until=None, muted_until=None,
        last_login__lt=F("date_joined") + SAME_VISIT,
    )  # fmt: skip
    left = left.exclude(Exists(EmailAddress.objects.filter(user_id=mine, verified=True)))
    left = left.exclude(Exists(SocialAccount.objects.filter(user_id=mine)))
    return _unseen_since(left.filter(Exists(EmailAddress.objects.filter(user_id=mine))), before)


def _unseen_since(users: QuerySet[User], before: datetime) -> QuerySet[User]:
    seen = UserSession.objects.filter(user_id=OuterRef("pk"), last_seen_at__gte=before)
    living = users.filter(erased_at=None, date_joined__lt=before).exclude(last_login__gte=before).exclude(Exists(seen))
    return living.order_by("pk")


def _erase_all(stale: QuerySet[User], kept: Callable[[list[int]], set[int]], reason: str) -> int:
    found = list(stale.values_list("pk", flat=True)[:BATCH])
    erased = 0
    for pk in sorted(set(found) - kept(found)):
        with transaction.atomic():
            # Under the lock: who logs in writes the row, before this or after it.
            if stale.select_for_update(of=("self",), no_key=True).filter(pk=pk).first():
                erase(user_id=pk, reason=reason)
                erased += 1
    return erased


def _nobody(users: list[int]) -> set[int]:
    """A guest that nobody can get back to goes, whatever it has."""
    return set()


def _in_use(users: list[int]) -> set[int]:
    """Those that another app holds on to: somebody played with them."""
    return set().union(*(uses(users) for uses in hooks.in_use))
