"""Fixtures of the tests of the admin."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.queries.rank import Rank
from game.tests.staff import make_staff


@pytest.fixture
def limits_off(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


@pytest.fixture
def moderator(client: Client) -> User:
    """A moderator, logged in."""
    user = make_staff(Rank.MODERATOR)
    client.force_login(user)
    return user


@pytest.fixture
def master(client: Client) -> User:
    """A game master, logged in."""
    user = make_staff(Rank.GAME_MASTER)
    client.force_login(user)
    return user


@pytest.fixture
def superuser(client: Client) -> User:
    """A superuser, logged in."""
    user = make_staff(Rank.SUPERUSER)
    client.force_login(user)
    return user
