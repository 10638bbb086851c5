"""Fixtures of the site's tests."""

import logging
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.tests.make import make_staff
from game.tests.make import make_character
from vvw_site.tests.every_address import StaffClient


@pytest.fixture
def no_limits(settings: Settings) -> Iterator[None]:
    """Rate limits refuse nothing, and the many expected errors are not logged."""
    settings.LIMITS_ENFORCED = False
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def staff(db: None) -> StaffClient:
    """A superuser who also plays."""
    user = make_staff()
    make_character(user)
    return StaffClient(user)
