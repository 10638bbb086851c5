"""The database of the tests is complete, whether a worker copied it or this process migrated it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.queries.rank import Rank

pytestmark = pytest.mark.django_db


def test_every_migration_has_run_and_what_follows_migrations_is_there() -> None:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    assert len(leaves) > 10 and executor.migration_plan(leaves) == []
    groups = {group.name for group in Group.objects.all()}
    assert groups >= {rank.title for rank in Rank if Rank.PLAYER < rank < Rank.SUPERUSER}
    assert Permission.objects.filter(codename="view_character").exists()


def test_each_worker_has_a_database_of_its_own(request: pytest.FixtureRequest) -> None:
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    name = str(connection.settings_dict["NAME"])
    assert name.startswith("test_") and name.endswith(f"_{worker}" if worker else "")
    assert "_template" not in name
