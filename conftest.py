"""What all tests share: one migrated database, fast cleanup after tests that commit, a proof of the ledger after each test with one.

vvw_site/testing.py starts Postgres and Redis.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from vvw_site.tests.database_cleanup import fast_cleanup, prepared_statements_kept
from vvw_site.tests.template_database import copying, drop_databases, is_made, make_template, template_name

# Benchmarks measure seconds: on a busy machine a property would fail for the time that an example takes.
hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("suite")

COMMITTING = {Path(__file__).parent / app / "tests" / folder for app in ("game", "clans") for folder in ("actions", "api")}


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart(session: pytest.Session) -> Iterator[None]:
    """The workers, which start before the template is made, collect the tests meanwhile. They get none before it is complete."""
    yield
    if is_made(session.config):
        make_template(session.config)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    yield
    if is_made(session.config):
        drop_databases(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Runs in the controller: what a worker is told."""
    if is_made(node.config):
        node.workerinput["template_database"] = template_name()


@pytest.fixture(scope="session")
def copied_database(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> ExitStack:
    """Until it is closed, the database of a worker is made as a copy of the template."""
    stack = ExitStack()
    if template := getattr(request.config, "workerinput", {}).get("template_database"):
        stack.enter_context(copying(template))
    return stack


@pytest.fixture(scope="session")
def django_db_setup(copied_database: ExitStack, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    copied_database.close()
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # Django's own cleanup truncates the ledger, which this trigger forbids.
            cursor.execute("DROP TRIGGER IF EXISTS ledger_is_not_truncated ON game_transfer")
            # The fast cleanup would keep the table of rooms as it is, because a migration has filled it.
            cursor.execute("DELETE FROM game_chatroom")
        with fast_cleanup(), prepared_statements_kept():
            yield
        # Threads of live servers may still hold connections, and a database with connections cannot be dropped.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of actions and of the API commit, as production does: statements are only prepared outside of a transaction
    (vvw_site/foundation/database/statement.py)."""
    for item in items:
        if COMMITTING & set(item.path.parents) and item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(transaction=True), append=False)


@pytest.fixture(autouse=True)
def proven_ledger(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test with a database, balances and transfers agree."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None and not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    from game.api.call_limits import forget_calls
    from vvw_site.foundation.read_through import drop_local_copies

    commits = (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    request.getfixturevalue("transactional_db" if commits else "db")
    drop_local_copies()  # Redis is empty already (vvw_site/testing.py)
    forget_calls()
    yield
    from game.queries.ledger_proof import problems

    assert problems() == []
