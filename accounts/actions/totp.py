"""Accepting each code of an authenticator app once. Postgres holds the last used step, for pages and API together."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.internal import auth as totp

from vvw_site.foundation.database.statement import Statement


def use_step(*, user: int, step: int) -> bool:
    """Mark a step as used, in one statement. False when this or a later step was used before."""
    return _USE.row(user=user, step=step) is not None


def use_code(*, user: int, secret: str, code: str) -> bool:
    """Mark a code as used. False when it was used before, or is no longer valid."""
    steps = [step for step in totp.yield_hotp_counters_from_time() if _is_code_of(secret, step, code)]
    return bool(steps) and use_step(user=user, step=max(steps))


def _is_code_of(secret: str, step: int, code: str) -> bool:
    return bool(compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))))


_USE = Statement(
    """INSERT INTO accounts_totpuse AS last (user_id, step) VALUES (%(user)s, %(step)s)
    ON CONFLICT (user_id) DO UPDATE SET step = excluded.step WHERE last.step < excluded.step
    RETURNING 'true'"""
)
