"""`manage.py doctor` on real parts: what it reads, its lines and its exit code."""

import json
import os
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from pytest_django import Settings

from vvw_site.doctor import connections, database, pages, production, static_files
from vvw_site.doctor.checks import CHECKS, Check, diagnose
from vvw_site.doctor.connections_rules import connections_needed
from vvw_site.doctor.finding import Fault, Finding, Note
from vvw_site.tests.test_settings import PRODUCTION
from vvw_site.tests.test_settings import production as with_production

COLLECTED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "vvw_site.static_storage.HashedStaticFiles"},
}


def test_findings_are_in_order_said_once_and_a_broken_check_is_a_fault() -> None:
    def away() -> list[Finding]:
        raise OperationalError("at 10.0.0.7")

    def broken() -> list[Finding]:
        raise ZeroDivisionError("by us")

    fault = Fault("The roof leaks.", "Mend it.")
    lines = diagnose(
        [Check("one", lambda: [fault, Note("It rains.")]), Check("two", away), Check("three", away), Check("four", broken),
         Check("five", lambda: [Fault("No key.", "Buy one.")], for_production=True)],
        is_production=False,
    )  # fmt: skip
    assert [line.check for line in lines] == ["one", "one", "two", "four"]
    assert str(lines[0].finding) == "The roof leaks. Mend it." and "10.0.0.7" not in str(lines[2].finding)
    assert "Postgres does not answer" in str(lines[2].finding) and "ZeroDivisionError: by us" in str(lines[3].finding)
    everything = diagnose([Check("five", lambda: [fault], for_production=True)], is_production=True)
    assert [line.finding for line in everything] == [fault]


