"""A process whose children carry out orders and die by SIGKILL, as tests see it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.db import connection

from game.models import Character
from vvw_site.tests.tiers import until

ROOT = Path(__file__).resolve().parents[3]
NAME = "dies"
"""The name of its connections."""


class Mortal:
    """The process of a script whose children die, by its path (dying_orders.py)."""

    def __init__(self, script: str) -> None:
        words = [sys.executable, script, connection.settings_dict["NAME"]]
        self.process = subprocess.Popen(
            words,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PGAPPNAME": NAME},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.read() == "ready"

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def begin(self, order: dict[str, Any]) -> int:
        """The process id of a child that carries out the order."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(order)}\n")
        self.process.stdin.flush()
        return int(self.read())

    def end(self) -> bool:
        """Whether the child died, waited for until Postgres has ended what it did for it."""
        word = self.read()
        assert word in ("died", "ended"), word
        until(lambda: others() == 0, 10)
        return word == "died"


def order_for(action: str, dies_at: int | None, character: Character | None = None, **more: Any) -> dict[str, Any]:
    """An order for a child (dying_orders.py), with a key of its own. more: what the action needs."""
    key = f"key-{action}-{dies_at or 0:04d}"
    return {"action": action, "dies_at": dies_at, "character": character and character.pk, "key": key} | more


def others() -> int:
    """Connections of dying children to this database. Those of this process do not count: an earlier test may have left one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s", [NAME]
        )
        return int(cursor.fetchone()[0])
