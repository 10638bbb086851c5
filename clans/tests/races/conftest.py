"""Races run without the pauses that people have to keep; and the process whose children die."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from game.tests.races.mortal import Mortal

FOLDER = Path(__file__).parent


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


@pytest.fixture(scope="module")
def mortal(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Mortal]:
    """Runs the script of this folder that the test's module names as DYING."""
    with django_db_blocker.unblock():
        found = Mortal(str(FOLDER / request.module.DYING))
    yield found
    found.process.kill()
    found.process.communicate()
