"""The list of sessions that people see, and the time of the last login."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.utils import timezone

from vvw_site.foundation.database.statement import Statement

AGENT_MAX: int = UserSession._meta.get_field("user_agent").max_length


def record_activity(*, user_id: int, row_key: str | None, address: str, agent: str) -> None:
    """Add a session to the list, or update its entry. agent: the User-Agent header, cut to fit. One statement."""
    _RECORD.rows(key=row_key, user=user_id, ip=address, agent=agent[:AGENT_MAX], now=timezone.now())


def record_login(*, user_id: int, now: datetime) -> None:
    _LAST_LOGIN.rows(user=user_id, now=now)


_LAST_LOGIN = Statement("UPDATE accounts_user SET last_login = %(now)s WHERE id = %(user)s")
_RECORD = Statement(f"""
INSERT INTO {UserSession._meta.db_table} (session_key, user_id, ip, user_agent, created_at, last_seen_at, data)
VALUES (%(key)s, %(user)s, %(ip)s, %(agent)s, %(now)s, %(now)s, '{{}}')
ON CONFLICT (session_key) DO UPDATE SET user_id = excluded.user_id, ip = excluded.ip, user_agent = excluded.user_agent,
    last_seen_at = excluded.last_seen_at
""")  # noqa: S608 (a table's name)
