"""Asks each Redis server for its policy. Several URLs may lead to one server, such as with different database numbers."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from redis.exceptions import ResponseError

from vvw_site.doctor.finding import Finding
from vvw_site.doctor.redis_rules import role_findings
from vvw_site.foundation.redis_roles import ROLES, redis_of


def findings() -> Iterator[Finding]:
    servers: dict[str, list[str]] = {}
    told: dict[str, dict[str, Any]] = {}
    for role in ROLES:
        said = _info(role)
        server = str(said.get("run_id") or settings.REDIS_URLS[role])
        servers.setdefault(server, []).append(role)
        told[server] = said
    for server, roles in servers.items():
        said = told[server]
        yield from role_findings(
            roles, policy=said.get("maxmemory_policy"), maxmemory=said.get("maxmemory"),
            saved="err" not in (said.get("rdb_last_bgsave_status"), said.get("aof_last_write_status")),
        )  # fmt: skip


def _info(role: str) -> dict[str, Any]:
    """INFO has what CONFIG GET would say, which hosted servers often forbid. Empty where INFO is forbidden too; RedisError if the
    server does not answer."""
    client: Any = redis_of(role)
    try:
        return dict(client.info())
    except ResponseError:
        client.ping()
        return {}
