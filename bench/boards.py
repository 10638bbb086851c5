"""`python bench/boards.py`: how long the boards take to count, and the daily ranks, and how much memory that needs.

Fills a separate instance with characters (1,000,000, about 1.5 GB of disk; --drop removes it at the end) and a season's baselines.
Each job then runs in a process of its own, as in a worker. Of the server, the private memory of all its processes is sampled.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import cpu
from bench.instance import Instance, run_python
from tools.terminal import CHECKOUT, UserError, exit_on_error, step
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.instance_paths import instance_paths

INSTANCE = "bench-boards"
SAMPLE_SECONDS = 0.02
JOBS = ("count_boards", "rank_everybody", "remove")
MIB = 2**20


class JobFigures(msgspec.Struct, frozen=True):
    """seconds: of the job alone. start, peak: MiB of its process before and at the most. said: what it did."""

    seconds: float
    start: float
    peak: float
    said: str


def run_job(name: str) -> JobFigures:
    """In this process. rank_everybody forgets first that the day is ranked already."""
    import django

    from vvw_site.foundation.database import time_limit

    time_limit.lift()  # as a worker does
    django.setup()
    from django.db import connection, transaction

    from game.actions import boards, daily_rank
    from game.models import BoardEntry, DailyRank, RankCount

    if name == "rank_everybody":
        DailyRank.objects.all().delete()
        RankCount.objects.all().delete()
    connection.ensure_connection()
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.perf_counter()
    if name == "count_boards":
        said = str(boards.count_boards())
    elif name == "remove":
        with transaction.atomic():
            first = BoardEntry.objects.filter(rank=1).values_list("character_id", flat=True)
            said = f"{boards.remove([*first])} boards changed"
    else:
        from django.utils import timezone

        said = f"{daily_rank.rank_everybody(timezone.now()):,} ranks stored"
    took = time.perf_counter() - began
    return JobFigures(took, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, said)


def measured(name: str, server: int) -> tuple[JobFigures, float]:
    """The job's figures, and the most private memory in MiB that one process of the server had meanwhile."""
    child = subprocess.Popen([sys.executable, __file__, "--run", name], stdout=subprocess.PIPE, text=True)
    most = 0.0
    while child.poll() is None:
        most = max([most, *(private_memory(pid) for pid in children_of(server))])
        time.sleep(SAMPLE_SECONDS)
    if child.returncode or child.stdout is None:
        raise UserError(f"{name} failed.")
    return msgspec.json.decode(child.stdout.read(), type=JobFigures), most


def children_of(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def private_memory(pid: int) -> float:
    """MiB without what it shares with other processes; 0 for one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


def temporary_bytes() -> int:
    """All bytes that sorts have written beside the tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT temp_bytes FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--drop", action="store_true", help="delete the instance at the end")
    parser.add_argument("--run", choices=JOBS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(msgspec.to_builtins(run_job(options.run))))
        return 0
    with Instance(free_port(), 0, INSTANCE) as instance:
        instance.hold_services()
        if not instance.lease:
            raise UserError("This samples the memory of the embedded Postgres: run it without DATABASE_URL.")
        with step("Migrations"):
            run_python(["manage.py", "migrate", "--noinput", "-v0"])
        import django

        django.setup()
        from bench.many_characters import begin_season, make_characters

        with step(f"{options.characters:,} characters"):
            make_characters(options.characters)
            begin_season()
        server = instance.server_pids()["postgres"][0]
        for name in JOBS:
            rounds, peaks, written, used = [], [], temporary_bytes(), cpu.seconds([server])
            for _ in range(options.rounds):
                figures, peak = measured(name, server)
                rounds.append(figures)
                peaks.append(peak)
            used = (cpu.seconds([server]) - used) / options.rounds
            time.sleep(1)  # the server adds up its counters once a second
            print(
                f"{name}: median {statistics.median(f.seconds for f in rounds):.2f} s of "
                f"{', '.join(f'{f.seconds:.2f}' for f in rounds)}, {used:.2f} s of the server's CPU; "
                f"worker {max(f.start for f in rounds):.0f} MiB before, "
                f"{max(f.peak for f in rounds):.0f} MiB at most; Postgres {max(peaks):.0f} MiB private memory at most; "
                f"{(temporary_bytes() - written) / options.rounds / MIB:,.0f} MiB of temporary files a round; {rounds[0].said}"
            )
    if options.drop:
        shutil.rmtree(instance_paths(INSTANCE).home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.bench")
    with exit_on_error():
        sys.exit(main())
