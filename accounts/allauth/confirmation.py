"""Whether the account of a request confirmed itself lately, by its password or its second factor; and the way to do so and back.

The library counts a confirmation for ACCOUNT_REAUTHENTICATION_TIMEOUT seconds (five minutes). A log-in is none.
"""

import time
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.urls import reverse

from accounts.sessions.request_user import logged_in_user


def is_confirmed(request: HttpRequest) -> bool:
    """Never for an account that has neither a password nor a second factor, such as one of Google's: it sets a password first. No
    statement."""
    records = get_authentication_records(request, logged_in_user(request))
    confirmed = [record["at"] for record in records if record.get("reauthenticated")]
    return bool(confirmed) and time.time() - confirmed[-1] < app_settings.REAUTHENTICATION_TIMEOUT


def confirmation_path(request: HttpRequest, back: str) -> str:
    """The page that asks for the password, or the code of the app, and then leads to `back`, a path of this site. At most one statement."""
    user = logged_in_user(request)
    page = "account_reauthenticate"
    if not user.has_usable_password():
        page = "mfa_reauthenticate" if is_mfa_enabled(user) else "account_set_password"
    return f"{reverse(page)}?{urlencode({'next': back})}"
