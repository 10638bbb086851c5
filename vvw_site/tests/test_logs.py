"""Lines of the log: each process writes one JSON object per line that names its cause and holds no secret."""

import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from game.tests.make import make_character, make_user
from vvw_site.foundation.logs.secrets import clean_text
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.management import command_output
from vvw_site.settings.logs import logging_settings
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.tiers import CHECKOUT, SERVED, Caller, database_url, tier, until

ADDRESS, MAILBOX, SECRET = "203.0.113.77", "mina.harker@example.org", "q7Xk2mPz9LwTr4VbN8sYc1Hd6JfGa3Ue"
VERSION = "2026.11.29-x"
GIVEN = "0123456789abcdef0123456789abcdef"
Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def logs(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caller, Path]]:
    """A busy site, the sockets, the workers and beat. The folder of their logs; they are complete when the fixture of a test has ended them."""
    here = tmp_path_factory.mktemp("logs")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": SERVED, "DATABASE_URL": database_url(), "WORKERS": "1",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LOG_LEVEL": "INFO", "VERSION": VERSION,
    }  # fmt: skip
    with ExitStack() as stack:
        started = []
        for name in ("worker", "stats", "beat"):
            out = stack.enter_context((here / f"{name}.log").open("ab"))
            started.append(
                subprocess.Popen(
                    ["deploy/start", name],
                    cwd=CHECKOUT,
                    env=environment,
                    stdout=out,
                    stderr=out,
                    preexec_fn=die_with_parent(signal.SIGTERM),
                )
            )
        try:
            given = {"LOG_LEVEL": "INFO", "TRUSTED_PROXY_COUNT": "1", "VERSION": VERSION}
            sockets, _ = stack.enter_context(tier("sockets", here / "sockets.log", **given))
            site, _ = stack.enter_context(tier("site", here / "site.log", WORKERS="1", THREADS="2", **given))
            sockets.get(f"/ws/raid/{SECRET}/?mail={MAILBOX}", {"X-Forwarded-For": ADDRESS})
            until(lambda: "ready." in (here / "worker.log").read_text(), 60)
            until(lambda: "ready." in (here / "stats.log").read_text(), 60)
            until(lambda: "beat" in (here / "beat.log").read_text(), 60)
            yield site, here
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(30)


def lines_of(path: Path) -> Lines:
    """Fails for a line that is not an object."""
    found = [json.loads(line) for line in path.read_text().splitlines()]
    assert found and all(isinstance(line, dict) for line in found)
    return found


