"""Every address of the site, and a browser of a staff member who also plays."""

import re
from urllib.parse import quote

from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.test import Client
from django.urls import get_resolver

from accounts.models import User

LISTS = ("accounts/user", "game/character", "game/transfer", "game/holding", "account/emailaddress", "admin/logentry")
"""The lists of the admin that stand for all of them, because all are built alike."""
PART = re.compile(r"<([^>]+)>")
_LIST_ADDRESS = re.compile(r"/admin/[a-z_]+/[a-z_]+/")


class StaffClient(Client):
    """Gets the response to an exception, not the exception."""

    def __init__(self, user: User) -> None:
        super().__init__(raise_request_exception=False)
        self.user = user
        self.force_login(user)


def addresses() -> list[str]:
    """Every address of the site but log-outs; its parts look like <int:pk>."""
    found = extract_views_from_urlpatterns(get_resolver().url_patterns)
    every = {simplify_regex(str(regex)) for _, regex, _, _ in found if "logout" not in str(regex)}
    lists = tuple(f"/admin/{name}/" for name in LISTS)
    return sorted(a for a in every if not _LIST_ADDRESS.match(a) or a.startswith(lists))


def filled(address: str, value: str) -> str:
    """The address with this value in each of its parts."""
    return PART.sub(lambda _: quote(value, safe=""), address)
