"""Who decides, and whom it concerns, in tests of reports, sanctions and appeals; and the time that a worker has."""

from collections.abc import Iterator

import pytest
from django.db import connection

from accounts.models import User
from accounts.queries.rank import Rank
from game.models import Character
from game.tests.make import make_character
from game.tests.staff import make_staff


@pytest.fixture
def moderator() -> User:
    return make_staff(Rank.MODERATOR)


@pytest.fixture
def mallory() -> Character:
    return make_character(name="Mallory")


@pytest.fixture
def as_in_a_worker(transactional_db: None) -> Iterator[None]:
    """Statements have no time limit, as in the processes that run jobs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        [before] = cursor.fetchone()
        cursor.execute("SET statement_timeout = 0")
        yield
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [before])
