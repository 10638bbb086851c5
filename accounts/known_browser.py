"""A cookie that says which accounts have been logged in to with this browser.

It lets nobody in. It gives the owner tries of his or her own when somebody elsewhere has used up those of the name. It is of
no use for another account (each entry is sealed with the account's number), nor after the password has changed (and with its hash).
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
MOST = 5
"""So many accounts are remembered, the latest ones."""
_ENTRY = re.compile(r"(\d{1,18})-([0-9a-f]{32})")
_BROWSER = re.compile(r"[0-9a-f]{32}")


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """After a log-in: from now on this browser is known for the account. No statement."""
    browser, entries = _read(request)
    entries.pop(user.pk, None)
    kept = [*entries.items()][-(MOST - 1) :]
    value = ".".join([browser, *(f"{pk}-{seal}" for pk, seal in [*kept, (user.pk, _seal(browser, user))])])
    response.set_cookie(
        COOKIE, value, max_age=DAYS * 24 * 3600, path=PATH, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def known_as(request: HttpRequest, login: str) -> str:
    """What tries of this browser at this login are counted by, when it is known for the account; otherwise empty."""
    browser, entries = _read(request)
    if not entries:
        return ""
    for user in accounts_of(login):
        if is_known(request, user):
            return f"{user.pk}:{browser}"
    return ""


def is_known(request: HttpRequest, user: User) -> bool:
    browser, entries = _read(request)
    return constant_time_compare(entries.get(user.pk, ""), _seal(browser, user))


def browser_of(request: HttpRequest) -> str:
    return _read(request)[0]


def _read(request: HttpRequest) -> tuple[str, dict[int, str]]:
    """The browser's number and its entries by account; a new number when the cookie is missing or damaged."""
    browser, *entries = request.COOKIES.get(COOKIE, "").split(".")[: MOST + 1]
    if not _BROWSER.fullmatch(browser):
        return secrets.token_hex(16), {}
    found = [match for entry in entries if (match := _ENTRY.fullmatch(entry))]
    return browser, {int(match[1]): match[2] for match in found}


def _seal(browser: str, user: User) -> str:
    return salted_hmac("accounts.known_browser", f"{browser}:{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:32]
