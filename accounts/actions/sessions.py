"""Ending sessions: one of them from afar, or all at once."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts import hooks
from accounts.models import User


def end_one(*, user: User, session_id: int) -> bool:
    """End one of the user's sessions by the number it has in the list. False when it is not his or has ended already."""
    with transaction.atomic():
        found = UserSession.objects.select_for_update().filter(user_id=user.pk, pk=session_id).first()
        if found is None:
            return False
        _end([found.session_key])
    return True


def end_all(user: User) -> int:
    """End every session of the user, and whatever else logs him in (hooks.on_sessions_ended). Returns how many there were."""
    with transaction.atomic():
        keys = list(UserSession.objects.select_for_update().filter(user_id=user.pk).values_list("session_key", flat=True))
        _end(keys)
        for told in hooks.on_sessions_ended:
            told(user.pk)
    return len(keys)


def _end(keys: list[str]) -> None:
    UserSession.objects.filter(session_key__in=keys).delete()
    Session.objects.filter(session_key__in=keys).delete()
    # The copies in Redis go after the commit: dropped earlier, a request in between could read the row and put one back.
    store = import_module(settings.SESSION_ENGINE).SessionStore
    transaction.on_commit(lambda: [store().delete(key) for key in keys])
