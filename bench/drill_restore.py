"""`make drill-restore`: the disk of Postgres is lost while people hunt, and the world comes back from its backups.

It has an instance of its own (Postgres, Redis, web process, archive of the log). Hunters play through the API; a full backup and an
increment are taken meanwhile; then Postgres is killed with SIGKILL and its folder deleted. The backups are restored elsewhere, to
the newest and to a moment, and the ledger of both is proven. The table says what was lost and how long it took. Exit 1 if more than a
second was lost, or if something that should be there is not.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.cluster import Cluster, folder_for_clusters
from bench.drill_hunters import Hunt, Hunters
from bench.drill_stage import Stage, fill_database, make_tokens, wait_until
from tools.terminal import CHECKOUT, UserError, exit_on_error, line, step
from vvw_site.foundation.services.children import die_with_parent, end_child

AIM_SECONDS = 1.0
HUNTS_A_SECOND = 40
"""Of all hunters together."""


class RestoreDrill:
    """folder: short, and the servers' user can enter it. seconds: of play before and after each backup."""

    def __init__(self, cluster: Cluster, stage: Stage, hunters: Hunters, folder: Path, seconds: float) -> None:
        self.cluster, self.stage, self.hunters, self.folder, self.seconds = cluster, stage, hunters, folder, seconds
        self.problems: list[str] = []
        self.rows: list[tuple[str, str]] = []

    def run(self) -> None:
        archive = start_archive(self.folder)
        try:
            with step("Full backup"):
                manage("backup")
            self.hunters.start()
            with step("Hunts, and an increment"):
                self._play()
                manage("backup")
            with step("Hunts after the backup"):
                self._play()
                moment = self._database_time()
                self._play()
            killed = self._destroy()
        finally:
            end_child(archive, (signal.SIGTERM, 20.0))
            self.hunters.stop()
        hunts = list(self.hunters.hunts)
        self.problems += self.hunters.surprises
        after = [hunt for hunt in hunts if hunt.sent > self._last_backup_ended()]
        if len(after) < 20:
            self.problems.append(f"only {len(after)} hunts came after the last backup, which proves little")
        self.rows += [
            ("hunts that were acknowledged", f"{len(hunts):,}"),
            ("  of them after the last backup", f"{len(after):,}"),
        ]
        self._prove_newest(hunts, after, killed)
        self._prove_moment(hunts, moment)

    def table(self) -> str:
        width = max(len(name) for name, _ in self.rows)
        return "\n".join(f"  {name:<{width}}  {value:>14}" for name, value in self.rows)

    def _play(self) -> None:
        """Until so many hunts more are acknowledged as the hunters do in `seconds`."""
        wanted = len(self.hunters.hunts) + int(self.seconds * HUNTS_A_SECOND / 2)
        wait_until("hunters hunt", lambda: len(self.hunters.hunts) >= wanted or self.hunters.surprises)

    def _database_time(self) -> float:
        with psycopg.connect(self.cluster.url) as database:
            row = database.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone()
        assert row
        return float(row[0])

    def _destroy(self) -> float:
        with step("kill -9, and the folder is gone"):
            self.cluster.destroy()
            killed = time.time()
            failed = self.hunters.failures
            wait_until("hunters notice", lambda: self.hunters.failures > failed)
        return killed

    def _last_backup_ended(self) -> float:
        from vvw_site.foundation.backup.archive import Archive

        return Archive(self.folder / "archive").backups()[-1].ended.timestamp()

    def _restored(self, name: str, *arguments: str) -> tuple[Path, float]:
        begun = time.monotonic()
        manage("restore", "--to", str(self.folder / f"{name}-data"), *arguments)
        return self.folder / f"{name}-data", time.monotonic() - begun

    def _prove_newest(self, hunts: list[Hunt], after: list[Hunt], killed: float) -> None:
        with step("Restore to the newest"):
            data, took = self._restored("newest")
            with Cluster(self.folder / "newest", data) as restored:
                found = battles(restored.url)
                ledger = prove(restored.url)
        lost = [hunt for hunt in hunts if hunt.battle not in found]
        seconds = killed - min((hunt.acknowledged for hunt in lost), default=killed)
        came_back = sum(hunt.battle in found for hunt in after)
        self.rows += [
            ("  of these, back after the restore", f"{came_back:,}"),
            ("hunts lost", f"{len(lost):,}"),
            ("time lost (aim: 1 s)", f"{seconds:.2f} s"),
            ("restore to the newest took", f"{took:.1f} s"),
            ("its ledger", ledger),
        ]
        if seconds > AIM_SECONDS:
            self.problems.append(f"{seconds:.2f} s were lost")
        if not came_back:
            self.problems.append("nothing that was written after the backup came back")

    def _prove_moment(self, hunts: list[Hunt], moment: float) -> None:
        from datetime import UTC, datetime

        with step("Restore to a moment"):
            data, took = self._restored("moment", "--at", datetime.fromtimestamp(moment, UTC).isoformat())
            with Cluster(self.folder / "moment", data) as restored:
                found = battles(restored.url)
                ledger = prove(restored.url)
        missing = [hunt for hunt in hunts if hunt.acknowledged < moment and hunt.battle not in found]
        too_new = [hunt for hunt in hunts if hunt.sent > moment and hunt.battle in found]
        self.rows += [("restore to a moment took", f"{took:.1f} s"), ("its ledger", ledger)]
        if missing:
            self.problems.append(f"{len(missing)} hunts from before the moment are missing")
        if too_new:
            self.problems.append(f"{len(too_new)} hunts are newer than the moment")
        if not any(hunt.sent > moment for hunt in hunts):
            self.problems.append("no hunt came after the moment, so it proves nothing")


