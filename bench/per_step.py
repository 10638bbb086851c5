"""Counts the statements and Redis commands of each step of the load session, with one user and one request at a time."""

import argparse
import asyncio
import statistics
from collections import defaultdict
from pathlib import Path

import redis

from bench.client import connect, play
from bench.statements import Log, logged, redis_commands

WARM = 12
"""Sessions before counting, so that the connections of all workers have prepared their statements."""
COUNTED = 5


async def count(options: argparse.Namespace, postgres: str, redis_url: str, log_path: Path) -> dict[str, dict[str, float]]:
    """The median of {"statements", "redis"} by step. Under "session": the mean per request over whole sessions."""
    sql: dict[str, list[int]] = defaultdict(list)
    keys: dict[str, list[int]] = defaultdict(list)
    client = redis.Redis.from_url(redis_url)
    connection = await connect(options.host, options.port)
    with logged(postgres):
        log = Log(log_path)
        for nth in range(WARM + COUNTED):
            before = redis_commands(client)
            async for step, _, _ in play(connection, f"{options.prefix}{nth + 1:06d}", options):
                await asyncio.sleep(0.02)  # statements after the response count too
                statements, after = log.new_statements(), redis_commands(client)
                if nth >= WARM:
                    sql[step].append(len(statements))
                    keys[step].append(after - before - 1)
                before = after
    if connection.transport:
        connection.transport.close()
    client.close()
    counts = {step: {"statements": statistics.median(sql[step]), "redis": statistics.median(keys[step])} for step in sql}
    requests = sum(map(len, sql.values()))
    counts["session"] = {
        "statements": round(sum(map(sum, sql.values())) / requests, 2),
        "redis": round(sum(map(sum, keys.values())) / requests, 2),
    }
    return counts
