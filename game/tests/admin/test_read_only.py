"""What pages that nobody edits say: words for readers, histories that are not empty, one page for passwords."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.actions.audit import record
from accounts.admin.job_chart import LEFT, WIDTH, job_chart
from accounts.models import User
from game.actions.groups import make_groups
from game.tests.make import make_user
from vvw_site.foundation.jobs.models import JobRun

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_off", "superuser")]


def test_an_account_shows_no_help_for_whoever_would_type_its_fields(client: Client) -> None:
    page = client.get(f"/admin/accounts/user/{make_user().pk}/change/").content.decode()
    assert "Date joined" in page and "150 characters" not in page and "Unselect this" not in page


def test_a_group_lists_what_it_may_line_by_line(client: Client) -> None:
    make_groups()
    group = Group.objects.get(name="Moderator")
    page = client.get(f"/admin/auth/group/{group.pk}/change/").content.decode()
    assert "<br>view report (game)<br>" in page and "Game | report" not in page


def test_the_history_of_a_record_is_its_audit(client: Client, superuser: User) -> None:
    target = make_user()
    record(action="staff.warn", actor=superuser, target=f"user:{target.pk}", reason="A word about names")
    page = client.get(f"/admin/accounts/user/{target.pk}/history/", follow=True)
    assert page.request["PATH_INFO"] == "/admin/accounts/auditentry/"
    assert "A word about names" in page.content.decode()


def test_staff_change_their_password_on_the_page_of_accounts(client: Client) -> None:
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


@pytest.mark.parametrize("count", [1, 2, 30])
def test_the_bars_of_a_job_begin_under_the_time_of_the_first_run(count: int) -> None:
    now = timezone.now()
    runs = [JobRun(state="done", started_at=now - timedelta(minutes=n), seconds=1.0) for n in range(count)]
    places = [float(x) for x in re.findall(r'<rect [^>]*x="([\d.]+)"', job_chart(runs, "A job"))]
    assert places == sorted(places) and len(places) == count and places[0] == LEFT + 1
    assert count == 1 or WIDTH - 15 < places[-1] < WIDTH
