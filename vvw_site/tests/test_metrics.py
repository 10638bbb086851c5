"""/metrics: who may read it, and that its values are right, across processes and while a server is away."""

import asyncio
import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings as site
from django.core.cache import cache
from django.db import connection, connections
from django.test import AsyncClient, Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.actions.outbox import queue_mail
from accounts.models import OutboxMessage
from accounts.tests.make import soon
from game.actions.proof import prove
from game.tests.make import make_character
from vvw_site.foundation.jobs.job import QUEUES, jobs
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.ports import free_port
from vvw_site.tests.lost_redis import take_redis_away
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.tiers import Figures, children_of, locked, tier, until, wait_until_blocked


def figures(client: Client, **headers: str) -> Figures:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/plain")
    return Figures(answer.content.decode())


# --- who may read it ------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "172.16.0.9", "192.168.7.7", "fd00::7", "::ffff:10.0.0.1"])
def test_a_private_address_may_read_it_under_any_host_name(client: Client, settings: Settings, address: str) -> None:
    settings.ALLOWED_HOSTS = ["game.example"]
    assert client.get("/metrics", REMOTE_ADDR=address, headers={"host": "10.0.0.5:8000"}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_single_asgi_process_serves_metrics() -> None:
    async def metrics_text() -> str:
        client = AsyncClient()
        assert (await client.get("/healthz/live")).status_code == 200
        text: str = (await client.get("/metrics")).content.decode()
        await sync_to_async(connections.close_all)()  # in the thread that answered; a server does it after each request
        return text

    assert Figures(asyncio.run(metrics_text()))("http_requests_total", route="healthz_live", status="200") >= 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "2a00::1", "::ffff:8.8.8.8", "", "nonsense"])
