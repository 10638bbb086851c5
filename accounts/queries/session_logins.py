"""Whether sessions that were open a while ago still are: many of them in one statement."""

from collections.abc import Sequence

from msgspec import Struct

from accounts.queries.sql_parts import CREDENTIALS
from vvw_site.foundation.database.statement import Statement


class SessionLogin(Struct, frozen=True):
    """A session as it was found. credentials: User.credentials_digest at that time; it changes with the password and when all
    sessions end."""

    row_key: str
    user: int
    credentials: str


def living_sessions(logins: Sequence[SessionLogin]) -> set[str]:
    """The row keys of those sessions that have not ended, and whose users may use the site with the same credentials. One statement."""
    return set(_LIVING.rows(
        sessions=[one.row_key for one in logins], users=[one.user for one in logins],
        credentials=[one.credentials for one in logins],
    ))  # fmt: skip


# Served by the primary keys of both tables.
_LIVING = Statement(
    f"""SELECT to_json(g.session)::text
    FROM unnest(%(sessions)s::text[], %(users)s::bigint[], %(credentials)s::text[]) AS g(session, id, credentials)
    JOIN django_session s ON s.session_key = g.session AND s.expire_date > now()
    JOIN accounts_user u ON u.id = g.id AND u.is_active AND (u.banned_until IS NULL OR u.banned_until <= now())
    WHERE g.credentials = {CREDENTIALS}""",  # noqa: S608 (a constant of the code)
    str,
)
