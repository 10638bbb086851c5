"""The live sessions of an account, for its owner."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from accounts.queries.login_history import hash_of_network

NETWORK = "network"
"""The key of a session's data with the hash of its network."""


def sessions_of(user: User, current: str | None, address: str) -> list[UserSession]:
    """The one of the request first, then the one that was seen last. Each has `is_this_one`, and `is_here`: in the network of the
    address. current: the row key of the request's session. One statement."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    found = list(UserSession.objects.filter(Exists(alive), user_id=user.pk).order_by("-last_seen_at", "-pk"))
    for session in found:
        session.is_this_one = session.session_key == current
        network = session.data.get(NETWORK, "")
        session.is_here = bool(network) and network == hash_of_network(address, session.last_seen_at)
    return sorted(found, key=lambda session: not session.is_this_one)
