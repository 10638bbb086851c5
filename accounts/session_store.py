"""Sessions: rows in Postgres with a copy in Redis, as Django's cached_db keeps them, by the short way to both."""

from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.backends.cached_db import SessionStore as CachedInRedis
from django.utils.crypto import get_random_string

from vvw_site.database.statement import Statement


class SessionStore(CachedInRedis):
    """What is asked for seldom (sessions of a socket, an expired row) is the parent's."""

    is_new = False
    """It has a key and no row yet."""

    def _get_new_session_key(self) -> str:
        """Of 165 random bits. Whether it is taken need not be asked: the row's key refuses a second one."""
        return get_random_string(32, VALID_KEY_CHARS)

    def create(self) -> None:
        """Under a new key. It is written when it is saved, once, with all that it holds by then."""
        self._session_key = self._get_new_session_key()
        self._get_session(no_load=True)
        self.is_new = self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Into Postgres, then into Redis. CreateError when the key is taken, UpdateError when the session has ended."""
        if self.session_key is None:
            self.create()
        is_new = must_create or self.is_new
        data = self._get_session(no_load=is_new)
        ends = self.get_expiry_date()
        kept = (_CREATE if is_new else _UPDATE).row(key=self.session_key, data=self.encode(data), ends=ends)
        if kept is None:
            raise CreateError if is_new else UpdateError
        self.is_new = False
        self._cache.set(self.cache_key, data, self.get_expiry_age(expiry=ends))

    def delete(self, session_key: str | None = None) -> None:
        key: Any = session_key or self.session_key
        if key is not None:
            _DELETE.rows(key=key)
            self._cache.delete(self.cache_key_prefix + key)


_CREATE = Statement(
    "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%(key)s, %(data)s, %(ends)s) "
    "ON CONFLICT (session_key) DO NOTHING RETURNING 'true'"
)
_UPDATE = Statement(
    "UPDATE django_session SET session_data = %(data)s, expire_date = %(ends)s WHERE session_key = %(key)s RETURNING 'true'"
)
_DELETE = Statement("DELETE FROM django_session WHERE session_key = %(key)s")
