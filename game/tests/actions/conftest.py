"""Who decides, and whom it concerns, in tests of reports, sanctions and appeals."""

import pytest

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
