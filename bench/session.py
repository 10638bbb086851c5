"""`make bench`: plays the load session against a bench instance and prints requests per second, times, CPU and statements.

Starts the instance, runs the client in a separate process, and compares the figures with earlier ones of this machine.
"""

import argparse
import asyncio
import datetime
import itertools
import json
import os
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
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.children import die_with_parent

KNEE = (50, 100, 200, 500)
GAIN = 1.05
"""Requests per second must grow by this factor from one step to the next; less counts as no growth."""


def drive(instance: Instance, options: argparse.Namespace, users: int, *more: str) -> dict[str, Any]:
    """One measured run of the client. Returns its JSON. Raises UserError if it fails."""
    command = [
        sys.executable, "bench/client.py", "--port", str(instance.port), "--users", str(users), "--seconds",
        str(options.seconds), "--accounts", str(options.accounts), "--locations", *places(), "--pids",
        json.dumps(instance.server_pids()), *more,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False, preexec_fn=die_with_parent(9))
    if done.returncode:
        raise UserError(f"The client failed: {(done.stderr.strip().splitlines() or ['no output'])[-1]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def median_of(runs: list[dict[str, Any]]) -> dict[str, float]:
    """The figures to store: the median of the rounds for each."""

    def median(values: Iterable[float]) -> float:
        return round(statistics.median(values), 3)

    found = {name: median(run[name] for run in runs) for name in ("rps", "p50", "p95", "p99")}
    parts = [part for part in runs[0]["cpu_ms"] if part != "driver"]
    found |= {f"cpu_ms {part}": median(run["cpu_ms"][part] for run in runs) for part in parts}
    return found | {f"p50 {step}": median(run["steps"][step]["p50"] for run in runs) for step in runs[0]["steps"]}


def knee_of(runs: list[dict[str, Any]]) -> int | None:
    """The number of users above which p99 rises but requests per second do not. None if no run reached it."""
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
    for step, times in run["steps"].items():
        counted = counts.get(step, {})
        print(f"  {step:<12}{times['requests']:>9,}{times['p50']:>9}{times['p95']:>9}{times['p99']:>9}"
              f"{counted.get('statements', '-'):>12}{counted.get('redis', '-'):>7}")  # fmt: skip
    if counts:
        mean = counts["session"]
        print(f"  {'a request':<12}{'':>36}{mean['statements']:>12}{mean['redis']:>7}   (BEGIN and COMMIT count as statements)")


def commit() -> str:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "unknown"


def compare(what: str, now: dict[str, float], keep: bool) -> None:
    """Print the figures beside the stored ones of this machine. keep: store the new ones."""
    here = figures.machine()
    print(
        f"\nmachine {figures.fingerprint(here)}: {here['cpu']}, {here['cores']} cores, {here['memory_gib']} GiB; commit {commit()}"
    )
    if before := figures.stored(here, what):
        print(f"compared with the stored figures of {what!r}:\n" + "\n".join(figures.compared(now, before)))
    else:
        print(f"no figures of {what!r} are stored for this machine (--keep stores these).")
    if keep:
        path = figures.keep(here, what, now, commit(), datetime.datetime.now(datetime.UTC).date().isoformat())
        print(f"stored in {path.relative_to(CHECKOUT)}")


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--users", type=int, default=50)
    p.add_argument("--rounds", type=int, default=3, help="number of rounds; the result is their median")
    p.add_argument("--seconds", type=float, default=10, help="measured seconds of a round, after 5 to warm up")
    p.add_argument("--accounts", type=int, default=20_000)
    p.add_argument("--knee", action="store_true", help=f"find the knee: one round each with {', '.join(map(str, KNEE))} users")
    p.add_argument("--keep", action="store_true", help="store the figures for this machine")
    p.add_argument("--json", action="store_true", help="also print the full JSON of each round")
    return p


def count(instance: Instance, options: argparse.Namespace) -> dict[str, dict[str, float]]:
    log = instance.postgres_log()
    if log is None:
        print("Statements are not counted: that needs the log of the embedded Postgres.")
        return {}
    port = ["--port", str(instance.port), "--locations", *places(), "--accounts", str(options.accounts)]
    return asyncio.run(per_step.count(client.parser().parse_args(port), instance.postgres, instance.redis, log))


def main() -> int:
    os.chdir(CHECKOUT)
    options = parser().parse_args()
    with Instance(int(os.environ.get("PORT") or free_port()), options.accounts) as instance:
        instance.start()
        counts = {} if options.knee else count(instance, options)
        print("client: our own asyncio client on plain sockets, in a separate process")
        runs = []
        for users in KNEE if options.knee else [options.users] * options.rounds:
            runs.append(drive(instance, options, users))
            show(runs[-1])
            if options.json:
                print(json.dumps(runs[-1]))
        if options.knee:
            knee = knee_of(runs)
            print(f"\nthe knee: {f'{knee} users' if knee else 'not reached'} (beyond it p99 rises, requests/s do not)")
            name, now = "knee", {f"{n} {r['users']} users": r[n] for r in runs for n in ("rps", "p99")}
        else:
            show_steps(runs[-1], counts)
            name, now = f"session, {options.users} users", median_of(runs)
            now |= {f"statements {step}": counted["statements"] for step, counted in counts.items()}
        compare(name, now, options.keep)
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
