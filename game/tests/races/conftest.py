"""Races are run without the pauses that people have to keep."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
