"""Fixtures of the tests of accounts."""

import copy

import pytest
from django.conf import settings as site
from pytest_django import Settings


@pytest.fixture
def no_redis(settings: Settings) -> None:
    caches = copy.deepcopy(site.CACHES)
    caches["default"]["LOCATION"] = "unix:///nowhere/redis.sock?db=0"
    settings.CACHES = caches
