"""The live sessions of an account, for its owner."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User


def sessions_of(user: User, current: str | None) -> list[UserSession]:
    """The oldest first, each with `is_this_one`. current: the row key of the request's session. One statement."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    found = list(UserSession.objects.filter(Exists(alive), user_id=user.pk).order_by("created_at", "pk"))
    for session in found:
        session.is_this_one = session.session_key == current
    return found
