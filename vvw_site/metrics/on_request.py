"""What is the same whichever process tells it: asked of Postgres and Redis when somebody looks, at no cost to a request."""

import time
from collections.abc import Callable, Iterable

import structlog
from django.conf import settings
from django.utils import timezone
from django_redis import get_redis_connection
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from accounts.queries.outbox import outbox_state
from game.queries.overview import last_proof

log = structlog.get_logger(__name__)


class ApiRequest(Collector):
    """A part that does not answer is told as such, and its figures are left out: an old figure would be a lie."""

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("vvw_part_up", "1 when the part answered.", labels=["part"])
        took = GaugeMetricFamily("vvw_part_seconds", "How long it took to answer.", labels=["part"])
        for part, ask in PARTS.items():
            begun = time.perf_counter()
            try:
                yield from list(ask())
            except Exception as error:  # whatever is wrong with it, the other figures are worth having
                log.warning("metrics_without", part=part, error=str(error))
                up.add_metric([part], 0)
            else:
                up.add_metric([part], 1)
            took.add_metric([part], time.perf_counter() - begun)
        yield up
        yield took


def of_postgres() -> Iterable[Metric]:
    """The outbox and the proof of the ledger: two statements, each served by an index."""
    outbox = outbox_state(timezone.now())
    yield GaugeMetricFamily("outbox_waiting", "Mails that are due or will be tried again.", outbox.waiting)
    yield GaugeMetricFamily("outbox_overdue_seconds", "For how long the oldest of them has been due.", outbox.overdue)
    yield GaugeMetricFamily("outbox_given_up", "Mails that were tried too often.", outbox.given_up)
    proof = last_proof()
    age = (timezone.now() - proof.at).total_seconds() if proof else float("inf")
    yield GaugeMetricFamily("ledger_proof_age_seconds", "Since the ledger was last proven; +Inf: never.", age)
    yield GaugeMetricFamily("ledger_proof_problems", "Balances that differed then.", proof.problems if proof else 0)


def of_redis() -> Iterable[Metric]:
    # The broker keeps a queue as a list under its name, in the same Redis as the cache.
    length = get_redis_connection("default").llen(settings.CELERY_TASK_DEFAULT_QUEUE)
    yield GaugeMetricFamily("celery_queue_length", "Tasks that no worker has taken yet.", length)


PARTS: dict[str, Callable[[], Iterable[Metric]]] = {"postgres": of_postgres, "redis": of_redis}
