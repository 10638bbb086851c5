"""API tokens: the account and the character behind one. Only its hash is stored; the token is shown once, when it is issued."""

import hashlib
from datetime import datetime, timedelta

from django.utils import timezone
from msgspec import Struct

from accounts.models import User
from accounts.models.ids import UserId
from accounts.queries.sql_parts import ACCOUNT, CREDENTIALS
from game.models import ApiToken, Character
from game.queries.characters import as_read
from vvw_site.foundation.database.rows import selected, shape_of
from vvw_site.foundation.database.statement import Statement


class Caller(Struct, array_like=True):
    """The token's own id, its account with any suspension, and the character that it plays, with its version."""

    pk: int
    user_id: UserId
    username: str
    is_active: bool
    banned_until: datetime | None
    ban_reason: str
    character: Character | None

    @property
    def plays(self) -> int | None:
        """Id of the character that the token plays."""
        return self.character.pk if self.character else None

    @property
    def is_banned(self) -> bool:
        return self.banned_until is not None and self.banned_until > timezone.now()

    @property
    def user(self) -> User:
        """The account itself. One statement, so only for calls that need more of it than this struct holds."""
        user: User = User.objects.get(pk=self.user_id)
        return user


def digest_of(token: str) -> str:
    """The stored form of a token. SHA-256 is enough, because a token is 256 random bits and cannot be guessed."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def access_token(token: str) -> Caller | None:
    """The caller with this token; None when it is unknown or has expired. One statement."""
    row = _TOKEN.row(digest=digest_of(token), now=timezone.now())
    if row is None:
        return None
    pk, user, name, is_active, banned_until, why, character, version = row
    return Caller(pk, user, name, is_active, banned_until, why, None if character is None else as_read(character, version))


# Served by the unique index of digest and two primary keys. LATERAL and OFFSET 0 force that plan: without them, a plan that
# was made while there were few tokens merged all accounts and characters with them, at four times the CPU of a whole call.
_TOKEN = Statement(
    f"""SELECT json_build_array(t.id, u.id, u.username, u.is_active, u.banned_until, u.ban_reason,
        CASE WHEN c.id IS NOT NULL THEN {selected(Character, "c")} END, c.xmin)::text
    FROM (SELECT * FROM game_apitoken WHERE digest = %(digest)s OFFSET 0) t
    CROSS JOIN LATERAL ({ACCOUNT} WHERE id = t.user_id OFFSET 0) u
    LEFT JOIN LATERAL (SELECT *, xmin FROM game_character WHERE id = t.character_id OFFSET 0) c ON true
    WHERE t.expires_at > %(now)s AND t.credentials = {CREDENTIALS}""",  # noqa: S608
    tuple[int, int, str, bool, datetime | None, str, shape_of(Character) | None, str | None],  # type: ignore[misc]
)


def is_new(token: int, now: datetime, minutes: int) -> bool:
    """Whether the token with this id was issued so many minutes ago at the most: its account gave its password then, and the code of its
    app. One statement."""
    return ApiToken.objects.filter(pk=token, created_at__gt=now - timedelta(minutes=minutes)).exists()
