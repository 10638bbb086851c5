"""Two questions of a load balancer: is this process alive, and can it serve?"""

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
    """200 while the process answers at all; asks nothing of anybody."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when Postgres and Redis answer; 503 with the reason by part otherwise. Never says where they are."""
    faults = {name: fault for name, ask in (("postgres", ask_postgres), ("redis", ask_redis)) if (fault := asked(name, ask))}
    if faults:
        return JsonResponse({"status": "not ready", "reasons": faults}, status=503)
    return JsonResponse({"status": "ready"})


def asked(name: str, ask: Callable[[], None]) -> str:
    """Empty when all is well; a short reason otherwise (the whole one goes to the log)."""
    try:
        ask()
    except Exception as error:  # whatever is wrong with it, we are not ready
        log.warning("not_ready", part=name, error=str(error))
        return f"{name} does not answer ({type(error).__name__})"
    return ""


def ask_postgres() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_redis() -> None:
    # Not through the cache, which passes over a Redis that is away.
    get_redis_connection("default").ping()
