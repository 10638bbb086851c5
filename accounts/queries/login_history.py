"""The log-ins of an account, and the accounts that were seen in the same networks."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from msgspec import Struct

from accounts.models import LoginEvent, User
from accounts.rules.networks import network_hash
from vvw_site.foundation.database.statement import Statement


class SeenTogether(Struct, frozen=True, array_like=True):
    """Another account, with how many of the networks it shares, and when it was last in one of them."""

    user: int
    username: str
    networks: int
    last: datetime


def hash_of_network(address: str, at: datetime | None = None) -> str:
    """The network of an address, as it is stored at that moment (now)."""
    return network_hash(address, settings.SECRET_KEY, (at or timezone.now()).timestamp())


def login_history(user: User, address: str, limit: int) -> list[LoginEvent]:
    """The latest first, each with `is_here`: from the network of the address. One statement."""
    found = list(LoginEvent.objects.filter(user=user).order_by("-at", "-pk")[:limit])
    for event in found:
        event.is_here = bool(event.network) and event.network == hash_of_network(address, event.at)  # type: ignore[attr-defined]
    return found


def seen_together(user: int, limit: int) -> list[SeenTogether]:
    """The accounts that logged in from a network from which this one logged in too, those with most shared networks first. Failed
    log-ins do not count, because anybody can cause them. It is a hint: a household, a school or a phone company has one network. One
    statement."""
    return list(_TOGETHER.rows(user=user, limit=limit))


# Served by logins_of_user and logins_of_network.
_TOGETHER = Statement(
    """SELECT json_build_array(u.id, u.username, t.networks, t.last)::text FROM (
        SELECT o.user_id, count(DISTINCT o.network) AS networks, max(o.at) AS last
        FROM (
            SELECT DISTINCT network FROM accounts_loginevent WHERE user_id = %(user)s AND succeeded AND network <> ''
        ) mine JOIN accounts_loginevent o ON o.network = mine.network AND o.succeeded AND o.network <> ''
        WHERE o.user_id <> %(user)s GROUP BY o.user_id ORDER BY networks DESC, last DESC LIMIT %(limit)s
    ) t JOIN accounts_user u ON u.id = t.user_id ORDER BY t.networks DESC, t.last DESC""",
    SeenTogether,
)
