"""Ending sessions: one of them, or all of an account."""

from collections.abc import Sequence

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions.session_rows import drop_copies, tell_deleted
from accounts.models import User
from accounts.registries import hooks


def end_one(*, user: User, session_id: int) -> bool:
    """End one session of the user. session_id: its number in the list. False when it is another user's or has ended already."""
    with transaction.atomic():
        found = UserSession.objects.select_for_update().filter(user_id=user.pk, pk=session_id).first()
        if found is None:
            return False
        _delete([found.session_key])
    return True


def end_all(user: User) -> int:
    """End every session of the user and every other login (hooks.on_sessions_ended). Returns the number of sessions.

    A login at the same moment ends too, because it belongs to the previous login_version.
    """
    with transaction.atomic():
        ended = end_all_of([user.pk])
        user.refresh_from_db(fields=["login_version"])
    return ended


def end_all_of(users: Sequence[int]) -> int:
    """The same for many users, by their ids, in the caller's transaction and a fixed number of statements."""
    User.objects.filter(pk__in=users).update(login_version=F("login_version") + 1)
    keys = list(UserSession.objects.filter(user_id__in=users).values_list("session_key", flat=True))
    _delete(keys)
    for revoke in hooks.on_sessions_ended:
        revoke(users)
    return len(keys)


def sweep_sessions() -> int:
    """Delete expired sessions, and list entries without a session. Returns the number of sessions. Safe to run twice."""
    ended, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    alive = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
    return ended


def _delete(row_keys: list[str]) -> None:
    UserSession.objects.filter(session_key__in=row_keys).delete()
    Session.objects.filter(session_key__in=row_keys).delete()
    # The copies in Redis go after the commit: dropped earlier, a request in between could read the row and put one back.
    transaction.on_commit(lambda: drop_copies(row_keys))
    transaction.on_commit(lambda: tell_deleted(row_keys), robust=True)
