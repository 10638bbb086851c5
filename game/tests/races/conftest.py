"""Races are run without the pauses that people have to keep; and the process whose children die."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from game.tests.races.mortal import Mortal


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


@pytest.fixture(scope="module")
def mortal(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Mortal]:
    """Runs the script that the test's module names as DYING, in the folder of the module."""
    with django_db_blocker.unblock():
        found = Mortal(str(request.path.parent / request.module.DYING))
    yield found
    found.process.kill()
    found.process.communicate()
