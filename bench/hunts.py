"""`python bench/hunts.py`: hunts per second of the site against pgbench running the hunt's own statements (the limit).

The statements are those of real hunts, from the log of the very server: prepared, each run with the numbers of its own
hunter. Only what the database gives out (the hunter's version, battle, nonce) is taken anew from the hunt's own reads, and
the key is fresh each time. Each client of pgbench has hunters of its own, as each player has. pgbench comes with the embedded Postgres.
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
from vvw_site.foundation.services.binaries import find_binaries, find_runner

WARM = 4
HUNTERS = 100
"""Hunters whose hunts are recorded; each client repeats a random one of its share each time."""


async def hunts_of(port: int, log_path: Path, postgres: str, hunters: int) -> list[tuple[script.Known, list[LoggedStatement]]]:
    """Real hunts: what is known of each, and its statements."""
    found = []
    connection = await client.connect("127.0.0.1", port)
    log = Log(log_path)
    with psycopg.connect(postgres, autocommit=True) as database:
        for nth in range(1, hunters + 1):
            body = msgspec.json.encode({"username": f"load{nth:06d}", "password": "pw"})
            _, answer = await connection.ask("POST", "/api/v1/auth/login", body=body)
            token = "Authorization: Bearer " + msgspec.json.decode(answer)["token"] + "\r\n"
            where = msgspec.json.encode({"location": places()[nth % len(places())]})
            for turn in range(WARM):
                if turn == WARM - 1:
                    known = script.known_of(database, f"load{nth:06d}", uuid.uuid4().hex)
                    log.news()
                key = known.key if turn == WARM - 1 else uuid.uuid4().hex
                headers = f"{token}Idempotency-Key: {key}\r\n"
                status, answer = await connection.ask("POST", "/api/v1/hunts", headers, where)
                if status not in (200, 201):
                    raise UserError(f"A hunt was answered with {status}.")
            await asyncio.sleep(0.02)
            told = msgspec.json.decode(answer)
            known = msgspec.structs.replace(known, battle=told["battle_id"], nonce=told["fairness"]["nonce"])
            statements = script.of_hunt(log.news())
            # A thing that does not stack gets a number of its own first: a hunt that finds one is left out. Such hunts are
            # few and cost more, so the limit is told too high rather than too low.
            if not any("game_holding_id_seq" in s.sql for s in statements):
                found.append((known, statements))
    if connection.transport:
        connection.transport.close()
    return found


def pgbench(postgres: str, scripts: list[str], clients: int, seconds: float) -> float:
    """Transactions per second of all clients, each a pgbench of its own. Raises UserError when one fails."""
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
        errors = [line for line in err.splitlines() if "ERROR" in line] or err.strip().splitlines() or ["no word"]
        raise UserError(f"pgbench failed: {errors[0]}")
    rate = re.search(r"tps = ([\d.]+)", out)
    if rate is None:
        raise UserError("pgbench printed no rate.")
    return float(rate[1])


def connections(postgres: str) -> int:
    """How many connections the site has open now."""
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
    parser.add_argument("--keep", action="store_true", help="keep the figures as those of this machine")
    parser.add_argument("--show", action="store_true", help="print the script of the first hunter")
    asked = parser.parse_args()
    with Instance(int(os.environ.get("PORT") or session.free_port()), asked.accounts) as instance:
        instance.start()
        if (log := instance.postgres_log()) is None:
            raise UserError(
                "The hunt's statements are read from the log of an embedded Postgres: run this without DATABASE_URL."
            )
        with logged(instance.postgres):
            hunts = asyncio.run(hunts_of(instance.port, log, instance.postgres, asked.hunters))
        with psycopg.connect(instance.postgres) as database:
            scripts = [script.written(database, known, statements) for known, statements in hunts]
        if asked.show:
            print(scripts[0])
        print(f"{len(scripts)} hunters, {len(hunts[0][1])} statements a hunt")
        pairs = []
        for _ in range(asked.rounds):
            run = session.drive(instance, asked, asked.users)
            clients = connections(instance.postgres)
            ours, limit = run["hunts"] / asked.seconds, pgbench(instance.postgres, scripts, clients, asked.seconds)
            alone = run_hunts(instance, asked)
            pairs.append((alone, limit))
            print(f"the site {alone:,.0f} hunts/s (hunts alone; {ours:,.0f} within the session, {run['rps']:,.0f} requests/s); "
                  f"pgbench {limit:,.0f}/s with {clients} clients; ratio {alone / limit:.2f}")  # fmt: skip
        site, limit, ratio = (sorted(of)[len(of) // 2] for of in (*zip(*pairs, strict=True), [a / b for a, b in pairs]))
        now = {"hunts_per_second": round(site, 1), "limit": round(limit, 1), "ratio_to_limit": round(ratio, 3)}
        print(f"median: {now}")
        session.compare("hunts", now, asked.keep)
    return 0


def run_hunts(instance: Instance, asked: argparse.Namespace) -> float:
    """Hunts per second when the users do nothing but hunt."""
    hunts: int = session.drive(instance, asked, asked.users, "--only-hunts")["hunts"]
    return hunts / float(asked.seconds)


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
