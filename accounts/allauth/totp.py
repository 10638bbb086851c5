"""Makes allauth accept each code of an authenticator app once, through Postgres."""

from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

from accounts.actions.totp import use_code


def accept_codes_once() -> None:
    """Called when the app is ready. Replaces the method of allauth that marks a code as used. Allauth remembers used codes in
    the cache for half a minute, which is shorter than they are valid, and not at all while Redis is down."""

    def mark_code_used(self: totp.TOTP, code: str) -> bool:
        return use_code(user=self.instance.user_id, secret=decrypt(self.instance.data["secret"]), code=code)

    totp.TOTP._mark_code_used = mark_code_used