@pytest.mark.django_db
def test_the_command_exits_with_1_and_says_what_it_did(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PAGES_ROOT = str(tmp_path)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    lines = capsys.readouterr().out.splitlines()
    faults = [line for line in lines if line.startswith("FAULT ")]
    assert ended.value.code == 1 and any(
        line.startswith(f"FAULT pages: Nothing is built in {tmp_path} yet.") for line in faults
    )
    assert f"{len(faults)} fault" in lines[-1] and f"version {settings.VERSION}" in lines[-1] and "were left out" in lines[-1]
    assert {line.split()[1] for line in lines[:-1]} <= {f"{check.name}:" for check in CHECKS}


def test_the_docs_have_each_check(settings: Settings) -> None:
    text = (settings.BASE_DIR / "docs/operation/doctor.md").read_text()
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == {check.name for check in CHECKS}


def test_without_a_fault_the_last_line_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("vvw_site.management.commands.doctor.CHECKS", [Check("disk", lambda: [Note("All disks were seen.")])])
    call_command("doctor")
    assert capsys.readouterr().out.splitlines()[0] == "note disk: All disks were seen."


@pytest.mark.slow
def test_the_doctor_of_production_reports_what_does_not_answer_and_what_is_missing(tmp_path: Path) -> None:
    nowhere = {
        "DATABASE_URL": "postgresql://vvw@127.0.0.1:9/vvw", "REDIS_URL": "redis://127.0.0.1:9/0", "DATABASE_POOL_TIMEOUT": "0.5",
        "STATIC_ROOT": str(tmp_path / "static"), "PAGES_ROOT": str(tmp_path / "pages"),
    }  # fmt: skip
    code = "import sys; sys.argv = ['manage.py', 'doctor']; import manage; manage.main()"
    done = with_production(PRODUCTION | nowhere, code)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    said = "\n".join(line["event"] for line in lines)
    assert {line["level"] for line in lines if line["event"].startswith("FAULT ")} == {"error"}
    assert done.returncode == 1 and said.splitlines()[-1].startswith(f"{len(CHECKS)} checks of version ")
    for words in (
        "settings: TRUSTED_PROXY_COUNT is 0", "mail: No mail leaves this machine", "mail: MAIL_FROM is", "static: No static files",
        "pages: Nothing is built", "database: Postgres does not answer", "redis: Redis does not answer", "OPERATOR_NAME is empty",
    ):  # fmt: skip
        assert f"FAULT {words}" in said or f"FAULT django: {words}" in said, said
    assert said.count("does not answer") == 2 and "Traceback" not in done.stderr + said


# --- what is read
@pytest.mark.django_db
def test_migrations_that_are_missing_are_named_and_those_of_a_newer_version_are_none() -> None:
    assert list(database.migration_findings()) == []
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('game', '9999_of_tomorrow', now())")
        assert list(database.migration_findings()) == []
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts' AND name = '0014_agreements'")
    [fault] = database.migration_findings()
    assert "lacks 1 migration of this version: accounts.0014_agreements." in str(fault)


@pytest.mark.django_db
def test_a_database_that_is_read_only_is_a_fault() -> None:
    assert list(database.findings()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    [fault] = database.findings()
    assert "read-only" in str(fault)


@pytest.mark.django_db
def test_the_connection_budget_is_compared_with_the_servers_own(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PRODUCTION = True
    monkeypatch.setenv("SITE_WORKERS", "2")
    monkeypatch.setenv("GAME_WORKERS", "2")
    monkeypatch.setenv("THREADS", "8")
    assert list(connections.findings()) == []  # 200 connections
    assert connections_needed(connections.tiers()) == 2 * (16 + 16) + 8 + 5 + 3 + 1 + 4
    monkeypatch.setenv("GAME_WORKERS", "12")
    [fault] = connections.findings()
    assert "game 12 × 8" in str(fault) and "max_connections 200" in str(fault)


def test_static_files_are_compared_with_the_code(settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.txt").write_text("one")
    assert list(static_files.findings()) == [] and not static_files.not_collected()  # whitenoise serves the sources
    settings.WHITENOISE_USE_FINDERS = False
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT, settings.STORAGES = [source], str(tmp_path / "collected"), COLLECTED
    [fault] = static_files.findings()
    assert "No static files are collected" in str(fault) and static_files.not_collected()
    collect(settings)
    assert list(static_files.findings()) == [] and not static_files.not_collected()
    (source / "two.txt").write_text("two")
    [fault] = static_files.findings()
    assert "lack two.txt" in str(fault) and not static_files.not_collected()
    collect(settings)
    touched = (tmp_path / "collected/staticfiles.json").stat().st_mtime + 5
    os.utime(source / "one.txt", (touched, touched))
    [fault] = static_files.findings()
    assert "were collected before one.txt changed" in str(fault)


def collect(settings: Settings) -> None:
    """As a release does, which is a process of its own: this one reads the manifest again afterwards."""
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.STORAGES = COLLECTED


def test_pages_that_are_not_built_are_a_fault(settings: Settings, tmp_path: Path) -> None:
    settings.PAGES_ROOT = str(tmp_path / "pages")
    [fault] = pages.findings()
    assert "render_seo_pages" in str(fault)


def test_the_settings_of_these_tests_would_not_do_for_production(settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT, settings.SITE_URL = 0, "https://example.org"
    said = [str(found) for found in production.settings_findings()]
    assert [line.split()[0] for line in said] == ["SECRET_KEY", "TRUSTED_PROXY_COUNT"]
    settings.ALLOWED_HOSTS = ["elsewhere.org"]
    assert any("not in ALLOWED_HOSTS" in str(found) for found in production.settings_findings())


def test_load_accounts_are_made_with_the_settings_of_dev_and_bench_only(settings: Settings) -> None:
    code = "from django.conf import settings; print(settings.SEEDS_LOAD_ACCOUNTS, settings.PRODUCTION)"
    assert with_production(PRODUCTION, code).stdout.split() == ["False", "True"]
    assert not settings.SEEDS_LOAD_ACCOUNTS
    with pytest.raises(CommandError, match="those of dev and bench only"):
        call_command("seed_load_test", accounts=3)
