"""Races are run without the pauses that people have to keep."""

import pytest


@pytest.fixture(autouse=True)
def unpaced(settings):
    settings.LIMITS_ENFORCED = False
