"""Each migration of a coming release can run while the version before plays on, or docs/releases.md says that it stops the site."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

APPS = ("accounts", "game", "clans", "seo_pages", "jobs")
RELEASED = {"accounts": 9, "game": 24, "jobs": 1}
"""The last migration of each app that every site has: older ones are not checked any more."""
EXEMPT = re.compile(r"^\| `(\w+)\.(\w+)` \| stops the site \|", re.MULTILINE)


def names_to_check() -> dict[str, list[str]]:
    disk = MigrationLoader(None).disk_migrations
    found: dict[str, list[str]] = {}
    for app, name in sorted(disk):
        if app in APPS and int(name[:4]) > RELEASED.get(app, 0):
            found.setdefault(app, []).append(name)
    return found


def linted(only: dict[str, list[str]]) -> MigrationLinter:
    linter = MigrationLinter(
        str(settings.BASE_DIR), include_apps=list(APPS), include_name=[name for names in only.values() for name in names],
        no_cache=True, quiet=["ok", "ignore", "warning"], exclude_migration_tests=[],
    )  # fmt: skip
    linter.lint_all_migrations()
    return linter


@pytest.mark.django_db(transaction=True)
def test_every_new_migration_is_safe_beside_the_version_before(capsys: pytest.CaptureFixture[str]) -> None:
    exempt = {name for _, name in EXEMPT.findall(Path(settings.BASE_DIR, "docs/releases.md").read_text())}
    names = {app: [n for n in names if n not in exempt] for app, names in names_to_check().items()}
    linter = linted(names)
    assert linter.nb_total >= sum(len(n) for n in names.values()) > 0
    assert not linter.has_errors, capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_renames_a_table_or_a_column_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    """The check can fail: 0012 renamed a model, and earlier ones dropped columns."""
    linter = linted({"game": ["0005_cheaper_hunts", "0007_encrypted_seeds"]})
    assert linter.has_errors, capsys.readouterr().out
