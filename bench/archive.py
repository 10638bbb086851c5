"""`python bench/archive.py`: how fast the archive moves battles on one core, with how much memory, and what hunts beside it notice.

It fills an instance of its own with old battles (--battles; a million take about 6 GB of disk, removed at the end unless --keep-data).
Postgres and the archive share one core, and the hunters have another.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.terminal import CHECKOUT, UserError, exit_on_error, step
from vvw_site.foundation import services
from vvw_site.foundation.services.instance_paths import instance_paths

INSTANCE = "bench-archive"
HUNTERS = 200
PAUSE_SECONDS = 0.01
_FILL = """INSERT INTO game_battle (character_id, place, monster, won, xp, gold, levels, seed_id, nonce, rules_version, content_hash,
    inputs, outcome, at)
SELECT character_id, place, monster, won, xp, gold, levels, seed_id, 1000000 + n, rules_version, content_hash, inputs, outcome,
    now() - interval '400 days' + n * interval '1 second'
FROM generate_series(1, %s) n, (SELECT * FROM game_battle WHERE nonce < 1000000) model ORDER BY n"""


def _django() -> None:
    import django

    django.setup()
    from django.conf import settings

    settings.LIMITS_ENFORCED = False


def prepare() -> None:
    """Hunters with a battle each, which is the model of their old ones."""
    _django()
    from django.core.management import call_command

    call_command("migrate", "--noinput", verbosity=0)
    call_command("load_content", verbosity=0)
    from accounts.models import User
    from game.actions.actor import Actor
    from game.actions.character import create
    from game.actions.hunt import hunt
    from game.models import Character

    for n in range(HUNTERS):
        user = User.objects.create_user(f"old{n:04d}")
        hunter = create(
            user=user, name=f"Old_{n:04d}", faction="vampire", class_slug="courtblade", emblem=1, key=f"old-{n:08d}"
        )
        hunt(Actor(hunter.id, None), place="old-mill")
    Character.objects.update(energy=1_000_000)


def hunters(seconds: float) -> None:
    """Hunts one after the other for so long, each hunter in turn. Prints the milliseconds of each."""
    _django()
    from game.actions.actor import Actor
    from game.actions.hunt import hunt
    from game.models import Character

    ids = list(Character.objects.order_by("pk").values_list("pk", flat=True))
    print("ready", flush=True)
    sys.stdin.readline()
    took, ends, n = [], time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        Character.objects.filter(pk=ids[n % len(ids)]).update(energy=1000, hp=100, hunted_at=None)
        begun = time.perf_counter()
        hunt(Actor(ids[n % len(ids)], None), place="old-mill")
        took.append((time.perf_counter() - begun) * 1000)
        n += 1
        time.sleep(PAUSE_SECONDS)
    print(json.dumps(took))


def archive(seconds: float, rest: float) -> None:
    """Moves battles for so long, or until none is left. Prints what it took. rest: as in game/actions/archive.py."""
    _django()
    from django.utils import timezone

    from game.actions import archive as actions
    from game.queries.archive import due_before

    actions.REST = rest
    begun, cpu = time.perf_counter(), time.process_time()
    moved = actions.move(
        actions.BATTLES, due_before(timezone.now()), lambda batches: time.perf_counter() < begun + seconds, actions.BATCH
    )
    status = Path("/proc/self/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps({
        "moved": moved.moved, "seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu, "peak_mb": peak / 1024,
    }))  # fmt: skip


def started(core: int, *words: object) -> "subprocess.Popen[str]":
    command = ["taskset", "-c", str(core), sys.executable, __file__, *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def result(process: "subprocess.Popen[str]") -> Any:
    out, _ = process.communicate()
    if process.returncode:
        raise UserError("A part of the measurement failed; its error is above.")
    return json.loads(out.splitlines()[-1])


def hunted(core: int, seconds: float, beside: "list[str] | None" = None) -> tuple[list[float], Any]:
    """The milliseconds of hunts, and what the archive beside them printed."""
    hunting = started(core, "--part", "hunters", "--seconds", seconds)
    assert hunting.stdin is not None and hunting.stdout is not None
    hunting.stdout.readline()
    other = started(0, *beside) if beside else None
    hunting.stdin.write("go\n")
    hunting.stdin.flush()
    took = result(hunting)
    return took, result(other) if other else None


def in_words(rounds: list[list[float]]) -> str:
    """Medians of the rounds."""
    p50, p95, p99 = (statistics.median(statistics.quantiles(took, n=100)[part] for took in rounds) for part in (49, 94, 98))
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms of {sum(map(len, rounds)):,} hunts in {len(rounds)} rounds"


def in_words_of(found: Any) -> str:
    return (
        f"{found['moved']:,} battles in {found['seconds']:.1f} s, {found['moved'] / found['seconds']:,.0f} a second; "
        f"its process took {found['cpu']:.1f} s of CPU and {found['peak_mb']:.0f} MB"
    )


def measure(options: argparse.Namespace) -> None:
    os.sched_setaffinity(0, {0})  # Postgres and all that follows inherit it
    cores = os.cpu_count() or 1
    shutil.rmtree(instance_paths(INSTANCE).home, ignore_errors=True)
    with services.hold(INSTANCE):
        os.environ |= {"DATABASE_URL": services.postgres_url(INSTANCE), "REDIS_URL": services.redis_url(INSTANCE)}
        with step(f"{HUNTERS} hunters"):
            result_of = subprocess.run([sys.executable, __file__, "--part", "prepare"], check=False)
            if result_of.returncode:
                raise UserError("The hunters could not be made; the error is above.")
        with step(f"{options.battles:,} old battles"), psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
            database.execute(_FILL, [-(-options.battles // HUNTERS)])
            database.execute("VACUUM ANALYZE game_battle")
            database.execute("CHECKPOINT")
            size = database.execute("SELECT pg_total_relation_size('game_battle') / count(*) FROM game_battle").fetchone()
            assert size is not None
            print(f"{size[0]:,} bytes a battle with its indexes; cores of this machine: {cores}; load {os.getloadavg()[0]:.1f}")
        core, alone, beside = min(1, cores - 1), list[list[float]](), list[list[float]]()
        for _ in range(options.rounds):
            alone.append(hunted(core, options.seconds)[0])
            took, found = hunted(core, options.seconds, ["--part", "archive", "--seconds", str(options.seconds)])
            beside.append(took)
            print(f"beside hunts, with its rests: {in_words_of(found)}")
        print(f"hunts alone:              {in_words(alone)}")
        print(f"hunts beside the archive: {in_words(beside)}")
        print(f"alone, without rests: {in_words_of(result(started(0, '--part', 'archive', '--seconds', 600, '--rest', 0)))}")
        with psycopg.connect(os.environ["DATABASE_URL"]) as database:
            left = database.execute(
                "SELECT (SELECT count(*) FROM game_battle), (SELECT count(*) FROM game_archivedbattle)"
            ).fetchone()
            print(f"live and archived at the end: {left}; load {os.getloadavg()[0]:.1f}")


def main() -> int:
    os.chdir(CHECKOUT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "vvw_site.settings.bench"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--battles", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10, help="how long a round is")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of hunts alone and beside the archive, in turn")
    parser.add_argument("--rest", type=float, default=3.0, help=argparse.SUPPRESS)
    parser.add_argument("--keep-data", action="store_true")
    parser.add_argument("--part", choices=["prepare", "hunters", "archive"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "prepare":
        prepare()
    elif options.part == "hunters":
        hunters(options.seconds)
    elif options.part == "archive":
        archive(options.seconds, options.rest)
    if options.part:
        return 0
    if not os.environ.keys().isdisjoint({"DATABASE_URL", "REDIS_URL"}):
        raise UserError("This only runs on its own embedded servers: unset DATABASE_URL and REDIS_URL.")
    if services.is_running(INSTANCE):
        raise UserError("Another run of this command uses the instance: wait for its end.")
    measure(options)
    if not options.keep_data:
        shutil.rmtree(instance_paths(INSTANCE).home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
