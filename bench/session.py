"""`make bench`: the load session against a bench instance; requests per second, times, CPU and statements per request.

Starts the instance, drives it from a process of its own, and compares with what this machine did before.
"""

import argparse
import asyncio
import datetime
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import client, figures, per_step
from bench.instance import Instance, places
from tools.terminal import CHECKOUT, UserError, exit_on_error
from vvw_site.foundation.services.children import die_with_parent

KNEE = (50, 100, 200, 500)
GAIN = 1.05
"""A step that gives less than this many times the requests per second of the one before gives no more."""


def drive(instance: Instance, asked: argparse.Namespace, users: int, *more: str) -> dict[str, Any]:
    """One measured run of the client. Raises UserError when it fails."""
    command = [
        sys.executable, "bench/client.py", "--port", str(instance.port), "--users", str(users), "--seconds",
        str(asked.seconds), "--accounts", str(asked.accounts), "--locations", *places(), "--pids",
        json.dumps(instance.server_pids()), *more,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False, preexec_fn=die_with_parent(9))
    if done.returncode:
        raise UserError(f"The client failed: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def median_of(runs: list[dict[str, Any]]) -> dict[str, float]:
    """The figures that are kept: the median of the rounds for each."""

    def median(values: Iterable[float]) -> float:
        return round(statistics.median(values), 3)

    found = {name: median(run[name] for run in runs) for name in ("rps", "p50", "p95", "p99")}
    parts = [part for part in runs[0]["cpu_ms"] if part != "driver"]
    found |= {f"cpu_ms {part}": median(run["cpu_ms"][part] for run in runs) for part in parts}
    return found | {f"p50 {step}": median(run["steps"][step]["p50"] for run in runs) for step in runs[0]["steps"]}


def knee_of(runs: list[dict[str, Any]]) -> int | None:
    """The number of users from which on p99 rises and the requests per second do not; None when it was not reached."""
    for before, after in itertools.pairwise(runs):
        if after["rps"] < before["rps"] * GAIN and after["p99"] > before["p99"]:
            return int(before["users"])
    return None


def show(run: dict[str, Any]) -> None:
    parts = ", ".join(f"{part} {ms:.2f}" for part, ms in run["cpu_ms"].items() if part not in ("server", "driver"))
    print(
        f"\n{run['users']} users: {run['rps']:,.0f} requests/s; p50 {run['p50']} ms, p95 {run['p95']} ms, p99 {run['p99']} ms; "
        f"{sum(run['lost_races'].values())} lost races (409), errors: {run['errors'] or 'none'}\n"
        f"  CPU {run['cpu_ms']['server']:.2f} ms a request ({parts}); the client itself {run['cpu_ms']['driver']:.2f}"
    )


def show_steps(run: dict[str, Any], counts: dict[str, dict[str, float]]) -> None:
    print(f"\n  {'step':<12}{'requests':>9}{'p50 ms':>9}{'p95':>9}{'p99':>9}{'statements':>12}{'redis':>7}")
    for step, told in run["steps"].items():
        asked = counts.get(step, {})
        print(f"  {step:<12}{told['requests']:>9,}{told['p50']:>9}{told['p95']:>9}{told['p99']:>9}"
              f"{asked.get('statements', '-'):>12}{asked.get('redis', '-'):>7}")  # fmt: skip
    if counts:
        mean = counts["session"]
        print(f"  {'a request':<12}{'':>36}{mean['statements']:>12}{mean['redis']:>7}   (BEGIN and COMMIT are statements, too)")


def commit() -> str:
    told = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def compare(what: str, now: dict[str, float], kept: bool) -> None:
    """Print how the figures stand against this machine's own, and keep them when asked to."""
    here = figures.machine()
    print(
        f"\nmachine {figures.fingerprint(here)}: {here['cpu']}, {here['cores']} cores, {here['memory_gib']} GiB; commit {commit()}"
    )
    if before := figures.stored(here, what):
        print(f"against this machine's figures of {what!r}:\n" + "\n".join(figures.compared(now, before)))
    else:
        print(f"no figures of {what!r} are kept for this machine (--keep keeps these).")
    if kept:
        path = figures.keep(here, what, now, commit(), datetime.datetime.now(datetime.UTC).date().isoformat())
        print(f"kept in {path.relative_to(CHECKOUT)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--users", type=int, default=50)
    p.add_argument("--rounds", type=int, default=3, help="the median of these counts")
    p.add_argument("--seconds", type=float, default=10, help="measured in a round, after 5 to warm up")
    p.add_argument("--accounts", type=int, default=20_000)
    p.add_argument("--knee", action="store_true", help=f"find the knee: a round each with {', '.join(map(str, KNEE))} users")
    p.add_argument("--keep", action="store_true", help="keep the figures as those of this machine")
    p.add_argument("--json", action="store_true", help="print each round's whole JSON as well")
    return p


def count(instance: Instance, asked: argparse.Namespace) -> dict[str, dict[str, float]]:
    log = instance.postgres_log()
    if log is None:
        print("Statements are counted from the log of an embedded Postgres only: not counted here.")
        return {}
    port = ["--port", str(instance.port), "--locations", *places(), "--accounts", str(asked.accounts)]
    return asyncio.run(per_step.count(client.parser().parse_args(port), instance.postgres, instance.redis, log))


def main() -> int:
    os.chdir(CHECKOUT)
    asked = parser().parse_args()
    with Instance(int(os.environ.get("PORT") or free_port()), asked.accounts) as instance:
        instance.start()
        counts = {} if asked.knee else count(instance, asked)
        print("client: an asyncio client of our own over bare sockets, in a process of its own (locust is for operators)")
        runs = []
        for users in KNEE if asked.knee else [asked.users] * asked.rounds:
            runs.append(drive(instance, asked, users))
            show(runs[-1])
            if asked.json:
                print(json.dumps(runs[-1]))
        if asked.knee:
            knee = knee_of(runs)
            print(f"\nthe knee: {f'{knee} users' if knee else 'not reached'} (beyond it p99 rises, requests/s do not)")
            name, now = "knee", {f"{n} {r['users']} users": r[n] for r in runs for n in ("rps", "p99")}
        else:
            show_steps(runs[-1], counts)
            name, now = f"session, {asked.users} users", median_of(runs)
            now |= {f"statements {step}": told["statements"] for step, told in counts.items()}
        compare(name, now, asked.keep)
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
