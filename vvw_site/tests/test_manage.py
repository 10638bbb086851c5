"""manage.py says in a sentence what keeps a command from working."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

AWAY = {"DATABASE_URL": "postgresql://vvw@127.0.0.1:9/vvw", "REDIS_URL": "redis://127.0.0.1:9/0"}


def manage(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *words, "--settings=vvw_site.settings.bench"], cwd=settings.BASE_DIR,
        env=os.environ | AWAY | {"LOG_LEVEL": "CRITICAL"}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.slow
def test_a_command_without_postgres_ends_with_a_sentence_and_shows_where_if_asked() -> None:
    running = [manage("verify_ledger"), manage("verify_ledger", "--traceback")]
    (_, sentence), (_, traceback) = (one.communicate(timeout=120) for one in running)
    assert [one.returncode for one in running] == [1, 1]
    assert (
        sentence.strip().splitlines()[-1].startswith("Postgres did not do its part. It said: ") and "Traceback" not in sentence
    )
    assert "Traceback" in traceback


@pytest.mark.slow
def test_output_that_nobody_reads_any_more_is_no_error() -> None:
    running = manage("diffsettings", "--all")
    assert running.stdout is not None
    running.stdout.close()
    assert running.wait(120) == 141
    assert running.stderr is not None and running.stderr.read() == ""
