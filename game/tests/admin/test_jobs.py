"""The pages of jobs in the admin: what they show, who may see them, and running a job now."""

import json
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_redis import get_redis_connection
from pytest_django import Settings

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.tests.staff import make_staff
from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.jobs import run as running
from vvw_site.foundation.jobs.job import jobs
from vvw_site.foundation.jobs.lease import close, take
from vvw_site.foundation.jobs.models import JobRequest, JobRun
from vvw_site.foundation.jobs.state import job_state

pytestmark = pytest.mark.django_db
JOB = "accounts.tasks.sweep_accounts"
JOBS_PAGE = "/admin/jobs/jobrun/jobs/"
RUN_PAGE = f"{JOBS_PAGE}{JOB}/run/"


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_staff(Rank.ADMINISTRATOR)
    client.force_login(user)
    return user


def make_run(*, failed: bool = False, message: str = "3 guests erased", hours: int = 0, name: str = JOB) -> None:
    claim = take(name, jobs()[name].at.window_at(database_now() - timedelta(hours=hours)))
    assert claim is not None
    close(claim, failed=failed, message=message)


def state(name: str = JOB) -> str:
    found = job_state(name)
    assert found is not None
    return found.state


def test_the_page_lists_every_job_with_its_times_and_what_it_did(client: Client, administrator: User) -> None:
    make_run()
    page = client.get(JOBS_PAGE).content.decode()
    assert all(page.count(reverse("admin:jobs_jobrun_job", args=[name])) == 1 for name in jobs())
    assert "every hour at :37" in page and "every day at 04:07 UTC" in page and "every 10 minutes" in page
    assert "3 guests erased" in page and "every 15 seconds" in page


def test_the_pages_run_as_many_statements_for_one_run_as_for_sixty(client: Client, administrator: User) -> None:
    def statements(url: str) -> int:
        with CaptureQueriesContext(connection) as taken:
            assert client.get(url).status_code == 200
        return len(taken)

    urls = (JOBS_PAGE, f"{JOBS_PAGE}{JOB}/")
    make_run()
    statements(urls[0])  # the first page of a client reads more
    few = [statements(url) for url in urls]
    for hours in range(1, 60):
        make_run(hours=hours)
    assert [statements(url) for url in urls] == few
    page = client.get(urls[1]).content.decode()
    assert page.count("<rect") == 50 and 'role="img"' in page


@pytest.mark.parametrize(
    ("make", "shown"),
    [
        (lambda: take(JOB, jobs()[JOB].at.window_at(database_now())), "running"), (make_run, "done"),
        (lambda: make_run(failed=True, message="ValueError: no"), "failed"), (lambda: make_run(hours=30), "overdue"),
    ],
    ids=["running", "done", "failed", "overdue"],
)  # fmt: skip
def test_a_job_shows_its_state(client: Client, administrator: User, make: Callable[[], object], shown: str) -> None:
    make()
    if shown == "overdue":  # in the first seconds of each hour's window it is not yet
        begun = database_now() - jobs()[JOB].at.window_at(database_now())
        time.sleep(max(0, 40 - begun.total_seconds()))
    assert state() == shown
    page = client.get(f"{JOBS_PAGE}{JOB}/").content.decode()
    assert f'<dd><span class="vvw-state vvw-state-{shown}">{shown}</span></dd>' in page


def test_a_run_whose_lease_ended_is_overdue() -> None:
    take(JOB, jobs()[JOB].at.window_at(database_now()))
    JobRun.objects.update(leased_until=database_now() - timedelta(seconds=1))
    assert state() == "overdue"


@pytest.mark.parametrize(("minutes", "shown"), [(14, "waiting"), (16, "overdue")])
def test_a_job_that_never_ran_is_overdue_three_windows_after_the_last_migration(minutes: int, shown: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = clock_timestamp() - make_interval(mins => %s)", [minutes])
    assert state("game.pay_season") == shown


def test_a_job_can_be_run_now_after_a_confirmation_that_names_it(client: Client, administrator: User) -> None:
    asked = client.get(RUN_PAGE).content.decode()
    assert "Run “sweep accounts” now?" in asked and JOB in asked and not AuditEntry.objects.exists()
    answer = client.post(RUN_PAGE, follow=True)
    assert "Queued: sweep accounts." in answer.content.decode()
    [raw] = get_redis_connection("default").lrange("slow", 0, -1)
    assert json.loads(raw)["headers"]["task"] == JOB and administrator.username in json.loads(raw)["headers"]["kwargsrepr"]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target, entry.actor) == ("staff.run_job", f"job:{JOB}", administrator)


def queued() -> int:
    return int(get_redis_connection("default").llen("slow"))


def test_a_double_click_queues_the_job_once_and_says_who_asked(client: Client, administrator: User) -> None:
    for _ in range(2):
        answer = client.post(RUN_PAGE, follow=True).content.decode()
    assert "It waits in the queue or runs already, so it was not queued a second time." in answer
    assert f"{administrator.username} asked for a run at" in answer and "Run it now" not in answer
    assert queued() == 1 == AuditEntry.objects.count()
    client.force_login(make_staff(Rank.ADMINISTRATOR))
    assert administrator.username in client.post(RUN_PAGE, follow=True).content.decode() and queued() == 1


def test_a_job_can_be_asked_for_again_when_its_run_is_over_its_message_expired_or_could_not_be_sent(
    client: Client, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(running._work, JOB, lambda window: "nothing to do")
    client.post(RUN_PAGE)
    running.run(JOB, asked_by=administrator.username)
    assert not JobRequest.objects.exists() and "Run it now" in client.get(f"{JOBS_PAGE}{JOB}/").content.decode()
    client.post(RUN_PAGE)
    JobRequest.objects.update(until=database_now())
    client.post(RUN_PAGE)
    assert queued() == 3
    JobRequest.objects.all().delete()
    monkeypatch.setattr("accounts.actions.run_job.send", lambda *args, **given: 1 / 0)
    client.post(RUN_PAGE)
    assert not JobRequest.objects.exists()


def test_without_a_queue_the_page_says_that_nothing_was_started(
    client: Client, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("celery.app.base.Celery.send_task", refuse)
    assert "nothing was started" in client.post(RUN_PAGE, follow=True).content.decode()


@pytest.mark.parametrize("rank", [Rank.MODERATOR, Rank.GAME_MASTER])
@pytest.mark.parametrize("page", [JOBS_PAGE, f"{JOBS_PAGE}{JOB}/", RUN_PAGE])
def test_lower_ranks_neither_see_nor_run_jobs(client: Client, rank: Rank, page: str) -> None:
    client.force_login(make_staff(rank))
    assert client.get(page).status_code == 403
    assert client.post(RUN_PAGE).status_code == 403
    assert get_redis_connection("default").llen("slow") == 0 and not AuditEntry.objects.exists()


def test_a_banned_administrator_runs_nothing(client: Client, administrator: User, settings: Settings) -> None:
    User.objects.filter(pk=administrator.pk).update(banned_until=database_now() + timedelta(days=1))
    client.post(RUN_PAGE)
    assert get_redis_connection("default").llen("slow") == 0


def test_a_job_that_nobody_declared_is_not_found(client: Client, administrator: User) -> None:
    assert (
        client.get(f"{JOBS_PAGE}game.nothing/").status_code == client.post(f"{JOBS_PAGE}game.nothing/run/").status_code == 404
    )


def test_the_overview_names_jobs_that_are_overdue_and_links_to_them(client: Client, administrator: User) -> None:
    page = client.get("/admin/").content.decode()
    assert JOBS_PAGE in page and "failed or overdue" in page