def start_archive(folder: Path) -> "subprocess.Popen[bytes]":
    """`manage.py keep_backups` without its hourly backups; returns when it archives."""
    log = folder / "keep.log"
    with log.open("wb") as out:
        archive = subprocess.Popen(
            [sys.executable, "manage.py", "keep_backups", "--minutes", "0"], cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=out,
            stderr=out, start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    with step("Archive of the log"):
        wait_until(
            "the log is archived", lambda: any((folder / "archive" / "wal").glob("*/*.partial")) or archive.poll() is not None
        )
        if archive.poll() is not None:
            raise UserError(f"The archive ended: {log.read_text().strip()}")
    return archive


def manage(*arguments: str) -> None:
    from bench.instance import run_python

    run_python(["manage.py", *arguments])


def battles(url: str) -> set[int]:
    with psycopg.connect(url) as database:
        return {number for (number,) in database.execute("SELECT id FROM game_battle").fetchall()}


def prove(url: str) -> str:
    """Proves the ledger of a restored database. Raises UserError if a balance differs."""
    os.environ["DATABASE_URL"] = url
    manage("verify_ledger")
    return "proven"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hunters", type=int, default=20, help="who hunt at once (20)")
    parser.add_argument("--seconds", type=float, default=5, help="of play before and after each step (5)")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    from bench.instance import SETTINGS, only_one, places

    begun = time.monotonic()
    with ExitStack() as stack:
        folder = folder_for_clusters()
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.enter_context(only_one("drill-restore"))
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="drill-")))
        with step("Postgres"):
            cluster = stack.enter_context(Cluster(folder / "first"))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": SETTINGS, "DATABASE_URL": cluster.url, "BACKUP_ROOT": str(folder / "archive"),
            "BACKUP_DATABASE_URL": "", "BACKUP_COPY_COMMAND": "",
        }  # fmt: skip
        stage = stack.enter_context(Stage(scratch, {}))
        os.environ["REDIS_URL"] = stage.redis_url
        with step("Database, content and hunters"):
            stage.start("redis")
            manage("prepare_backup")
            fill_database(options.hunters)
        tokens = tokens_of_hunters(options.hunters)
        with step("Site"):
            stage.start("site")
        hunters = Hunters(stage.ports["site"], tokens, places(), options.hunters / HUNTS_A_SECOND)
        drill = RestoreDrill(cluster, stage, hunters, folder, options.seconds)
        drill.run()
    line(drill.table())
    for problem in drill.problems:
        line(f"  {problem}")
    result = f"{len(drill.problems)} faults" if drill.problems else "The world came back"
    line(f"{result}, in {time.monotonic() - begun:.0f} s.")
    if drill.problems:
        sys.exit(1)


def tokens_of_hunters(count: int) -> list[str]:
    """Leaves no connection to the database, which will be destroyed."""
    import django

    django.setup()
    from django.db import connection

    tokens = make_tokens(count)
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    return tokens


if __name__ == "__main__":
    with exit_on_error():
        main()
