"""Metrics that are the same in every process. Each scrape reads them from Postgres and Redis, so no request pays for them."""

import time
from collections.abc import Callable, Iterable
from functools import partial

import structlog
from django.conf import settings
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from accounts.queries.outbox import outbox_state
from game.queries.archive import archive_lag
from game.queries.overview import last_proof
from vvw_site.foundation.jobs.job import QUEUES
from vvw_site.foundation.jobs.state import job_states
from vvw_site.foundation.redis_roles import BROKER, parts, redis_of

log = structlog.get_logger(__name__)


class ScrapeCollector(Collector):
    """If Postgres or Redis does not answer, `vvw_part_up` says so and its metrics are left out: an old value would mislead."""

    def collect(self) -> Iterable[Metric]:
        build = GaugeMetricFamily("vvw_build_info", "1; the label is the version that answers.", labels=["version"])
        build.add_metric([settings.VERSION], 1)
        yield build
        up = GaugeMetricFamily("vvw_part_up", "1 if the part answered.", labels=["part"])
        seconds = GaugeMetricFamily("vvw_part_seconds", "How long the part took to answer.", labels=["part"])
        for part, read in readers().items():
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
    """The outbox, the last proof of the ledger, the archive and the jobs: four statements, each with an index."""
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
    yield from job_metrics()


def job_metrics() -> Iterable[Metric]:
    seconds = GaugeMetricFamily("job_last_duration_seconds", "How long the job took when it last ended.", labels=["job"])
    age = GaugeMetricFamily("job_success_age_seconds", "Since the job last did its work; +Inf: never.", labels=["job"])
    period = GaugeMetricFamily("job_period_seconds", "How often the job should run.", labels=["job"])
    failures = GaugeMetricFamily(
        "job_failures", "Attempts of the last 24 hours that failed or lost their process.", labels=["job"]
    )
    for state in job_states():
        name = [state.job.name]
        if state.last is not None and state.last.seconds is not None:
            seconds.add_metric(name, state.last.seconds)
        ago = (state.now - state.succeeded_at).total_seconds() if state.succeeded_at else float("inf")
        age.add_metric(name, ago)
        period.add_metric(name, state.job.at.seconds)
        failures.add_metric(name, state.failures)
    yield from (seconds, age, period, failures)


def queue_metrics() -> Iterable[Metric]:
    # The broker stores a queue as a list under its name.
    waiting = GaugeMetricFamily("celery_queue_length", "Tasks that no worker has taken yet.", labels=["queue"])
    with redis_of(BROKER).pipeline(transaction=False) as pipeline:
        for queue in QUEUES:
            pipeline.llen(queue)
        for queue, length in zip(QUEUES, pipeline.execute(), strict=True):
            waiting.add_metric([queue], length)
    yield waiting


def readers() -> dict[str, Callable[[], Iterable[Metric]]]:
    """What each part is asked for. Roles of Redis with URLs of their own are parts of their own."""
    found: dict[str, Callable[[], Iterable[Metric]]] = {"postgres": postgres_metrics}
    for part, role in parts().items():
        found[part] = queue_metrics if part in ("redis", f"redis_{BROKER}") else partial(_nothing_but_an_answer, role)
    return found


def _nothing_but_an_answer(role: str) -> Iterable[Metric]:
    redis_of(role).ping()
    return ()
