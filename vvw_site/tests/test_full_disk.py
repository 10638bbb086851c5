"""A full disk is said to be one: requests get a 503 and one line in the log, the readiness check fails, and all is well when there is
room again."""

import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
import structlog
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings
from structlog.testing import capture_logs

from accounts.rules.mail_failure import MailFailure, failure_of, reason_of
from game.api import error_handlers, rest
from game.models import Battle
from game.tests.make import make_character
from vvw_site.doctor import disk
from vvw_site.foundation.database import full_disk
from vvw_site.foundation.database.faults import for_the_log, is_unavailable
from vvw_site.foundation.database.full_disk import PROBE_SECONDS, FullDisk
from vvw_site.foundation.jobs.run import in_words
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.tiers import where

HUNT = {"location": "old-mill"}


class SmallDisk:
    """Battles lie on a disk of eight megabytes that is full, if this process may mount one beside Postgres; otherwise the server refuses
    to write them with the error of a full disk."""

    def __init__(self, server: "psycopg.Connection[Any]") -> None:
        self.server = server
        self.name = f"vvw_small_{os.getpid()}"
        # No row without the right to see it.
        found = server.execute("SELECT setting FROM pg_settings WHERE name = 'data_directory'").fetchone()
        data = Path(found[0]) if found else Path("/nowhere")
        self.is_mounted = os.geteuid() == 0 and data.is_dir()
        self.folder = Path(tempfile.mkdtemp(prefix="vvw-disk-", dir="/tmp"))
        if self.is_mounted:
            owner = data.stat().st_uid
            mount = ["mount", "-t", "tmpfs", "-o", f"size=8m,uid={owner},mode=0700", "tmpfs", str(self.folder)]
            self.is_mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
        self.fill()

    def fill(self) -> None:
        if not self.is_mounted:
            self.server.execute(_REFUSE)
            return
        self.server.execute(f"CREATE TABLESPACE {self.name} LOCATION '{self.folder}'".encode())
        self.server.execute("VACUUM (FULL) game_battle")  # no block with room is left from other tests
        self.server.execute(f"ALTER TABLE game_battle SET TABLESPACE {self.name}".encode())
        with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as file:
            while file.write(b"x" * 4096) == 4096:
                pass

    def make_room(self) -> None:
        if self.is_mounted:
            (self.folder / "filler").unlink()
        else:
            self.server.execute("DROP TRIGGER IF EXISTS vvw_full ON game_battle; DROP FUNCTION IF EXISTS vvw_full")

    def remove(self) -> None:
        if self.is_mounted:
            self.server.execute("ALTER TABLE game_battle SET TABLESPACE pg_default")
            self.server.execute(f"DROP TABLESPACE {self.name}".encode())
            subprocess.run(["umount", str(self.folder)], check=True)
        else:
            self.make_room()
        self.folder.rmdir()


_REFUSE = """CREATE FUNCTION vvw_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER vvw_full BEFORE INSERT ON game_battle EXECUTE FUNCTION vvw_full()"""


@pytest.fixture
def small_disk(transactional_db: None) -> Iterator[SmallDisk]:
    with psycopg.connect(**where(), autocommit=True) as server:
        small = SmallDisk(server)
        yield small
        with connection.cursor() as cursor:
            cursor.execute("RESET temp_tablespaces")
        small.remove()
    full_disk.seen.is_full = False


def test_a_hunt_on_a_full_disk_is_a_503_until_there_is_room(small_disk: SmallDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (rest, error_handlers):
        monkeypatch.setattr(module, "log", structlog.get_logger())  # one that was used before is not captured
    character = make_character()
    pages, api = Client(raise_request_exception=False), bearer(user_of(character))
    pages.force_login(user_of(character))
    if small_disk.is_mounted:
        with connection.cursor() as cursor:
            cursor.execute(f"SET temp_tablespaces = {small_disk.name}")  # what is tried is whether the default disk has room
    assert pages.get("/healthz/ready").status_code == 200
    with capture_logs() as logs:
        call = pages.post("/api/v1/hunts", HUNT, content_type="application/json", headers=api)
        page = pages.post("/play/hunt/", HUNT)
    assert (call.status_code, call.json()["error"]["code"], page.status_code) == (503, "unavailable", 503)
    said = [line for line in logs if line["event"] == "unavailable"]
    assert [line["reason"] for line in said] == ["The disk of Postgres is full: free some space there."] * 2
    assert not any("exc_info" in line for line in logs) and not Battle.objects.exists()
    for again in range(2):
        if again and small_disk.is_mounted:
            full_disk.seen.next_probe = 0  # time has passed: it is tried again, and still full
        ready = pages.get("/healthz/ready")
        assert (ready.status_code, list(ready.json()["reasons"])) == (503, ["disk"])
    assert "The disk of Postgres is full" in ready.json()["reasons"]["disk"] and pages.get("/play/").status_code == 200
    small_disk.make_room()
    full_disk.seen.next_probe = 0
    assert pages.get("/healthz/ready").status_code == 200
    assert pages.post("/play/hunt/", HUNT).status_code == 302 and Battle.objects.count() == 1


def full_device() -> OSError:
    """The error of a write to a full disk."""
    try:
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x")
    except OSError as error:
        return error
    raise AssertionError("/dev/full took a byte")


def test_the_error_of_a_full_disk_is_recognised_wherever_it_comes_from() -> None:
    error = full_device()
    assert error.errno == errno.ENOSPC and is_unavailable(error)
    assert for_the_log(error)["reason"].startswith("The disk is full") and not full_disk.seen.is_full
    caused = RuntimeError("a template could not be written")
    caused.__cause__ = error
    assert is_unavailable(caused) and not is_unavailable(PermissionError(errno.EACCES, "no")) and not is_unavailable(OSError())
    assert for_the_log(OperationalError("gone")) == {"error": "gone"}


def test_a_job_that_finds_a_full_disk_says_so() -> None:
    assert in_words(full_device()) == "The disk is full: free some space." and in_words(ValueError("no")) == "ValueError: no"


def test_a_mail_that_finds_a_full_disk_waits_and_says_so() -> None:
    error = full_device()
    assert failure_of(error) is MailFailure.AWAY and reason_of(error) == "the disk for mails is full: free some space"


@pytest.mark.django_db
def test_a_full_disk_of_this_machine_makes_the_readiness_check_fail(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = "/proc/mails"  # a file system without a free byte
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503 and list(answer.json()["reasons"]) == ["disk"]
    assert "The disk of the mail folder (/proc) is full" in answer.json()["reasons"]["disk"]
    assert any("the mail folder" in str(found) for found in disk.findings())


def test_the_disk_of_postgres_is_tried_only_after_a_refusal_and_rarely() -> None:
    tried, now, room = [0], [0.0], [False]

    def probe() -> bool:
        tried[0] += 1
        return room[0]

    seen = FullDisk(probe, clock=lambda: now[0])
    assert not seen.still_full() and tried == [0]
    seen.note()
    assert seen.still_full() and tried == [0]
    now[0] += PROBE_SECONDS
    assert [seen.still_full() for _ in range(3)] == [True] * 3 and tried == [1]
    room[0], now[0] = True, now[0] + PROBE_SECONDS
    assert [seen.still_full() for _ in range(3)] == [False] * 3 and tried == [2]
