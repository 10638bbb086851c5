"""What every test shares: real Postgres and Redis (vvw_site/testing.py), and a ledger proven after each test that writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import DjangoDbBlocker

from vvw_site.tests.emptying import emptied_quickly

COMMITTING = {str(Path(__file__).parent / "game" / "tests" / folder) for folder in ("actions", "api")}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests that commit are cleaned up quickly. Where Django cleans up by TRUNCATE, the ledger has to allow it."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS ledger_is_not_truncated ON game_transfer")
        with emptied_quickly():
            yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of actions and of the API commit, as production does: only outside a transaction the statements of every request
    are prepared ones (vvw_site/foundation/database/statement.py)."""
    for item in items:
        if COMMITTING & {str(folder) for folder in item.path.parents} and item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(transaction=True), append=False)


@pytest.fixture(autouse=True)
def proven_ledger(request: pytest.FixtureRequest) -> Iterator[None]:
    """Balances and movements agree after every test that has a database."""
    marker = request.node.get_closest_marker("django_db")
    uses = marker is not None or {"db", "transactional_db"} & set(request.fixturenames)
    if not uses:
        yield
        return
    from vvw_site.foundation.read_through import drop_local_copies

    committed = (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    request.getfixturevalue("transactional_db" if committed else "db")
    cache.clear()
    drop_local_copies()
    yield
    from game.queries.ledger import problems

    assert problems() == []
