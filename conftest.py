"""What every test shares: real Postgres and Redis (vvw_site/testing.py), and a ledger proven after each test that writes."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Tests that commit are cleaned up by TRUNCATE, which the ledger refuses; only here it is allowed."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS ledger_is_not_truncated ON game_transfer")


@pytest.fixture(autouse=True)
def proven_ledger(request: pytest.FixtureRequest) -> Iterator[None]:
    """Balances and movements agree after every test that has a database."""
    marker = request.node.get_closest_marker("django_db")
    uses = marker is not None or {"db", "transactional_db"} & set(request.fixturenames)
    if not uses:
        yield
        return
    from game.queries.cached import forget_all

    committed = (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    request.getfixturevalue("transactional_db" if committed else "db")
    cache.clear()
    forget_all()
    yield
    from game.queries.ledger import problems

    assert problems() == []
