"""The two checks of a load balancer: whether this process is alive, and whether it can serve requests."""

import time
from collections.abc import Callable
from functools import partial

import structlog
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vvw_site.doctor import database, disk, static_files
from vvw_site.doctor.finding import Fault
from vvw_site.doctor.production_rules import NO_PROXY
from vvw_site.foundation.database.server_state import pending_migrations, refuses_writes
from vvw_site.foundation.redis_roles import parts, redis_of

log = structlog.get_logger(__name__)
Check = Callable[[], None]
"""Raises NotReadyError, or whatever error a part that does not answer causes."""
MIGRATED_SECONDS, LACKING_SECONDS = 60.0, 5.0
"""So long it is believed that the database has all migrations, or lacks some."""


class NotReadyError(Exception):
    """The part answers, but serving would be wrong. The text is a sentence that everybody may read."""


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers. Uses neither Postgres nor Redis."""
    return JsonResponse({"status": "live", "version": settings.VERSION})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 if this process can serve requests; otherwise 503 with the reason for each part. Never reveals addresses."""
    found = {name: fault_of(name, check) for name, check in (*checks().items(), *own_checks(request).items())}
    if not found["postgres"]:
        found["migrations"] = fault_of("migrations", migrations.check)
    said = {"status": "ready", "version": settings.VERSION}
    if faults := {name: fault for name, fault in found.items() if fault}:
        return JsonResponse({**said, "status": "not ready", "reasons": faults}, status=503)
    return JsonResponse(said)


def fault_of(name: str, check: Check) -> str:
    """A short reason, or empty if all is well. The log gets the full error."""
    try:
        check()
    except NotReadyError as error:
        log.warning("not_ready", part=name, error=str(error))
        return str(error)
    except Exception as error:  # whatever the error is, the site is not ready
        log.warning("not_ready", part=name, error=str(error))
        return f"{name} does not answer ({type(error).__name__})"
    return ""


def checks() -> dict[str, Check]:
    """Of the servers that all tiers share. The page /status/ shows them too."""
    found: dict[str, Check] = {"postgres": check_postgres}
    for part, role in parts().items():
        found[part] = partial(check_redis, role)
    return found


def own_checks(request: HttpRequest) -> dict[str, Check]:
    """Of this process and its machine; none sends a statement while all is well."""
    return {"static": check_static, "disk": check_disk, "proxy": partial(check_proxy, request)}


def check_postgres() -> None:
    """One statement: it answers, and takes writes."""
    demand_none(database.write_fault(*refuses_writes()))


def check_redis(role: str) -> None:
    # Not through the cache, which ignores a Redis that is away.
    redis_of(role).ping()


def check_static() -> None:
    if static_files.not_collected():
        raise NotReadyError("No static files were collected when this process started.")


def check_disk() -> None:
    demand_none(disk.serving_fault())


def check_proxy(request: HttpRequest) -> None:
    """A tier of ours speaks plain HTTP, so behind TLS it must trust a proxy. A server that ends TLS itself is asked over TLS."""
    if settings.PRODUCTION and not settings.TRUSTED_PROXY_COUNT and not request.is_secure():
        raise NotReadyError(NO_PROXY)


def demand_none(fault: Fault | None) -> None:
    if fault:
        raise NotReadyError(fault.sentence)


class Migrations:
    """Remembers for some seconds whether the database has all migrations, so that a probe each second costs two statements a
    minute."""

    def __init__(self, read: Callable[[], list[str]], clock: Callable[[], float] = time.monotonic) -> None:
        self.read, self.clock = read, clock
        self.fault: Fault | None = None
        self.believed_until = float("-inf")

    def check(self) -> None:
        """Raises NotReadyError if some are missing."""
        if self.clock() >= self.believed_until:
            self.fault = database.migration_fault(self.read())
            self.believed_until = self.clock() + (LACKING_SECONDS if self.fault else MIGRATED_SECONDS)
        demand_none(self.fault)


migrations = Migrations(pending_migrations)
