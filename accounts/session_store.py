"""Sessions: rows in Postgres, which are the truth, with copies in Redis.

Neither holds the key of a session, only its hash, and both hold the data encrypted: who reads them can log in as nobody.
A copy in Redis carries the version of its row. accounts/session_user.py compares it in the statement that reads the user,
so a copy that is older than the row (Redis was away, or came back with yesterday's data) is dropped.
"""

import hashlib
import logging
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, SessionBase, UpdateError
from django.core.cache import caches
from django.utils import timezone
from django.utils.crypto import get_random_string
from redis.exceptions import RedisError

from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.keyring import CannotDecrypt, keyring
from vvw_site.foundation.metrics.registry import CACHE_HITS, CACHE_MISSES

log = logging.getLogger("django.security.SuspiciousSession")


def row_key_of(session_key: str) -> str:
    """What is stored of a session's key: 160 bits of its SHA-256. The key is 165 random bits: there is nothing to guess."""
    return hashlib.sha256(session_key.encode(errors="replace")).hexdigest()[:40]


class SessionStore(SessionBase):
    """Asynchronous calls are those of SessionBase: they run these in a thread."""

    is_new = False
    """It has a key and no row yet."""
    version: str | None = None
    """Of the row that the data was read from, or written to (its xmin)."""

    _hashed: tuple[str | None, str | None] = (None, None)
    """A session's key, and its hash."""

    @property
    def row_key(self) -> str | None:
        key = self.session_key
        if self._hashed[0] != key:
            self._hashed = (key, None if key is None else row_key_of(key))
        return self._hashed[1]

    # --- reading --------------------------------------------------------------------------------------------------
    def load(self) -> dict[str, Any]:
        """From Redis only if somebody is logged in, because then the row is looked at when the user is read."""
        if copy := _copy_of(self.row_key):
            version, encrypted = copy
            data = self.decode(encrypted)
            if SESSION_KEY in data:
                self.version = version
                return data
        return self._load_row()

    def reload(self) -> None:
        """Read again, from the row."""
        self._session_cache = self._load_row()

    def _load_row(self) -> dict[str, Any]:
        row = _READ.row(key=self.row_key, now=timezone.now())
        if row is None:
            self._session_key = self.version = None
            return {}
        encrypted, self.version, seconds = row
        data = self.decode(encrypted)
        self._copy(encrypted, data, int(seconds))
        return data

    def exists(self, session_key: str) -> bool:
        return _READ.row(key=row_key_of(session_key), now=timezone.now()) is not None

    # --- writing --------------------------------------------------------------------------------------------------
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
        ends, encrypted = self.get_expiry_date(), self.encode(data)
        version = (_CREATE if is_new else _UPDATE).row(key=self.row_key, data=encrypted, ends=ends)
        if version is None:
            raise CreateError if is_new else UpdateError
        self.is_new, self.version = False, version
        self._copy(encrypted, data, self.get_expiry_age(expiry=ends))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            _DELETE.rows(key=row_key_of(key))
            drop_copies([row_key_of(key)])

    def forget(self) -> None:
        """The session has ended: this request goes on without one, and the browser's cookie goes with the answer."""
        drop_copies([self.row_key])
        self._session_cache, self._session_key, self.version, self.modified = {}, None, None, False

    @classmethod
    def clear_expired(cls) -> None:
        _CLEAR.rows(now=timezone.now())

    # --- how it is stored -----------------------------------------------------------------------------------------
    def encode(self, session_dict: dict[str, Any]) -> str:
        return keyring().encrypt(msgspec.json.encode(session_dict), f"session {self.row_key}")

    def decode(self, session_data: str) -> dict[str, Any]:
        """An empty session for what this key did not write."""
        try:
            return msgspec.json.decode(keyring().decrypt(session_data, f"session {self.row_key}"))
        except CannotDecrypt:
            log.warning("Session data cannot be decrypted")
            return {}

    def _copy(self, encrypted: str, data: dict[str, Any], seconds: int) -> None:
        """Anonymous sessions have no copy: nothing would tell that it is old."""
        if SESSION_KEY in data:
            _cache().set(_cached(self.row_key), (self.version, encrypted), seconds)


def drop_copies(row_keys: list[str | None]) -> None:
    _cache().delete_many([_cached(key) for key in row_keys])


def _copy_of(row_key: str | None) -> tuple[str, str] | None:
    """Version and encrypted data. ApiRequest of Redis itself: the way through the cache takes twice as long, at each page."""
    cache = _cache()
    try:
        found = cache.client.get_client(write=False).get(cache.make_key(_cached(row_key)))
        copy = None if found is None else _COPY.decode(found)
    except (RedisError, msgspec.DecodeError):  # away; or nothing of ours
        copy = None
    (CACHE_MISSES if copy is None else CACHE_HITS).inc()
    return copy


_COPY = msgspec.json.Decoder(tuple[str, str])


def _cached(row_key: str | None) -> str:
    return f"session:{row_key}"


def _cache() -> Any:
    return caches[settings.SESSION_CACHE_ALIAS]


# Served by the primary key.
_READ = Statement(
    "SELECT json_build_array(session_data, xmin, extract(epoch FROM expire_date - %(now)s::timestamptz))::text "
    "FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s",
    tuple[str, str, float],
)
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
_CLEAR = Statement("DELETE FROM django_session WHERE expire_date < %(now)s")
