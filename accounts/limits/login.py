"""The limit on logins, shared by the login page and the API."""

from django.http import HttpRequest

from accounts.client_address import client_address, network_of
from accounts.limits.counter import Attempt, count_attempt, first_over_limit
from accounts.limits.known_browser import known_browser_key
from accounts.queries.logins import limit_names_of

LOGINS_PER_ADDRESS = (5, 60)
LOGINS_PER_NAME = (10, 3600)
"""(times, seconds): logins by page or API, successful or not."""
LOGINS_PER_KNOWN_BROWSER = (10, 3600)
"""The same for a browser that the owner has used before. It counts once the limit of the name is used up, perhaps by others."""


def login_wait(request: HttpRequest, login: str) -> int:
    """Count one login. Returns 0 when it is allowed, otherwise the seconds to wait. Call it before checking the password.

    login: a name or an e-mail address; both count for the account. An attempt that the limit of its address refuses does not
    count for the name, because otherwise one address could lock out anybody. A browser that the owner has used before has
    attempts of its own when others have used up those of the name.
    """
    which, wait = _count(client_address(request), login)
    if which > 1 and (known := known_browser_key(request, login)):
        return count_attempt("login-known", known, *LOGINS_PER_KNOWN_BROWSER)
    return wait


def program_login_wait(address: str, login: str) -> int:
    """The same for a login by API from an IP address: a program is never a known browser."""
    return _count(address, login)[1]


def _count(address: str, login: str) -> tuple[int, int]:
    """(number of the first limit that is used up, seconds to wait); number 1 is that of the address."""
    names = [Attempt("login-name", name, *LOGINS_PER_NAME) for name in limit_names_of(login)]
    return first_over_limit((Attempt("login-address", network_of(address), *LOGINS_PER_ADDRESS), *names))
