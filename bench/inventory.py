"""`python bench/inventory.py`: how the time of one inventory call grows with the size of the table of holdings.

Fills a separate instance to 100,000 rows and then to 10,000,000 (about 3 GB of disk; --drop removes it at the end). The
measured characters hold the same ten items both times; the rows of all others are spread between theirs.
"""

import argparse
import asyncio
import os
import random
import re
import shutil
import statistics
import sys
import time
from pathlib import Path

import msgspec
import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import client, session
from bench.instance import Instance
from bench.statements import Log, LoggedStatement, logged
from tools.terminal import CHECKOUT, UserError, exit_on_error, step
from vvw_site.foundation import services
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.instance_paths import instance_paths

INSTANCE = "bench-rows"
MEASURED = 50
"""Number of characters whose inventory is requested, in random order: the first ones."""
_FILL = """
INSERT INTO game_holding (character_id, item, quantity, stacked, durability, upgrade)
SELECT others.ids[1 + n %% array_length(others.ids, 1)], things.items[1 + n %% array_length(things.items, 1)], 1, false, 100, 0
FROM generate_series(1, %s) n,
    (SELECT array_agg(id) AS ids FROM game_character WHERE id > %s) others,
    (SELECT array_agg(DISTINCT item) AS items FROM game_holding WHERE NOT stacked) things
"""


def fill(postgres: str, rows: int) -> int:
    """Fill the table up to `rows`. Returns its number of rows, which is higher if it had more before."""
    with psycopg.connect(postgres, autocommit=True) as database:
        (have,) = database.execute("SELECT count(*) FROM game_holding").fetchone() or (0,)
        if have < rows:
            (last,) = database.execute(
                "SELECT max(id) FROM (SELECT id FROM game_character ORDER BY id LIMIT %s) first", [MEASURED]
            ).fetchone() or (0,)
            database.execute("SET session_replication_role = replica")  # skips the foreign key check of each row
            database.execute(_FILL, [rows - have, last])
        database.execute("VACUUM ANALYZE game_holding")
        database.execute("CHECKPOINT")
    return max(int(have), rows)


async def times(port: int, calls: int, log_path: Path, postgres: str) -> tuple[list[float], LoggedStatement]:
    """The milliseconds of each call, made one after the other, and the statement that reads the holdings."""
    connection = await client.connect("127.0.0.1", port)
    tokens, took = [], []
    for n in range(1, MEASURED + 1):
        body = msgspec.json.encode({"username": f"load{n:06d}", "password": "pw"})
        _, answer = await connection.request("POST", "/api/v1/auth/login", body=body)
        tokens.append("Authorization: Bearer " + msgspec.json.decode(answer)["token"] + "\r\n")
    for n in range(calls + calls // 4):
        begun = time.perf_counter()
        status, _ = await connection.request("GET", "/api/v1/inventory", random.choice(tokens))
        if status != 200:
            raise UserError(f"The inventory was answered with {status}.")
        if n >= calls // 4:
            took.append((time.perf_counter() - begun) * 1000)
    with logged(postgres):
        log = Log(log_path)
        await connection.request("GET", "/api/v1/inventory", tokens[0])
        (read,) = [s for s in log.new_statements() if "game_holding" in s.sql]
    if connection.transport:
        connection.transport.close()
    return took, read


def explained(postgres: str, read: LoggedStatement) -> str:
    """Postgres' plan for the statement of the call."""
    sql = re.sub(r"\$(\d+)", lambda m: "'" + (read.parameters[int(m[1]) - 1] or "").replace("'", "''") + "'", read.sql)
    with psycopg.connect(postgres) as database:
        lines = database.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}".encode()).fetchall()
    return "\n".join(f"    {line}" for (line,) in lines)


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs=2, default=[100_000, 10_000_000], help="few and many")
    parser.add_argument("--accounts", type=int, default=5_000, help="characters in all (ten rows each to begin with)")
    parser.add_argument("--calls", type=int, default=2_000)
    parser.add_argument("--keep", action="store_true", help="store the figures for this machine")
    parser.add_argument("--drop", action="store_true", help="remove the data of the instance at the end")
    options = parser.parse_args()
    if not os.environ.keys().isdisjoint({"DATABASE_URL", "REDIS_URL"}):
        raise UserError(
            "This fills a table with random rows, so it only runs on its own embedded servers: unset DATABASE_URL and REDIS_URL."
        )
    if services.is_running(INSTANCE):
        raise UserError("Another run of this command uses the instance: wait for its end.")
    shutil.rmtree(instance_paths(INSTANCE).home, ignore_errors=True)  # a full table of an earlier run cannot shrink
    middles = []
    with Instance(int(os.environ.get("PORT") or free_port()), options.accounts, INSTANCE) as instance:
        instance.start()
        log = instance.postgres_log()
        assert log
        for rows in options.rows:
            with step(f"{rows:,} rows"):
                have = fill(instance.postgres, rows)
                instance.wait_until_calm("postgres", 60)
            took, read = asyncio.run(times(instance.port, options.calls, log, instance.postgres))
            middles.append(statistics.median(took))
            print(f"{have:,} rows: p50 {middles[-1]:.2f} ms of {len(took):,} calls\n{explained(instance.postgres, read)}")
    print(f"ratio of the p50s: {middles[1] / middles[0]:.2f}")
    now = {"p50_few": round(middles[0], 3), "p50_many": round(middles[1], 3), "ratio": round(middles[1] / middles[0], 3)}
    session.compare("inventory", now, options.keep)
    if options.drop:
        shutil.rmtree(instance_paths(INSTANCE).home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