def test_for_any_other_address_it_is_404(client: Client, address: str) -> None:
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded"])
def test_a_request_through_a_proxy_is_not_private(client: Client, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


@pytest.mark.django_db
def test_the_token_gives_access_from_any_address_and_no_other_token_does(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "secret-of-the-operators"
    for given, status in (("Bearer secret-of-the-operators", 200), ("Bearer sécret", 404), ("Bearer ", 404), ("", 404)):
        answer = client.get("/metrics", REMOTE_ADDR="8.8.8.8", headers={"authorization": given, "x-forwarded-for": "9.9.9.9"})
        assert answer.status_code == status, given
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", REMOTE_ADDR="8.8.8.8", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_the_docs_name_each_metric_and_no_other(client: Client) -> None:
    text = client.get("/metrics").content.decode()
    shown = set(re.findall(r"^# TYPE (\w+)", text, re.M))
    table = (site.BASE_DIR / "docs/operation/metrics.md").read_text().partition("| metric |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", table, re.M)
    named = {name for cell in cells for name in re.findall(r"`(\w+)(?:\{[\w,]+\})?`", cell)}
    assert named == shown and len(shown) > 15


# --- requests ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_requests_are_counted_by_route_and_never_by_path(client: Client) -> None:
    before = figures(client)
    client.get("/no-such-page/of-mine/")
    client.get("/api/v1/battles/77")
    client.get("/api/v1/nowhere")
    client.get("/characters/Nobody_at_all/")
    client.get("/static/css/base.css")
    client.generic("BREW", "/healthz/live")
    after = figures(client)
    assert after.labels("http_requests_total", "route") <= after.labels("http_request_duration_seconds_count", "route")
    for route, method, status in (
        ("unmatched", "GET", "404"), ("api/v1/battles/<id:id>", "GET", "401"), ("game:profile", "GET", "404"),
        ("static", "GET", "200"), ("healthz_live", "other", "405"),
    ):  # fmt: skip
        labels = {"route": route, "method": method, "status": status}
        assert after("http_requests_total", **labels) == before("http_requests_total", **labels) + 1, labels
        assert after("http_request_duration_seconds_count", route=route) >= 1
    assert not any("Nobody" in route or "nowhere" in route for route in after.labels("http_requests_total", "route"))


@pytest.mark.django_db
def test_cache_hits_and_misses_are_counted(client: Client) -> None:
    before = figures(client)
    cache.set_many({"one": 1, "none": None})
    assert cache.get("one") == 1 and cache.get("none", 7) is None and cache.get("two", 7) == 7
    assert cache.get_many(key for key in ("one", "three")) == {"one": 1}
    after = figures(client)
    assert after("cache_hits_total") - before("cache_hits_total") == 3
    assert after("cache_misses_total") - before("cache_misses_total") == 2


# --- read at each scrape ------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_scrape_reads_outbox_queue_and_proof(client: Client) -> None:
    from django_redis import get_redis_connection

    empty = figures(client)
    assert (empty("outbox_waiting"), empty("outbox_overdue_seconds"), empty("celery_queue_length")) == (0, 0, 0)
    assert empty("ledger_proof_age_seconds") == float("inf")
    for _ in range(3):
        mail = queue_mail(subject="s", text="t", html="", to=["one@example.org"], sender="two@example.org")
    OutboxMessage.objects.filter(pk=mail.pk).update(failed_at=soon(hours=-9), due_at=soon(hours=-9))
    OutboxMessage.objects.filter(pk=mail.pk - 1).update(due_at=soon(seconds=-90))
    get_redis_connection("default").rpush("slow", "a task", "another")
    prove()
    now = figures(client)
    assert (now("outbox_waiting"), now("outbox_given_up"), now("celery_queue_length")) == (2, 1, 2)
    assert now("celery_queue_length", queue="slow") == 2 and now.labels("celery_queue_length", "queue") == set(QUEUES)
    assert 90 <= now("outbox_overdue_seconds") < 120 and 0 <= now("ledger_proof_age_seconds") < 60
    assert now("vvw_part_up", part="postgres") == now("vvw_part_up", part="redis") == 1


@pytest.mark.django_db
def test_a_scrape_reads_each_job_in_one_statement(client: Client) -> None:
    ended = soon(seconds=-500)
    JobRun.objects.create(
        job="jobs.sweep", window=soon(seconds=-600), state="done", started_at=ended, leased_until=ended, ended_at=ended, seconds=7.5,
        succeeded_at=ended, failures=3,
    )  # fmt: skip
    with CaptureQueriesContext(connection) as statements:
        now = figures(client)
    assert len([s for s in statements if "jobs_jobrun" in s["sql"]]) == 1
    assert now("job_last_duration_seconds", job="jobs.sweep") == 7.5 and now("job_failures", job="jobs.sweep") == 3
    assert 499 < now("job_success_age_seconds", job="jobs.sweep") < 560
    assert now("job_period_seconds", job="jobs.sweep") == 24 * 3600
    assert now("job_success_age_seconds", job="game.sweep") == float("inf")
    assert now.labels("job_success_age_seconds", "job") == set(jobs())


@pytest.mark.django_db
def test_without_redis_the_other_metrics_are_still_there(client: Client, settings: Settings) -> None:
    take_redis_away(settings)
    now = figures(client)
    assert (now("vvw_part_up", part="redis"), now("vvw_part_up", part="postgres")) == (0, 1)
    assert now.has("outbox_waiting") and not now.has("celery_queue_length")


# --- across processes -------------------------------------------------------------------------------------------------
def folder_of(worker: int) -> Path:
    """Where a worker counts: the folder of the files that it has mapped into memory."""
    mapped = Path(f"/proc/{worker}/maps").read_text().splitlines()
    return next(Path(line.split()[-1]).parent for line in mapped if line.endswith(".db"))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_workers_count_together_and_a_new_worker_continues_the_counts_of_a_dead_one(tmp_path: Path) -> None:
    with tier("site", tmp_path / "site.log", WORKERS="2", THREADS="2") as (site, master):

        def live() -> float:
            return site.figures()("http_requests_total", route="healthz_live")

        before = live()
        with ThreadPoolExecutor(4) as pool:
            assert {answer.status for answer in pool.map(lambda _: site.get("/healthz/live"), range(60))} == {200}
        assert {live() for _ in range(6)} == {before + 60}
        old = children_of(master.pid)
        assert len(old) == 2
        for worker in old:
            os.kill(worker, signal.SIGKILL)
        until(lambda: not set(children_of(master.pid)) & set(old) and len(children_of(master.pid)) == 2)
        assert live() == before + 60
        assert site.get("/healthz/ready").status == 200
        folder = folder_of(children_of(master.pid)[0])
        assert {path.stem for path in folder.glob("counter_*.db")} == {"counter_1", "counter_2"}
    assert not folder.exists()


# --- an exhausted pool, a server that is away ------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_exhausted_pool_is_a_503_for_people_and_programs_and_counted(tmp_path: Path) -> None:
    character = make_character()
    token = bearer(user_of(character))
    pool = {"DATABASE_POOL": "1", "DATABASE_POOL_TIMEOUT": "0.5"}
    with tier("game", tmp_path / "game.log", WORKERS="1", THREADS="4", **pool) as (game, _), ThreadPoolExecutor(4) as others:
        assert game.get("/api/v1/dashboard", token).status == 200
        hunt = '{"location": "old-mill"}'
        with locked(character.pk):
            sent = {"Content-Type": "application/json", "Idempotency-Key": "hunt-0000001", **token}
            holding = others.submit(game.request, "POST", "/api/v1/hunts", hunt, sent)
            wait_until_blocked()
            program = game.get("/api/v1/dashboard", token)
            page = game.get("/leaderboards/level/", {"Cookie": "sessionid=" + "x" * 32})
            assert not holding.done()
            full = game.figures()
        assert holding.result().status in (200, 201)
        assert (program.status, program.json["error"]["code"], program.headers["Retry-After"]) == (503, "unavailable", "5")
        assert (page.status, page.headers["Retry-After"]) == (503, "5")
        assert "The gate is crowded" in page.text and 'href="/"' in page.text
        assert max(program.seconds, page.seconds) < 5
        assert full("db_pool_timeouts_total") >= 2 and full("db_pool_waits_total") >= 2
        assert full("db_pool_wait_seconds_total") >= 0.9
        assert (full("db_pool_connections", state="in_use"), full("db_pool_limit")) == (1, 1)
        assert full("http_requests_total", status="503") == 2 and full("http_requests_total", status="500") == 0
        assert full("vvw_part_up", part="postgres") == 0 and not full.has("outbox_waiting")
        assert game.get("/api/v1/dashboard", token).status == 200
        again = game.figures()
        assert again("db_pool_connections", state="idle") >= 0 and again("vvw_part_up", part="postgres") == 1
    log = (tmp_path / "game.log").read_text()
    assert "Traceback" not in log and "unavailable" in log


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_database_that_cannot_be_reached_is_a_503(tmp_path: Path) -> None:
    away = {"DATABASE_URL": f"postgresql://vvw@127.0.0.1:{free_port()}/vvw", "DATABASE_POOL_TIMEOUT": "0.5"}
    with tier("site", tmp_path / "site.log", WORKERS="1", THREADS="2", **away) as (site, _):
        program = site.get("/api/v1/dashboard", {"Authorization": "Bearer " + "x" * 43})
        page = site.get("/characters/Somebody/")
        assert (program.status, program.json["error"]["code"], program.headers["Retry-After"]) == (503, "unavailable", "5")
        assert (page.status, page.headers["Retry-After"]) == (503, "5") and "The gate is crowded" in page.text
        assert site.get("/healthz/live").status == 200 and site.get("/healthz/ready").status == 503
        assert site.figures()("db_pool_timeouts_total") >= 2
