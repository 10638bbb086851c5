"""Whose a token is. Only its hash is kept: the token itself was shown once, when it was issued."""

import hashlib
from datetime import datetime

from django.utils import timezone
from msgspec import Struct

from accounts.models import User
from accounts.models.ids import UserId
from game.models import Character
from game.queries.characters import as_read
from vvw_site.foundation.database.rows import selected, shape_of
from vvw_site.foundation.database.statement import Statement


class Caller(Struct, array_like=True):
    """Whom a token stands for: its own id, the account's standing, and the character that it plays, with its version."""

    pk: int
    user_id: UserId
    username: str
    is_active: bool
    banned_until: datetime | None
    ban_reason: str
    character: Character | None

    @property
    def plays(self) -> int | None:
        """The character's id."""
        return self.character.pk if self.character else None

    @property
    def is_banned(self) -> bool:
        return self.banned_until is not None and self.banned_until > timezone.now()

    @property
    def user(self) -> User:
        """The account itself. One statement: what every call needs of it stands here."""
        return User.objects.get(pk=self.user_id)


def digest_of(token: str) -> str:
    """What is kept of a token. SHA-256 is enough: a token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def access_token(token: str) -> Caller | None:
    """Whose living token it is, in one statement; None when it is unknown or has ended."""
    row = _TOKEN.row(digest=digest_of(token), now=timezone.now())
    if row is None:
        return None
    pk, user, name, is_active, banned_until, why, character, version = row
    return Caller(pk, user, name, is_active, banned_until, why, None if character is None else as_read(character, version))


# Served by the unique index of digest and two primary keys. LATERAL and OFFSET 0 keep Postgres to that: planned while there
# are hardly any tokens, it merged all accounts and characters with them instead, at four times the CPU of a whole call.
_TOKEN = Statement(
    f"""SELECT json_build_array(t.id, u.id, u.username, u.is_active, u.banned_until, u.ban_reason,
        CASE WHEN c.id IS NOT NULL THEN {selected(Character, "c")} END, c.xmin)::text
    FROM (SELECT * FROM game_apitoken WHERE digest = %(digest)s OFFSET 0) t
    CROSS JOIN LATERAL (SELECT * FROM accounts_user WHERE id = t.user_id OFFSET 0) u
    LEFT JOIN LATERAL (SELECT *, xmin FROM game_character WHERE id = t.character_id OFFSET 0) c ON true
    WHERE t.expires_at > %(now)s AND t.credentials = encode(sha256(convert_to(u.login_version || ':' || u.password, 'UTF8')), 'hex')""",  # noqa: S608
    tuple[int, int, str, bool, datetime | None, str, shape_of(Character) | None, str | None],  # type: ignore[misc]
)
