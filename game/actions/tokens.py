"""API tokens: issued for a password, stored as hashes, deleted when their owner logs out."""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError
from django.utils import timezone
from msgspec import Struct

from accounts.actions.erase import refused_as_erased
from accounts.actions.login_history import record_failed_login
from accounts.limits.duration_text import duration_text
from accounts.limits.login import program_login_wait
from accounts.models import LoginEvent, User
from accounts.models.ids import UserId
from accounts.queries.login_history import hash_of_network
from accounts.queries.sql_parts import RECORD_API_LOGIN
from accounts.rules.browsers import browser_family
from game.actions.sanctions import until_minute
from game.models import ApiToken
from game.models.ids import CharacterId
from game.queries.access import access_own_character
from game.queries.appeal_token import ban_link
from game.queries.token import Caller, digest_of
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement

DAYS = 30
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


class Issued(Struct, frozen=True):
    """token: shown only this once. character_id: the character that it plays, null when the account has none yet."""

    token: str
    expires_at: datetime
    character_id: int | None


def log_in(*, address: str, username: str, password: str, code: str = "", agent: str = "") -> Issued:
    """A token for a name (or e-mail address) and its password, and the code of the second factor where one is set up.

    address: the IP address of the request. agent: its User-Agent.
    Counts as a login attempt of this address and of the name. GameError: too_fast, bad_login, banned.
    """
    if wait := program_login_wait(address, username):
        raise GameError("too_fast", f"Too many log-ins. Try again in {duration_text(wait)}.", retry_after=wait)
    user = authenticate(None, username=username, password=password)
    if user is None:
        record_failed_login(login=username, method=LoginEvent.API, address=address, agent=agent)
        raise GameError("bad_login", "That name and password do not go together.")
    _check_second_factor(user, code)
    assert isinstance(user, User)
    _check_not_banned_at_login(user)
    return issue(user, address=address, agent=agent)


def issue(user: User, *, address: str = "", agent: str = "") -> Issued:
    """A new token for an authenticated user, as read when it was authenticated. It plays the character that was played last."""
    token, expires_at = secrets.token_urlsafe(32), timezone.now() + timedelta(days=DAYS)
    try:
        character = _ISSUE.row(
            user=user.pk,
            digest=digest_of(token),
            credentials=user.credentials_digest,
            expires_at=expires_at,
            network=hash_of_network(address),
            browser=browser_family(agent),
        )
    except IntegrityError as error:
        if refused_as_erased(error):
            raise GameError("bad_login", "That account was deleted.") from error
        raise
    return Issued(token, expires_at, character)


_ISSUE = Statement(f"""
WITH recorded AS ({RECORD_API_LOGIN})
INSERT INTO game_apitoken (user_id, character_id, digest, credentials, expires_at)
VALUES (%(user)s, (
    SELECT c.id FROM game_character c WHERE c.user_id = %(user)s AND c.deleted_at IS NULL ORDER BY c.seen_at DESC, c.id LIMIT 1
), %(digest)s, %(credentials)s, %(expires_at)s)
RETURNING coalesce(character_id::text, 'null')
""")  # noqa: S608 (a constant of the code)


def revoke(token: int) -> None:
    """The token is invalid from the commit on."""
    _REVOKE.rows(token=token)


_REVOKE = Statement("DELETE FROM game_apitoken WHERE id = %(token)s")


def choose(*, token: int, user: UserId, character: CharacterId) -> None:
    """Play that character of the user with this token from now on. GameError not_found."""
    ApiToken.objects.filter(pk=token).update(character=access_own_character(user, character))


def check_not_banned(user: User | Caller) -> None:
    """GameError banned for a suspended account, with the end, the reason and the address for questions."""
    if user.is_banned and user.banned_until:
        why = f" Reason: {user.ban_reason}" if user.ban_reason else ""
        raise GameError(
            "banned", f"This account is suspended {until_minute(user.banned_until)}.{why} Questions: {settings.CONTACT_EMAIL}"
        )


def _check_not_banned_at_login(user: User) -> None:
    """As check_not_banned; whoever typed the right password is also told where to appeal."""
    try:
        check_not_banned(user)
    except GameError as refused:
        if link := ban_link(user.pk):
            raise GameError("banned", f"{refused.message} Appeal: {settings.SITE_URL.rstrip('/')}{link}") from refused
        raise


_HAS_TOTP = Statement(
    f"SELECT 'true' FROM {Authenticator._meta.db_table} WHERE user_id = %(user)s AND type = '{Authenticator.Type.TOTP.value}'"  # noqa: S608
)


def _check_second_factor(user: AbstractBaseUser, code: str) -> None:
    """The API asks for the second factor as the login page does. GameError bad_login."""
    if not _HAS_TOTP.row(user=user.pk):
        return
    if not code:
        raise GameError("bad_login", "This account asks for the code of its authenticator app as well.", field="code")
    factors = Authenticator.objects.filter(user=user, type__in=_FACTORS)
    if not any(f.wrap().validate_code(code) for f in factors):
        raise GameError("bad_login", "That code is not right, or it was used already.", field="code")
