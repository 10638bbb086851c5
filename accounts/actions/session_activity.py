"""The list of sessions that people see."""

import msgspec
from allauth.usersessions.models import UserSession
from django.utils import timezone

from accounts.queries.login_history import hash_of_network
from accounts.queries.sessions import NETWORK
from accounts.rules.networks import UNKNOWN_ADDRESS
from vvw_site.foundation.database.statement import Statement

AGENT_MAX: int = UserSession._meta.get_field("user_agent").max_length


def record_activity(*, user_id: int, row_key: str | None, address: str, agent: str) -> None:
    """Add a session to the list, or update its entry. agent: the User-Agent header, cut to fit. Of the address, only the
    hash of its network is stored: among the row's data, because the table is allauth's. One statement."""
    data = msgspec.json.encode({NETWORK: hash_of_network(address)}).decode()
    _RECORD.rows(key=row_key, user=user_id, ip=UNKNOWN_ADDRESS, agent=agent[:AGENT_MAX], now=timezone.now(), data=data)


_RECORD = Statement(f"""
INSERT INTO {UserSession._meta.db_table} (session_key, user_id, ip, user_agent, created_at, last_seen_at, data)
VALUES (%(key)s, %(user)s, %(ip)s, %(agent)s, %(now)s, %(now)s, %(data)s::jsonb)
ON CONFLICT (session_key) DO UPDATE SET user_id = excluded.user_id, ip = excluded.ip, user_agent = excluded.user_agent,
    last_seen_at = excluded.last_seen_at, data = excluded.data
""")  # noqa: S608 (a table's name)
