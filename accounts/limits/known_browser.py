"""A cookie that names the accounts that have been logged in to with this browser.

It does not log in. It gives the owner login attempts of their own when somebody elsewhere has used up those of the name. Each
entry is signed for one account and its password hash, so it is useless for other accounts and after a new password.
"""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from accounts.queries.logins import accounts_of

COOKIE = "known_browser"
PATH = "/accounts/"
DAYS = 180
MAX_ACCOUNTS = 5
"""The cookie names only the latest accounts."""
_ENTRY = re.compile(r"(\d{1,18})-([0-9a-f]{32})")
_BROWSER = re.compile(r"[0-9a-f]{32}")


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """After a login: add the account to the browser's cookie. No statement."""
    browser, entries = _read(request)
    entries.pop(user.pk, None)
    others = [*entries.items()][-(MAX_ACCOUNTS - 1) :]
    value = ".".join([browser, *(f"{pk}-{signature}" for pk, signature in [*others, (user.pk, _signature(browser, user))])])
    response.set_cookie(
        COOKIE, value, max_age=DAYS * 24 * 3600, path=PATH, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def known_browser_key(request: HttpRequest, login: str) -> str:
    """The key that counts login attempts of this browser, when it is known for an account of the login; otherwise empty."""
    browser, entries = _read(request)
    if not entries:
        return ""
    for user in accounts_of(login):
        if is_known(request, user):
            return f"{user.pk}:{browser}"
    return ""


def is_known(request: HttpRequest, user: User) -> bool:
    browser, entries = _read(request)
    return constant_time_compare(entries.get(user.pk, ""), _signature(browser, user))


def browser_of(request: HttpRequest) -> str:
    return _read(request)[0]


def _read(request: HttpRequest) -> tuple[str, dict[int, str]]:
    """The browser's id and its signatures by account; a new id when the cookie is missing or damaged."""
    browser, *entries = request.COOKIES.get(COOKIE, "").split(".")[: MAX_ACCOUNTS + 1]
    if not _BROWSER.fullmatch(browser):
        return secrets.token_hex(16), {}
    found = [match for entry in entries if (match := _ENTRY.fullmatch(entry))]
    return browser, {int(match[1]): match[2] for match in found}


def _signature(browser: str, user: User) -> str:
    return salted_hmac("accounts.known_browser", f"{browser}:{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:32]
