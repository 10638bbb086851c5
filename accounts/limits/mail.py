"""The limit on mails to one mailbox: the mails of all accounts and causes count together."""

from accounts.limits.counter import Attempt, count_attempts
from accounts.queries.logins import canonical_mailbox

TRIGGERED_BY_ANYBODY = frozenset({
    "account/email/email_confirmation", "account/email/email_confirmation_signup", "account/email/unknown_account",
    "account/email/password_reset_key", "account/email/account_already_exists",
})  # fmt: skip
"""Templates of mails that anybody can cause by typing an address. They have a limit of their own, so that using it up does not
suppress warnings to the owner ("your password was changed")."""
TRIGGERED_LIMITS = ((6, 3600), (20, 24 * 3600))
WARNING_LIMITS = ((30, 3600),)
"""(mails, seconds) for one mailbox."""


def mail_wait(template: str, address: str) -> int:
    """Count one mail. Returns 0 when it may be sent, otherwise the seconds to wait."""
    triggered = template in TRIGGERED_BY_ANYBODY
    kind, limits = ("mail-asked", TRIGGERED_LIMITS) if triggered else ("mail-warning", WARNING_LIMITS)
    mailbox = canonical_mailbox(address)
    return count_attempts(*(Attempt(f"{kind}-{seconds}", mailbox, limit, seconds) for limit, seconds in limits))
