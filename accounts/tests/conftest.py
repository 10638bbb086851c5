"""Fixtures of the tests of accounts."""

import pytest
from pytest_django import Settings

from vvw_site.tests.lost_redis import take_redis_away


@pytest.fixture
def no_redis(settings: Settings) -> None:
    take_redis_away(settings)
