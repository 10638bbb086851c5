"""Jobs: what each does, when it ran and when it runs next; its last runs; and running it now."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts.actions.run_job import CannotRunJobError, run_job
from accounts.admin.base import LargeTableAdmin
from accounts.admin.confirmation import Confirmation, confirm, may_act_as_administrator
from accounts.admin.display import display
from accounts.admin.job_chart import in_seconds, job_chart
from accounts.client_address import client_address
from accounts.models import User
from accounts.sessions.request_user import logged_in_user
from vvw_site.foundation.jobs.job import jobs
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.jobs.request import request_of
from vvw_site.foundation.jobs.state import JobState, history, job_state, job_states

COLOURS = {"running": "info", "done": "success", "failed": "danger"}


@admin.register(JobRun)
class JobRunAdmin(LargeTableAdmin[JobRun]):
    list_display = ("window", "title", "state_shown", "started_at", "took", "attempts", "failures", "message", "asked_by")
    list_display_links = ("window",)
    list_filter = ("state", "started_at")
    search_fields = ("job__startswith", "message", "asked_by__exact")
    search_help_text = "The name of a job (game.sweep), words of a message, or who asked for it."
    fields = (
        ("job", "window"), ("state_shown", "attempts", "failures"), ("started_at", "leased_until"), ("ended_at", "took"), "succeeded_at",
        "message", "asked_by",
    )  # fmt: skip
    readonly_fields = ("state_shown", "took")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("jobs/", view(self.jobs_view), name="jobs_jobrun_jobs"),
            path("jobs/<str:name>/", view(self.job_view), name="jobs_jobrun_job"),
            path("jobs/<str:name>/run/", view(self.run_view), name="jobs_jobrun_run"),
            *super().get_urls(),
        ]

    def jobs_view(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        states = job_states()
        bad = sum(state.state in ("failed", "overdue") for state in states)
        return self._page(request, "jobs", {
            "title": "Jobs", "bad": bad, "rows": [(s, in_seconds(s.last.seconds if s.last else None)) for s in states],
        })  # fmt: skip

    def job_view(self, request: HttpRequest, name: str) -> HttpResponse:
        self._check(request)
        state = self._state(name)
        runs = history(name)
        title = sentence(state.job.title)
        return self._page(request, "job", {
            "title": title, "state": state, "runs": [(run, in_seconds(run.seconds)) for run in runs], "chart": job_chart(runs, title),
            "may_run": may_act_as_administrator(logged_in_user(request)), "asked": request_of(name),
        })  # fmt: skip

    def run_view(self, request: HttpRequest, name: str) -> HttpResponse:
        self._check(request)
        job = self._state(name).job
        again = "It runs even if it has already run in this window; what it did then it does not do twice. " if job.once else ""
        asked = Confirmation(
            title=f"Run “{job.title}” now?", hint=f"{again}The audit keeps that you asked for it. Its name is {name}.",
            button=f"Run “{job.title}”", done=f"Queued: {job.title}. Load this page again to see what it did.",
            back=reverse("admin:jobs_jobrun_job", args=[name]),
        )  # fmt: skip

        def act(user: User) -> None:
            run_job(actor=user, name=name, address=client_address(request))

        return confirm(request, self.admin_site, asked, act, CannotRunJobError)

    @display(description="job", ordering="job")
    def title(self, run: JobRun) -> str:
        job = jobs().get(run.job)
        return job.title if job else run.job

    @display(description="state", label=COLOURS)
    def state_shown(self, run: JobRun) -> str:
        return run.state

    @display(description="took")
    def took(self, run: JobRun) -> str:
        return in_seconds(run.seconds)

    def _check(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    @staticmethod
    def _state(name: str) -> JobState:
        state = job_state(name)
        if state is None:
            raise Http404
        return state

    def _page(self, request: HttpRequest, template: str, more: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **more}
        return TemplateResponse(request, f"admin/vvw/{template}.html", context)


def sentence(title: str) -> str:
    return title[:1].upper() + title[1:]
