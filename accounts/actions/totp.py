"""A code of an authenticator app is accepted once: what was used last stands in Postgres, for pages and API together."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

from vvw_site.foundation.database.statement import Statement


def use_step(*, user: int, step: int) -> bool:
    """Mark a step as used, in one statement. False when it, or a later one, was used before."""
    return _USE.row(user=user, step=step) is not None


_USE = Statement(
    """INSERT INTO accounts_totpuse AS last (user_id, step) VALUES (%(user)s, %(step)s)
    ON CONFLICT (user_id) DO UPDATE SET step = excluded.step WHERE last.step < excluded.step
    RETURNING 'true'"""
)


def use_code(*, user: int, secret: str, code: str) -> bool:
    """Mark a right code as used. False when it was used before, or when the moment it is for has passed meanwhile."""
    steps = [step for step in totp.yield_hotp_counters_from_time() if _is_code_of(secret, step, code)]
    return bool(steps) and use_step(user=user, step=max(steps))


def _is_code_of(secret: str, step: int, code: str) -> bool:
    return compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step)))


def accept_codes_once() -> None:
    """Called when the app is ready. Every way to show a code leads through this method of allauth's, which remembers codes in
    the cache for half a minute: shorter than they live, and not at all while Redis is away."""

    def mark_code_used(self: totp.TOTP, code: str) -> bool:
        return use_code(user=self.instance.user_id, secret=decrypt(self.instance.data["secret"]), code=code)

    totp.TOTP._mark_code_used = mark_code_used
