"""`python bench/hunts.py`: hunts per second of the site against pgbench running the hunt's own statements (the limit).

The statements come from the log of the same server, recorded from real hunts. pgbench runs them as prepared statements with
the parameters of the recorded hunter. Only the values that the database assigns (row version, battle, nonce) are read again by
the hunt's own SELECTs, and each run has a new key. No two clients of pgbench share a hunter, as no two players do. pgbench
comes with the embedded Postgres.
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import msgspec
import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import client, script, session
from bench.instance import Instance, places
from bench.statements import Log, LoggedStatement, logged
from tools.terminal import CHECKOUT, UserError, exit_on_error
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.binaries import find_binaries, find_runner

WARM = 4
"""Hunts of each hunter; only the last one is recorded."""
HUNTERS = 100
"""Number of hunters whose hunts are recorded. Each pgbench client repeats random hunts of its own share of them."""


async def hunts_of(port: int, log_path: Path, postgres: str, hunters: int) -> list[tuple[script.Known, list[LoggedStatement]]]:
    """Record real hunts: the values of each that must be replaced, and its statements. Raises UserError if a hunt fails."""
    found = []
    connection = await client.connect("127.0.0.1", port)
    log = Log(log_path)
    with psycopg.connect(postgres, autocommit=True) as database:
        for nth in range(1, hunters + 1):
            body = msgspec.json.encode({"username": f"load{nth:06d}", "password": "pw"})
            _, answer = await connection.request("POST", "/api/v1/auth/login", body=body)
            token = "Authorization: Bearer " + msgspec.json.decode(answer)["token"] + "\r\n"
            hunt_body = msgspec.json.encode({"location": places()[nth % len(places())]})
            for nth_hunt in range(WARM):
                if nth_hunt == WARM - 1:
                    known = script.known_of(database, f"load{nth:06d}", uuid.uuid4().hex)
                    log.new_statements()
                key = known.key if nth_hunt == WARM - 1 else uuid.uuid4().hex
                headers = f"{token}Idempotency-Key: {key}\r\n"
                status, answer = await connection.request("POST", "/api/v1/hunts", headers, hunt_body)
                if status not in (200, 201):
                    raise UserError(f"A hunt was answered with {status}.")
            await asyncio.sleep(0.02)
            result = msgspec.json.decode(answer)
            known = msgspec.structs.replace(known, battle=result["battle_id"], nonce=result["fairness"]["nonce"])
            statements = script.of_hunt(log.new_statements())
            # A hunt that finds an item that does not stack takes an extra statement for its id. These hunts are left out. They
            # are rare and cost more, so the limit is slightly too high, never too low.
            if not any("game_holding_id_seq" in s.sql for s in statements):
                found.append((known, statements))
    if connection.transport:
        connection.transport.close()
    return found


def pgbench(postgres: str, scripts: list[str], clients: int, seconds: float) -> float:
    """Transactions per second of all clients. Each client is its own pgbench process. Raises UserError if one fails."""
    program = find_binaries(find_runner()).postgres.parent / "pgbench"
    with tempfile.TemporaryDirectory() as folder:
        for n, text in enumerate(scripts):
            Path(folder, f"{n}.sql").write_text(text)
        running = []
        for client_number in range(clients):
            mine = [word for n in range(client_number, len(scripts), clients) for word in ("-f", f"{folder}/{n}.sql")]
            command = [str(program), "-n", "-M", "prepared", "-c", "1", "-T", str(int(seconds)), *mine, postgres]
            running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return sum(_rate(pgbench, *pgbench.communicate(timeout=seconds + 60)) for pgbench in running)


def _rate(ended: subprocess.Popen[str], out: str, err: str) -> float:
    failed = re.search(r"number of failed transactions: (\d+)", out)
    if ended.returncode or (failed and failed[1] != "0"):
        errors = [line for line in err.splitlines() if "ERROR" in line] or err.strip().splitlines() or ["no output"]
        raise UserError(f"pgbench failed: {errors[0]}")
    rate = re.search(r"tps = ([\d.]+)", out)
    if rate is None:
        raise UserError("pgbench printed no rate.")
    return float(rate[1])


def connections(postgres: str) -> int:
    """Number of open connections of the site."""
    with psycopg.connect(postgres) as database:
        row = database.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        ).fetchone()
    return row[0] if row else 0


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=20_000)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hunters", type=int, default=HUNTERS)
    parser.add_argument("--keep", action="store_true", help="store the figures for this machine")
    parser.add_argument("--show", action="store_true", help="print the script of the first hunter")
    options = parser.parse_args()
    with Instance(int(os.environ.get("PORT") or free_port()), options.accounts) as instance:
        instance.start()
        if (log := instance.postgres_log()) is None:
            raise UserError("This reads the log of the embedded Postgres: run it without DATABASE_URL.")
        with logged(instance.postgres):
            hunts = asyncio.run(hunts_of(instance.port, log, instance.postgres, options.hunters))
        with psycopg.connect(instance.postgres) as database:
            scripts = [script.pgbench_script(database, known, statements) for known, statements in hunts]
        if options.show:
            print(scripts[0])
        print(f"{len(scripts)} hunters, {len(hunts[0][1])} statements a hunt")
        pairs = []
        for _ in range(options.rounds):
            run = session.drive(instance, options, options.users)
            clients = connections(instance.postgres)
            ours, limit = run["hunts"] / options.seconds, pgbench(instance.postgres, scripts, clients, options.seconds)
            alone = run_hunts(instance, options)
            pairs.append((alone, limit))
            print(f"the site {alone:,.0f} hunts/s (hunts alone; {ours:,.0f} within the session, {run['rps']:,.0f} requests/s); "
                  f"pgbench {limit:,.0f}/s with {clients} clients; ratio {alone / limit:.2f}")  # fmt: skip
        site, limit, ratio = (sorted(of)[len(of) // 2] for of in (*zip(*pairs, strict=True), [a / b for a, b in pairs]))
        now = {"hunts_per_second": round(site, 1), "limit": round(limit, 1), "ratio_to_limit": round(ratio, 3)}
        print(f"median: {now}")
        session.compare("hunts", now, options.keep)
    return 0


def run_hunts(instance: Instance, options: argparse.Namespace) -> float:
    """Hunts per second while the users only hunt."""
    hunts: int = session.drive(instance, options, options.users, "--only-hunts")["hunts"]
    return hunts / float(options.seconds)


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
