"""Types of the fixtures that open pages, and logging in."""

from typing import Protocol

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.queries.rank import Rank


class OpenPage(Protocol):
    def __call__(self, path: str = "/", *, script: bool = True, width: int = 390, refusals: bool = False) -> Page:
        """A page of a fresh browser. refusals: whether the console may report answers of 4xx."""
        ...


class OpenPlayerPage(Protocol):
    def __call__(self, path: str, *, script: bool = True, width: int = 390) -> Page:
        """A page of a browser that is logged in as the player."""
        ...


class OpenStaffPage(Protocol):
    def __call__(self, path: str, *, rank: Rank = Rank.ADMINISTRATOR, script: bool = True, width: int = 390) -> Page:
        """A page of a browser that is logged in as a member of staff."""
        ...


def log_in(page: Page, live_server: LiveServer, user: User) -> Page:
    """The same page, its browser logged in from the next request on."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page
