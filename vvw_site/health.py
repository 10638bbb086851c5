"""The two checks of a load balancer: whether this process is alive, and whether it can serve requests."""

from collections.abc import Callable

import structlog
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_redis import get_redis_connection

log = structlog.get_logger(__name__)


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers. Uses neither Postgres nor Redis."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 if Postgres and Redis answer; otherwise 503 with the reason for each. Never reveals their addresses."""
    faults = {name: fault for name, check in CHECKS.items() if (fault := fault_of(name, check))}
    if faults:
        return JsonResponse({"status": "not ready", "reasons": faults}, status=503)
    return JsonResponse({"status": "ready"})


def fault_of(name: str, check: Callable[[], None]) -> str:
    """A short reason, or empty if all is well. The log gets the full error."""
    try:
        check()
    except Exception as error:  # whatever the error is, the site is not ready
        log.warning("not_ready", part=name, error=str(error))
        return f"{name} does not answer ({type(error).__name__})"
    return ""


def check_postgres() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_redis() -> None:
    # Not through the cache, which ignores a Redis that is away.
    get_redis_connection("default").ping()


CHECKS = {"postgres": check_postgres, "redis": check_redis}
