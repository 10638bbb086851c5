"""`python bench/seasons.py`: the end of a season with a million characters: its time, its memory, and what the load session feels.

The load session runs alone and while a season ends, in turns. The end is a process of its own, as in the worker. `--cores 0` puts
everything on the first core.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.instance import SETTINGS, Instance, places
from tools.run import port_from_environment
from tools.terminal import CHECKOUT, exit_on_error, step
from vvw_site.foundation.database import time_limit
from vvw_site.foundation.services.children import die_with_parent

SAMPLE_SECONDS = 0.05
WARMUP_SECONDS = 5
MB = 1024
END = """
import django, json, os, resource, sys, time
from vvw_site.foundation.database import time_limit
time_limit.lift()
django.setup()
from django.db import connection
from game.actions.season_roll import end_in_transaction, remove_leftovers
from game.actions.transaction import in_transaction
from game.queries.season import season_state
state = season_state()
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_backend_pid(), pg_current_wal_lsn()")
    backend, wal = cursor.fetchone()
print(backend, flush=True)
begun = time.monotonic()
rolled = in_transaction(lambda: end_in_transaction(state.season.id, state.season.ends_at))
ended = time.monotonic()
removed = remove_leftovers()
done = time.monotonic()
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), %s)", [wal])
    written = int(cursor.fetchone()[0])
print(json.dumps({
    "seconds": ended - begun, "removal_seconds": done - ended, "results": rolled.frozen.results, "baselines": rolled.frozen.baselines,
    "rewards": rolled.frozen.rewards, "removed": removed, "wal_mb": written / 2**20,
    "python_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}), flush=True)
"""


def end_a_season() -> dict[str, Any]:
    """One rollover in a process of its own. backend_mb: the most memory of its database process that it shares with nobody."""
    child = subprocess.Popen(
        [sys.executable, "-c", END], cwd=CHECKOUT, env=os.environ | {"PYTHONPATH": str(CHECKOUT)}, text=True,
        stdout=subprocess.PIPE, preexec_fn=die_with_parent(9),
    )  # fmt: skip
    assert child.stdout is not None
    backend, most = int(child.stdout.readline()), 0
    while child.poll() is None:
        most = max(most, anonymous_kb(backend))
        time.sleep(SAMPLE_SECONDS)
    found: dict[str, Any] = json.loads(child.stdout.readline())
    return found | {"backend_mb": most / MB}


def anonymous_kb(pid: int) -> int:
    """RssAnon of a process; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon:")), 0)


def load(instance: Instance, options: argparse.Namespace) -> dict[str, Any]:
    """One round of the load session."""
    command = [
        sys.executable, "bench/client.py", "--port", str(instance.port), "--users", str(options.users), "--seconds",
        str(options.seconds), "--accounts", str(options.accounts), "--pause", str(options.pause), "--locations", *places(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=True, preexec_fn=die_with_parent(9))
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def load_while_a_season_ends(instance: Instance, options: argparse.Namespace) -> tuple[dict[str, Any], dict[str, Any]]:
    """One round of the load session, and the end of a season that begins with its measured seconds."""
    ends: list[dict[str, Any]] = []

    def end_after_the_warmup() -> None:
        time.sleep(WARMUP_SECONDS)
        ends.append(end_a_season())

    thread = threading.Thread(target=end_after_the_warmup, daemon=True)
    thread.start()
    found = load(instance, options)
    thread.join()
    return found, ends[0]


def play_a_season() -> None:
    """Every character does something: the baselines of the season that is on fall behind by a third."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE game_seasonbaseline SET experience = experience * 2 / 3, kills = kills * 2 / 3, gold_earned = gold_earned * 2 / 3"
        )
        cursor.execute("VACUUM ANALYZE game_seasonbaseline")
        cursor.execute("TRUNCATE game_seasonresult")
        cursor.execute("CHECKPOINT")


def shown(what: str, rounds: list[dict[str, Any]]) -> float:
    """Prints the medians of these rounds. Returns that of the p99."""
    rps, p50, p99 = (statistics.median(float(one[name]) for one in rounds) for name in ("rps", "p50", "p99"))
    errors = [one["errors"] for one in rounds if one["errors"]] or "no errors"
    print(f"{what:24}{rps:8.0f} requests/s   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   {errors}", flush=True)
    return p99


def main() -> None:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--ends", type=int, default=3, help="ends of seasons that are measured without load")
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--accounts", type=int, default=2_000)
    parser.add_argument("--cores", default="", help="cores of the site and its servers, such as 0 or 0,1; empty: all")
    parser.add_argument("--instance", default="bench-seasons")
    options = parser.parse_args()
    if options.cores:
        os.sched_setaffinity(0, {int(core) for core in options.cores.split(",")})
    os.environ["PORT"] = os.environ.get("PORT") or "8260"
    with Instance(port_from_environment(), options.accounts, options.instance) as instance:
        instance.start()
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        import django

        time_limit.lift()
        django.setup()
        from bench.many_characters import begin_season, make_characters

        with step(f"{options.characters:,} characters"):
            if make_characters(options.characters):
                begin_season()
            else:
                play_a_season()
        for number in range(options.ends):
            if number:
                play_a_season()
            print(in_words(end_a_season()), flush=True)
        alone, during = [], []
        for _ in range(options.rounds):
            play_a_season()
            alone.append(load(instance, options))
            shown("alone", alone[-1:])
            found, end = load_while_a_season_ends(instance, options)
            during.append(found)
            shown("while a season ends", during[-1:])
            print(in_words(end), flush=True)
        print("medians:")
        ratio = shown("while a season ends", during) / shown("alone", alone)
        print(f"p99 is {ratio:.2f} times as high")


def in_words(end: dict[str, Any]) -> str:
    return (
        f"end: {end['seconds']:.1f} s for {end['results']:,} results and {end['baselines']:,} baselines; "
        f"{end['removal_seconds']:.1f} s to delete {end['removed']:,} old ones; {end['wal_mb']:,.0f} MB of log; memory: "
        f"{end['backend_mb']:.0f} MB of the database process, {end['python_mb']:.0f} MB of ours"
    )


if __name__ == "__main__":
    with exit_on_error():
        main()
