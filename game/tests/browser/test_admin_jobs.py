"""The pages of jobs and of a failed mail in the admin, in a browser."""

from typing import Literal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.outbox import queue_mail
from accounts.models import OutboxMessage
from game.tests.browser.openers import OpenStaffPage
from game.tests.browser.test_admin_accessibility import faults_of_pages
from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.jobs.job import jobs
from vvw_site.foundation.jobs.lease import close, take

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JOB = "accounts.tasks.sweep_accounts"


SCREENS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((390, "dark"), (1440, "light"))


def test_the_pages_of_jobs_fit_the_screen_and_axe_finds_no_fault(staff_page: OpenStaffPage) -> None:
    for number, name in enumerate(jobs()):
        claim = take(name, jobs()[name].at.window_at(database_now()))
        assert claim is not None
        if number:
            close(claim, failed=number == 1, message="a long message of what was done or of what went wrong " * 5)
    mail = queue_mail(subject="Reset", text="a link", html="", to=["a@example.test"], sender="x@example.test")
    OutboxMessage.objects.update(failed_at=timezone.now())
    page = staff_page(reverse("admin:index"))
    paths = [
        reverse("admin:jobs_jobrun_jobs"), reverse("admin:jobs_jobrun_job", args=[JOB]), reverse("admin:jobs_jobrun_run", args=[JOB]),
        reverse("admin:jobs_jobrun_changelist"), reverse("admin:accounts_outboxmessage_change", args=[mail.pk]),
        reverse("admin:accounts_outboxmessage_again", args=[mail.pk]),
    ]  # fmt: skip
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        assert faults_of_pages(page, paths) == [], (width, scheme)


def test_a_job_is_found_from_the_overview_and_run_without_script(staff_page: OpenStaffPage) -> None:
    page = staff_page(reverse("admin:index"), script=False, width=1440)
    page.locator(".vvw-card", has_text="Jobs").get_by_role("link").click()
    page.get_by_role("link", name="Sweep accounts", exact=True).click()
    page.get_by_role("link", name="Run it now").click()
    page.locator("#content").get_by_role("heading", name="Run “sweep accounts” now?").wait_for()
    page.get_by_role("button", name="Run “sweep accounts”").click()
    page.get_by_text("Queued: sweep accounts.").wait_for()
