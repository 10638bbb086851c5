"""Judges whether a Redis suits the roles that it has (docs/operation/redis.md)."""

from collections.abc import Sequence

from vvw_site.doctor.finding import Fault, Finding, Note
from vvw_site.foundation.redis_roles import CACHE

CACHE_POLICIES = ("allkeys-", "volatile-")
OWN_REDIS = "or give the cache a Redis of its own with REDIS_CACHE_URL"


def role_findings(roles: Sequence[str], *, policy: str | None, maxmemory: int | None, saved: bool = True) -> list[Finding]:
    """roles: those that one server has. policy, maxmemory (bytes): None where the server does not tell. saved: whether it could
    store its data on its disk when it tried last; by default it refuses all writes if not."""
    name = f"The Redis of {' and '.join([', '.join(roles[:-1]), roles[-1]] if roles[1:] else roles)}"
    if policy is None or maxmemory is None:
        return [
            Note(
                f"{name} does not tell its memory limit and policy, as some hosted ones do not: see there that {need_of(roles)}."
            )
        ]
    found: list[Finding] = []
    if roles == [CACHE]:
        if not policy.startswith(CACHE_POLICIES):
            found.append(
                Fault(
                    f"{name} has the policy {policy}: when it is full, nothing new is cached, and each page is computed again.",
                    "Set its maxmemory-policy to allkeys-lru.",
                )
            )
    elif policy != "noeviction":
        kept = " and ".join(role for role in roles if role != CACHE)
        found.append(
            Fault(
                f"{name} has the policy {policy}: when it is full, what it holds for {kept} may vanish.",
                f"Set its maxmemory-policy to noeviction{f', {OWN_REDIS}' if CACHE in roles else ''}.",
            )
        )
    if CACHE in roles and not maxmemory:
        found.append(
            Fault(
                f"{name} has no maxmemory: the cache may take all memory of its machine.", "Set its maxmemory, such as 256mb."
            )
        )
    if not saved:
        found.append(
            Fault(
                f"{name} could not store its data on its disk, so it may refuse all writes.",
                "Look at that disk and at its log.",
            )
        )
    return found


def need_of(roles: Sequence[str]) -> str:
    if roles == [CACHE]:
        return "it has a memory limit and the policy allkeys-lru"
    return "its policy is noeviction" + (", and that it has a memory limit" if CACHE in roles else "")