def is_without_secrets(text: str) -> bool:
    return not [secret for secret in (ADDRESS, MAILBOX, SECRET, "127.0.0.1") if secret in text]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_each_process_writes_one_object_per_line_with_its_cause_and_without_secrets(logs: tuple[Caller, Path]) -> None:
    site, here = logs
    user = make_user(email=MAILBOX)
    proxied = {"X-Forwarded-For": ADDRESS, "X-Request-ID": GIVEN}
    token = bearer(user_of(make_character()))
    for path in (f"/no/such/{SECRET}/?mail={MAILBOX}", f"/accounts/confirm-email/{SECRET}/", f"/play/appeal/{SECRET}/"):
        site.get(path, proxied)
    assert site.get("/api/v1/dashboard", {**proxied, **token}).headers["X-Request-ID"] == GIVEN
    site.get("/accounts/password/reset/", proxied)
    site.cookies["session"] = SECRET
    asked = site.request(
        "POST", "/accounts/password/reset/", f"csrfmiddlewaretoken={site.cookies['csrftoken']}&email={MAILBOX}",
        {**proxied, "Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert asked.status == 302 and asked.headers["X-Request-ID"] == GIVEN and user.pk
    until(lambda: GIVEN in (here / "worker.log").read_text(), 30)
    for name in ("site", "sockets", "worker", "stats", "beat"):
        lines = lines_of(here / f"{name}.log")
        assert {"time", "level", "event", "logger", "tier", "version"} <= set.intersection(*map(set, lines))
        assert {(line["tier"], line["version"]) for line in lines} == {(name, VERSION)}
        assert is_without_secrets((here / f"{name}.log").read_text())
    tasks = [line for line in lines_of(here / "worker.log") if line.get("request_id") == GIVEN]
    assert {line["task"] for line in tasks} == {"accounts.tasks.send_outbox"}
    refused = [line for line in lines_of(here / "site.log") if line.get("request_id") == GIVEN]
    assert {line["status"] for line in refused if "status" in line} >= {404}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_connections_name_their_tier(logs: tuple[Caller, Path]) -> None:
    logs[0].get("/healthz/ready")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()")
        assert {name for (name,) in cursor.fetchall()} >= {"site", "beat"}  # a worker closes its own after each task


@pytest.mark.django_db
def test_a_name_that_libpq_is_given_goes_before_the_tier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that are killed in tests and drills are found in Postgres by it."""
    monkeypatch.setenv("PGAPPNAME", "dies")
    own = connection.copy()
    own.settings_dict["OPTIONS"] = {name: value for name, value in own.settings_dict["OPTIONS"].items() if name != "pool"}
    try:
        with own.cursor() as cursor:
            cursor.execute("SHOW application_name")
            assert cursor.fetchone() == ("dies",)
    finally:
        own.close()


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the loggers of this process write meanwhile, in the format of production."""
    hooks = sys.excepthook, sys.unraisablehook
    settings = logging_settings(json=True)
    formatter = dict(settings["formatters"]["structured"])
    handler = logging.StreamHandler(out := io.StringIO())
    handler.setFormatter(formatter.pop("()")(**formatter))
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)
    sys.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(False)


@pytest.mark.django_db
def test_a_traceback_is_in_one_line_with_its_user_and_without_secrets(
    written: io.StringIO, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"{MAILBOX} from {ADDRESS} or 2001:db8::7f with Bearer {SECRET} and session={SECRET}")

    character = make_character()
    client.raise_request_exception = False
    client.force_login(user_of(character))
    monkeypatch.setattr("django.template.backends.jinja2.Template.render", broken)
    client.get("/play/")
    (line,) = [line for line in map(json.loads, written.getvalue().splitlines()) if "exception" in line]
    assert "Traceback" in line["exception"] and "ValueError" in line["exception"]
    assert (line["user_id"], line["status"], line["path"]) == (user_of(character).pk, 500, "/play/")
    assert is_without_secrets(written.getvalue()) and "2001:db8" not in written.getvalue()


@pytest.mark.parametrize(("text", "cleaned"), [
    (f"mail to {MAILBOX}.", "mail to …."),
    (f"connection to {ADDRESS}:5432 failed", "connection to …:5432 failed"),
    ("client ::1, server [2001:db8::7f]", "client …, server […]"),
    ("redis://:pass-word@cache:6379/0", "redis://…@cache:6379/0"),
    ("GET https://example.org/hook?key=abc&x=1 failed", "GET https://example.org/hook?… failed"),
    ("DETAIL:  Failing row contains (5, mina, secret).", "DETAIL:  Failing row contains (…)."),
    (f"unknown key {SECRET}", "unknown key …"),
    ("at 12:30:45, task 1b4e28ba-2fa1-11d2-883f-0016d3cca427 of tasks.send_outbox", None),
    ('File "/srv/vvw/vvw_site/foundation/database/postgres/base.py", line 112', None),
])  # fmt: skip
def test_secrets_are_hidden_and_other_words_stay(text: str, cleaned: str | None) -> None:
    assert clean_text(text) == (text if cleaned is None else cleaned)


@pytest.mark.django_db
def test_an_id_is_taken_from_a_proxy_of_ours_only(client: Client, settings: Any) -> None:
    assert client.get("/healthz/live", HTTP_X_REQUEST_ID=GIVEN)["X-Request-ID"] != GIVEN
    settings.TRUSTED_PROXY_COUNT = 1
    assert client.get("/healthz/live", HTTP_X_REQUEST_ID=GIVEN)["X-Request-ID"] == GIVEN
    for malformed in ("short", "a" * 65, "a" * 20 + '"}', ""):
        assert len(client.get("/healthz/live", HTTP_X_REQUEST_ID=malformed)["X-Request-ID"]) == 32


def test_the_page_lists_the_commands_that_write_lines() -> None:
    text = (CHECKOUT / "docs/operation/logs.md").read_text().partition("and their name: ")[2].partition(". A sentence")[0]
    assert set(re.findall(r"`(\w+)`", text)) == command_output.SERVICES


def test_what_a_person_asks_for_is_no_line_of_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key, a list, a password: as it is, wherever it goes. What a service says is a line, without an address of a person or machine."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
    for arguments in (["backup", "--new-key"], ["backup", "--list"], ["prepare_backup"], ["logs_report"], ["ensure_staff"], []):
        with command_output.as_lines(arguments):
            sys.stdout.write("as it is\n")
        assert capsys.readouterr().out == "as it is\n"
    with command_output.as_lines(["backup"]):
        sys.stdout.write(f"Copied by {MAILBOX}")
        sys.stdout.write(f" to {ADDRESS}\n" + '{"time": "2026-11-29T21:00:00Z", "event": "of the log"}\n')
        sys.stderr.write("CommandError: No backup.")
    read = capsys.readouterr()
    first, second, third = (json.loads(line) for line in (read.out + read.err).splitlines())
    assert (first["event"], first["level"], first["logger"]) == ("Copied by … to …", "info", "manage.backup")
    assert second["event"] == "of the log" and (third["event"], third["level"]) == ("No backup.", "error")
