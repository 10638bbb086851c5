"""`python bench/raid.py`: all figures of live raids in one run: frames, hits, 200 hitters at once, the load session beside a
raid, clients that come back, and silent sockets.

It starts the bench instance (web processes, sockets tier, Postgres, Redis) and a peer that sends the same frames through a plain
group of Channels on daphne. Each part prints its figures; the last line says what was measured. Ctrl-C stops everything.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import cpu
from bench.instance import Instance, listens
from bench.raid_stage import RaidBench, hub_on_daphne, memory, plain_channels, started, swarm
from tools.terminal import CHECKOUT, UserError, exit_on_error, line, log_file, short
from vvw_site.foundation.ports import free_port

RATE = 4.0
"""Frames a second."""
PARTS = ("frames", "hits", "crowd", "beside", "back", "sockets")


def frames(bench: RaidBench) -> dict[str, Any]:
    """CPU of a delivered frame, in alternating rounds, and the delays of ours; our hub on daphne for comparison."""
    options, instance = bench.options, bench.instance
    raid = bench.start_raid()
    ours, daphnes, theirs, delays, gaps = [], [], [], [], 0
    port = free_port()
    for nth in range(options.rounds):
        with (
            bench.hitters(raid, options.seconds + 30),
            swarm(instance.sockets_port, f"/ws/raids/{raid}/", options.sockets, options.seconds) as run,
        ):
            spent, found = cpu_during(instance.children["sockets"].pid, run.measure)
        if not found["deliveries"]:
            raise UserError(f"No frame arrived; see {short(log_file('sockets'))}.")
        ours.append(spent * 1000 / max(1, found["deliveries"]))
        delays.append(found["p99_ms"] or 0)
        gaps += found["gaps"]
        with (
            bench.hitters(raid, options.seconds + 40),
            hub_on_daphne(port) as process,
            swarm(port, f"/ws/raids/{raid}/", options.sockets, options.seconds) as run,
        ):
            spent, daphne = cpu_during(process.pid, run.measure)
        daphnes.append(spent * 1000 / max(1, daphne["deliveries"]))
        with (
            plain_channels(instance.redis, port) as process,
            swarm(port, "/ws/raids/1/", options.sockets, options.seconds) as run,
        ):
            publisher = [sys.executable, "bench/plain_channels.py", str(RATE), str(options.seconds + 5)]
            with started(publisher, env=os.environ | {"REDIS_URL": instance.redis}):
                time.sleep(2)
                spent, other = cpu_during(process.pid, run.measure)
        theirs.append(spent * 1000 / max(1, other["deliveries"]))
        line(f"  round {nth + 1}: ours {ours[-1]:.4f} ms a frame ({found['deliveries'] / options.seconds:,.0f} a second, p99 "
             f"{found['p99_ms']} ms, gaps {found['gaps']}); our hub on daphne {daphnes[-1]:.4f} (p99 {daphne['p99_ms']} ms); plain "
             f"Channels {theirs[-1]:.4f} ({other['deliveries'] / options.seconds:,.0f} a second, p99 {other['p99_ms']} ms)")  # fmt: skip
    ratio = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
    return {
        "frame_ms": round(statistics.median(ours), 4), "plain / ours": round(ratio, 1),
        "on daphne / ours": round(statistics.median(b / a for a, b in zip(ours, daphnes, strict=True)), 1),
        "p99_ms": max(delays), "gaps": gaps,
    }  # fmt: skip


def cpu_during(pid: int, run: Callable[[], dict[str, Any]]) -> tuple[float, dict[str, Any]]:
    """CPU seconds of the process while it runs, and what it returns."""
    before = cpu.seconds([pid])
    found = run()
    return cpu.seconds([pid]) - before, found


def sockets(bench: RaidBench) -> dict[str, Any]:
    """Memory of a silent socket, and how many one process holds."""
    options, instance = bench.options, bench.instance
    raid = bench.start_raid()
    pid = instance.children["sockets"].pid
    with swarm(instance.sockets_port, f"/ws/raids/{raid}/", 100, 1):
        time.sleep(1)  # what the first sockets need once
    before = memory(pid)
    with swarm(instance.sockets_port, f"/ws/raids/{raid}/", options.held, options.hold) as run:
        held = (memory(pid) - before) / options.held
        line(f"  {options.held:,} sockets are open at {held / 1024:.1f} KB each; holding them for {options.hold:g} s …")
        found = run.measure()
    return {
        "held": options.held,
        "seconds": options.hold,
        "closed": found["closed_by_server"],
        "KB each": round(held / 1024, 1),
    }


def hits(bench: RaidBench) -> dict[str, Any]:
    """CPU of a hit against a hunt, all server processes, in alternating rounds."""
    raid = bench.start_raid()
    ratios, each = [], []
    for nth in range(bench.options.rounds):
        hunt = bench.drive(50, "--only-hunts")["cpu_ms"]
        hit = bench.drive(50, "--only-hits", str(raid))["cpu_ms"]
        ratios.append(hit["server"] / hunt["server"])
        each.append(hit["server"])
        line(f"  round {nth + 1}: ratio {ratios[-1]:.2f}; a hit {parts_of(hit)}; a hunt {parts_of(hunt)}")
    return {"hit_ms": round(statistics.median(each), 3), "hit / hunt": round(statistics.median(ratios), 2)}


def parts_of(spent: dict[str, float]) -> str:
    return ", ".join(f"{part} {ms:.3f}" for part, ms in spent.items() if part != "driver") + " ms"


def crowd(bench: RaidBench) -> dict[str, Any]:
    """200 hitters on one boss until it falls: what was acknowledged is there, and the sum is the health."""
    raid = bench.start_raid(health=1_500_000)
    found = bench.drive(200, "--only-hits", str(raid), seconds=10)
    deadline = time.monotonic() + 20
    while (row := bench.sql("SELECT state, hp, health, number, killing_hit FROM game_raid WHERE id = %s", raid)[0])[
        0
    ] == "open":
        if time.monotonic() > deadline:
            raise UserError("The boss did not fall: are hits so weak?")
        time.sleep(0.2)
    [(rows, counted, kills)] = bench.sql(
        "SELECT count(*), sum(counted), count(*) FILTER (WHERE id = %s) FROM game_raidhit WHERE raid_id = %s AND number IS NOT NULL",
        row[4], raid,
    )  # fmt: skip
    [(unnumbered, rewards)] = bench.sql(
        "SELECT (SELECT count(*) FROM game_raidhit WHERE raid_id = %s AND number IS NULL), "
        "(SELECT count(*) FROM game_raidreward WHERE raid_id = %s)", raid, raid,
    )  # fmt: skip
    acknowledged = found["steps"]["hit"]["requests"] - sum(found["lost_races"].values())
    line(f"  {acknowledged:,} hits acknowledged in the measured time, {rows + unnumbered:,} rows in all; counted {counted:,} of "
         f"{row[2]:,}; killing blows {kills}; rewards {rewards}; {row[0]}")  # fmt: skip
    return {
        "all rows": rows + unnumbered >= acknowledged, "counted = health": counted == row[2], "killing blows": kills, "state": row[0]
    }  # fmt: skip


def beside(bench: RaidBench) -> dict[str, Any]:
    """The load session alone and beside a raid with watchers: CPU per request of web processes, Postgres and Redis."""
    options, ratios = bench.options, []
    raid = bench.start_raid()
    for nth in range(options.rounds):
        alone = session_cpu(bench.drive(50))
        with (
            bench.hitters(raid, options.seconds + 40, users=3, pause=0.5),
            swarm(bench.instance.sockets_port, f"/ws/raids/{raid}/", options.sockets, options.seconds + 10),
        ):
            with_raid = session_cpu(bench.drive(50))
        ratios.append(with_raid / alone)
        line(f"  round {nth + 1}: alone {alone:.3f} ms a request, beside the raid {with_raid:.3f}, ratio {ratios[-1]:.3f}")
    return {"beside / alone": round(statistics.median(ratios), 3)}


def back(bench: RaidBench) -> dict[str, Any]:
    """The sockets tier is killed and started again: how soon its clients are back after it listens."""
    options, instance = bench.options, bench.instance
    raid = bench.start_raid()
    command = [
        sys.executable, "bench/returning.py", "--port", str(instance.sockets_port), "--path", f"/ws/raids/{raid}/",
        "--sockets", str(options.sockets),
    ]  # fmt: skip
    with started(command) as process:
        assert process.stdout
        if not process.stdout.readline():
            raise UserError(f"Not all {options.sockets:,} sockets opened; see {short(log_file('bench'))}.")
        instance.children["sockets"].kill()
        instance.children["sockets"].wait()
        instance.start_child("sockets", instance.sockets_command())
        while not listens(instance.sockets_port):
            time.sleep(0.02)
        listening = time.time()
        found = json.loads(process.stdout.readline())
    return {
        "clients": options.sockets, "all back after s": round(found["last_at"] - listening, 1),
        "in the busiest second": found["busiest_second"],
    }  # fmt: skip


def session_cpu(run: dict[str, Any]) -> float:
    return float(sum(run["cpu_ms"][part] for part in ("gunicorn", "postgres", "redis")))


def main() -> int:
    os.chdir(CHECKOUT)
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all by default")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--seconds", type=float, default=15)
    p.add_argument("--warmup", type=float, default=3)
    p.add_argument("--sockets", type=int, default=1000)
    p.add_argument("--held", type=int, default=5000, help="sockets to hold")
    p.add_argument("--hold", type=float, default=300, help="seconds to hold them")
    p.add_argument("--accounts", type=int, default=20_000)
    p.add_argument("--port", type=int, default=8260)
    p.add_argument("--instance", default="bench")
    options = p.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        raise UserError(f"There is no part {', '.join(unknown)}: choose from {', '.join(PARTS)}.")
    with Instance(options.port, options.accounts, options.instance) as instance:
        bench = RaidBench(instance.start(), options)
        for part in options.parts or PARTS:
            line(f"\n{part}: {globals()[part].__doc__}")
            bench.found[part] = globals()[part](bench)
            line(f"  {json.dumps(bench.found[part])}")
    line(f"\nMeasured: {json.dumps(bench.found)}")
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
