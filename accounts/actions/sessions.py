"""Ending sessions: one of them from afar, all others, or all at once."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from accounts import hooks
from accounts.actions.seen import remember
from accounts.models import User
from accounts.session_store import drop_copies


def end_one(*, user: User, session_id: int) -> bool:
    """End one of the user's sessions by the number it has in the list. False when it is not his or has ended already."""
    with transaction.atomic():
        found = UserSession.objects.select_for_update().filter(user_id=user.pk, pk=session_id).first()
        if found is None:
            return False
        _delete([found.session_key])
    return True


def end_all(user: User) -> int:
    """End every session of the user, and whatever else logs him in (hooks.on_sessions_ended). Returns how many there were.

    A log-in at the same moment ends with them: it was for the login_version before.
    """
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(login_version=F("login_version") + 1)
        user.refresh_from_db(fields=["login_version"])
        keys = list(UserSession.objects.filter(user_id=user.pk).values_list("session_key", flat=True))
        _delete(keys)
        for told in hooks.on_sessions_ended:
            told(user.pk)
    return len(keys)


def end_others(request: HttpRequest) -> int:
    """End every session of the request's user but the request's own, which goes on under a new key. Returns how many."""
    ended = end_all(request.user)
    update_session_auth_hash(request, request.user)
    # Now, not with the answer: until it is stored the browser has no session at all.
    request.session.save()
    remember(request)
    return max(0, ended - 1)


def after_new_password(request: HttpRequest, user: User, **_: object) -> None:
    """Hears allauth's signals of a password that was changed, set or reset: nothing that was logged in stays so, but for the
    session in which the password was changed."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        request.user = user
        end_others(request)
    else:
        end_all(user)


def _delete(row_keys: list[str]) -> None:
    UserSession.objects.filter(session_key__in=row_keys).delete()
    Session.objects.filter(session_key__in=row_keys).delete()
    # The copies in Redis go after the commit: dropped earlier, a request in between could read the row and put one back.
    transaction.on_commit(lambda: drop_copies(row_keys))
