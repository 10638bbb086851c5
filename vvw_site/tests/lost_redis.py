"""Settings under which Redis does not answer, for any of its roles."""

import copy

from django.conf import settings as site
from pytest_django import Settings

NOWHERE = "unix:///nowhere/redis.sock?db=0"


def take_redis_away(settings: Settings) -> None:
    """For the rest of the test."""
    caches = copy.deepcopy(site.CACHES)
    caches["default"]["LOCATION"] = NOWHERE
    settings.CACHES = caches
    settings.REDIS_URLS = dict.fromkeys(site.REDIS_URLS, NOWHERE)
