"""The limits on new accounts and new guests."""

from django.http import HttpRequest

from accounts.client_address import client_address, network_of
from accounts.limits.counter import Attempt, count_attempt, count_attempts

GUESTS_PER_ADDRESS = (20, 3600)
"""(times, seconds): requests that would make a guest."""
SIGNUPS_PER_ADDRESS = (30, 24 * 3600)
SIGNUPS_PER_EMAIL = (5, 24 * 3600)
SIGNUPS_OF_ALL = (3000, 3600)
"""New accounts from one network, with one e-mail address, and in total."""


def guest_wait(request: HttpRequest) -> int:
    """Count one request that would make a guest. Returns 0 when it is allowed, otherwise the seconds to wait.

    A guest is an account, a character, a name and a session, so without a limit one client could fill the database.
    """
    return count_attempt("guest-address", network_of(client_address(request)), *GUESTS_PER_ADDRESS)


def signup_wait(request: HttpRequest, email: str) -> int:
    """Count one account that is about to be made. Returns 0 when it is allowed, otherwise the seconds to wait.

    email: as canonical_mailbox returns it; may be empty.
    """
    per_email = [Attempt("signup-email", email, *SIGNUPS_PER_EMAIL)] if email else []
    return count_attempts(
        Attempt("signup-address", network_of(client_address(request)), *SIGNUPS_PER_ADDRESS),
        *per_email,
        Attempt("signup-all", "", *SIGNUPS_OF_ALL),
    )
