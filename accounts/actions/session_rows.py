"""Writing session rows, and dropping their copies in Redis. Reads are in queries/session_rows.py."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import transaction

from accounts.registries import hooks
from vvw_site.foundation.database.statement import Statement


def create_session(*, row_key: str | None, data: str, expires: datetime) -> str | None:
    """The version of the new row (its xmin); None when the key is taken."""
    version: str | None = _CREATE.row(key=row_key, data=data, ends=expires)
    return version


def update_session(*, row_key: str | None, data: str, expires: datetime) -> str | None:
    """The new version of the row; None when the session has ended."""
    version: str | None = _UPDATE.row(key=row_key, data=data, ends=expires)
    return version


def delete_session(*, row_key: str) -> None:
    _DELETE.rows(key=row_key)
    drop_copies([row_key])
    transaction.on_commit(lambda: tell_deleted([row_key]), robust=True)


def delete_expired_sessions(*, now: datetime) -> None:
    _DELETE_EXPIRED.rows(now=now)


def tell_deleted(row_keys: list[str]) -> None:
    """Call the listeners of hooks.on_sessions_deleted, after the commit."""
    for listener in hooks.on_sessions_deleted:
        listener(row_keys)


def drop_copies(row_keys: Iterable[str | None]) -> None:
    session_cache().delete_many([cache_key(key) for key in row_keys])


def cache_key(row_key: str | None) -> str:
    return f"session:{row_key}"


def session_cache() -> BaseCache:
    return caches[settings.SESSION_CACHE_ALIAS]


_CREATE = Statement(
    "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%(key)s, %(data)s, %(ends)s) "
    "ON CONFLICT (session_key) DO NOTHING RETURNING to_json(xmin::text)::text",
    str,
)
_UPDATE = Statement(
    "UPDATE django_session SET session_data = %(data)s, expire_date = %(ends)s WHERE session_key = %(key)s "
    "RETURNING to_json(xmin::text)::text",
    str,
)
_DELETE = Statement("DELETE FROM django_session WHERE session_key = %(key)s")
_DELETE_EXPIRED = Statement("DELETE FROM django_session WHERE expire_date < %(now)s")
