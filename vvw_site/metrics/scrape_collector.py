"""Metrics that are the same in every process. Each scrape reads them from Postgres and Redis, so no request pays for them."""

import time
from collections.abc import Callable, Iterable

import structlog
from django.conf import settings
from django.utils import timezone
from django_redis import get_redis_connection
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from accounts.queries.outbox import outbox_state
from game.queries.archive import archive_lag
from game.queries.overview import last_proof

log = structlog.get_logger(__name__)


class ScrapeCollector(Collector):
    """If Postgres or Redis does not answer, `vvw_part_up` says so and its metrics are left out: an old value would mislead."""

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("vvw_part_up", "1 if the part answered.", labels=["part"])
        seconds = GaugeMetricFamily("vvw_part_seconds", "How long the part took to answer.", labels=["part"])
        for part, read in PARTS.items():
            begun = time.perf_counter()
            try:
                yield from list(read())
            except Exception as error:  # one error must not hide the other metrics
                log.warning("metrics_without", part=part, error=str(error))
                up.add_metric([part], 0)
            else:
                up.add_metric([part], 1)
            seconds.add_metric([part], time.perf_counter() - begun)
        yield up
        yield seconds


def postgres_metrics() -> Iterable[Metric]:
    """The outbox, the last proof of the ledger and the archive: three statements, each with an index."""
    outbox = outbox_state(timezone.now())
    yield GaugeMetricFamily("outbox_waiting", "Mails that are due or will be retried.", outbox.waiting)
    yield GaugeMetricFamily("outbox_overdue_seconds", "For how long the oldest of these mails has been due.", outbox.overdue)
    yield GaugeMetricFamily("outbox_given_up", "Mails whose last attempt failed.", outbox.given_up)
    proof = last_proof()
    age = (timezone.now() - proof.at).total_seconds() if proof else float("inf")
    yield GaugeMetricFamily("ledger_proof_age_seconds", "Since the ledger was last proven; +Inf: never.", age)
    yield GaugeMetricFamily("ledger_proof_problems", "Balances that differed in that proof.", proof.problems if proof else 0)
    lag = GaugeMetricFamily(
        "archive_lag_seconds", "For how long the oldest row has been due for the archive.", labels=["table"]
    )
    behind = archive_lag()
    lag.add_metric(["battles"], behind.battles)
    lag.add_metric(["raid_hits"], behind.raid_hits)
    yield lag


def redis_metrics() -> Iterable[Metric]:
    # The broker stores a queue as a list under its name, in the same Redis as the cache.
    length = get_redis_connection("default").llen(settings.CELERY_TASK_DEFAULT_QUEUE)
    yield GaugeMetricFamily("celery_queue_length", "Tasks that no worker has taken yet.", length)


PARTS: dict[str, Callable[[], Iterable[Metric]]] = {"postgres": postgres_metrics, "redis": redis_metrics}
