"""Statements and Redis commands of each step of the load session: one user, one request at a time."""

import argparse
import asyncio
import statistics
from collections import defaultdict
from pathlib import Path

import redis

from bench.client import connect, play
from bench.statements import Log, logged, redis_commands

WARM = 12
"""Sessions before counting: every worker's connections then have prepared what they prepare."""
COUNTED = 5


async def count(asked: argparse.Namespace, postgres: str, redis_url: str, log_path: Path) -> dict[str, dict[str, float]]:
    """By step the median of {"statements", "redis"}; under "session" the mean of a request over a whole session."""
    sql: dict[str, list[int]] = defaultdict(list)
    keys: dict[str, list[int]] = defaultdict(list)
    client = redis.Redis.from_url(redis_url)
    connection = await connect(asked.host, asked.port)
    with logged(postgres):
        log = Log(log_path)
        for nth in range(WARM + COUNTED):
            before = redis_commands(client)
            async for step, _, _ in play(connection, f"{asked.prefix}{nth + 1:06d}", asked):
                await asyncio.sleep(0.02)  # what is sent after the answer counts as well
                statements, after = log.news(), redis_commands(client)
                if nth >= WARM:
                    sql[step].append(len(statements))
                    keys[step].append(after - before - 1)
                before = after
    if connection.transport:
        connection.transport.close()
    client.close()
    told = {step: {"statements": statistics.median(sql[step]), "redis": statistics.median(keys[step])} for step in sql}
    requests = sum(map(len, sql.values()))
    told["session"] = {
        "statements": round(sum(map(sum, sql.values())) / requests, 2),
        "redis": round(sum(map(sum, keys.values())) / requests, 2),
    }
    return told
