"""How many mails one mailbox gets, whoever causes them and in the name of however many accounts."""

from accounts.limits import Try, allow_all
from accounts.queries.logins import canonical_mailbox

ASKED_FOR = frozenset({
    "account/email/email_confirmation", "account/email/email_confirmation_signup", "account/email/unknown_account",
    "account/email/password_reset_key", "account/email/account_already_exists",
})  # fmt: skip
"""Templates of what anybody can cause by typing an address. They have a limit of their own: who uses it up must not be able to
keep a warning ("your password was changed") from the owner."""
_ASKED_FOR_MOST = ((6, 3600), (20, 24 * 3600))
_WARNINGS_MOST = ((30, 3600),)
"""(mails, seconds) for one mailbox."""


def mail_wait(template: str, address: str) -> int:
    """Count one mail: 0 when it may leave, otherwise seconds to wait."""
    kind, most = ("mail-asked", _ASKED_FOR_MOST) if template in ASKED_FOR else ("mail-warning", _WARNINGS_MOST)
    mailbox = canonical_mailbox(address)
    return allow_all(*(Try(f"{kind}-{seconds}", mailbox, limit, seconds) for limit, seconds in most))
