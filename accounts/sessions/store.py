"""The session engine (SESSION_ENGINE): rows in Postgres are the truth, Redis holds copies.

Neither holds the key of a session, only its hash, and both hold the data encrypted, so nobody can log in with what is stored.
A copy in Redis carries the version of its row. sessions/request_user.py compares it in the statement that reads the user, so
a copy that is older than the row (Redis was down, or was restored from old data) is dropped.
"""

import logging
from typing import TYPE_CHECKING, Any, cast

import msgspec
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, SessionBase, UpdateError
from django.utils import timezone
from django.utils.crypto import get_random_string
from redis.exceptions import RedisError

from accounts.actions.session_rows import (
    cache_key,
    create_session,
    delete_expired_sessions,
    delete_session,
    drop_copies,
    session_cache,
    update_session,
)
from accounts.queries.session_rows import read_session, row_key_of
from vvw_site.foundation.keyring import CannotDecrypt, keyring
from vvw_site.foundation.metrics.registry import CACHE_HITS, CACHE_MISSES

log = logging.getLogger("django.security.SuspiciousSession")


class SessionStore(SessionBase):
    """The asynchronous methods are those of SessionBase, which run these in a thread."""

    if TYPE_CHECKING:  # django-stubs lacks it

        def _get_session(self, no_load: bool = False) -> dict[str, Any]: ...

    is_new = False
    """It has a key and no row yet."""
    version: str | None = None
    """The version of the row (its xmin) that the data was read from or written to."""

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
        """Uses the copy in Redis only for logged-in users, because then the row is checked when the user is read."""
        if copy := _copy_of(self.row_key):
            version, encrypted = copy
            data = self.decode(encrypted)
            if SESSION_KEY in data:
                self.version = version
                return data
        return self._load_row()

    def reload(self) -> None:
        """Read the row again."""
        self._session_cache = self._load_row()

    def _load_row(self) -> dict[str, Any]:
        row = read_session(self.row_key, timezone.now())
        if row is None:
            self._session_key = self.version = None
            return {}
        encrypted, self.version, seconds = row
        data = self.decode(encrypted)
        self._copy(encrypted, data, int(seconds))
        return data

    def exists(self, session_key: str) -> bool:
        return read_session(row_key_of(session_key), timezone.now()) is not None

    # --- writing --------------------------------------------------------------------------------------------------
    def _get_new_session_key(self) -> str:
        """165 random bits. No check whether the key is taken: the primary key refuses a second row."""
        return get_random_string(32, VALID_KEY_CHARS)

    def create(self) -> None:
        """Start a session under a new key. Its row is written once, by save()."""
        self._session_key = self._get_new_session_key()
        self._get_session(no_load=True)
        self.is_new = self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write to Postgres, then to Redis. Raises CreateError when the key is taken, UpdateError when the session has ended."""
        if self.session_key is None:
            self.create()
        is_new = must_create or self.is_new
        data = self._get_session(no_load=is_new)
        ends, encrypted = self.get_expiry_date(), self.encode(data)
        write = create_session if is_new else update_session
        version = write(row_key=self.row_key, data=encrypted, expires=ends)
        if version is None:
            raise CreateError if is_new else UpdateError
        self.is_new, self.version = False, version
        self._copy(encrypted, data, self.get_expiry_age(expiry=ends))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            delete_session(row_key=row_key_of(key))

    def discard(self) -> None:
        """The session has ended elsewhere: this request continues without one, and its response deletes the cookie."""
        drop_copies([self.row_key])
        self._session_cache, self._session_key, self.version, self.modified = {}, None, None, False

    @classmethod
    def clear_expired(cls) -> None:
        delete_expired_sessions(now=timezone.now())

    # --- encoding -------------------------------------------------------------------------------------------------
    def encode(self, session_dict: dict[str, Any]) -> str:
        return keyring().encrypt(msgspec.json.encode(session_dict), f"session {self.row_key}")

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """An empty session when the data was not encrypted for this key."""
        try:
            data = keyring().decrypt(cast(str, session_data), f"session {self.row_key}")
        except CannotDecrypt:
            log.warning("Session data cannot be decrypted")
            return {}
        return cast(dict[str, Any], msgspec.json.decode(data))

    def _copy(self, encrypted: str, data: dict[str, Any], seconds: int) -> None:
        """Anonymous sessions have no copy, because nothing would show that it is outdated."""
        if SESSION_KEY in data:
            session_cache().set(cache_key(self.row_key), (self.version, encrypted), seconds)


def _copy_of(row_key: str | None) -> tuple[str, str] | None:
    """Version and encrypted data. Reads from Redis directly: through the cache it takes twice as long, on every page."""
    cache: Any = session_cache()
    try:
        found = cache.client.get_client(write=False).get(cache.make_key(cache_key(row_key)))
        copy = None if found is None else _COPY.decode(found)
    except (RedisError, msgspec.DecodeError):  # Redis is down, or the value is not ours
        copy = None
    (CACHE_MISSES if copy is None else CACHE_HITS).inc()
    return copy


_COPY = msgspec.json.Decoder(tuple[str, str])
