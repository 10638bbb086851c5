"""Staff actions in the admin: links on a record's page, each to a form that asks for values and a reason."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from msgspec import Struct

from accounts.admin.base import AdminMixin
from accounts.client_address import client_address
from accounts.models import User
from accounts.queries.rank import Rank, may_act, rank_of
from accounts.sessions.request_user import logged_in_user
from game.actions.staff_action import StaffActor, StaffOutcome
from game.admin.panels import Panel
from game.admin.staff_forms import StaffForm
from game.rules.errors import GameError

M = TypeVar("M", bound=Model)


def always(record: Any) -> bool:
    return True


class StaffActionOption(Struct, frozen=True):
    """One staff action that a record's page offers, or a list.

    run: called with a StaffActor, the record's id under the name `target` (none if that is empty), and the form's values. least: the lowest rank that
    may use it. fits: whether it makes sense for a record; the action checks that itself too. done: what to say afterwards, where
    “Done” would not be true yet.
    """

    slug: str
    title: str
    run: Callable[..., StaffOutcome]
    target: str
    least: Rank
    form: type[StaffForm] = StaffForm
    fits: Callable[[Any], bool] = always
    hint: str = ""
    danger: bool = False
    done: str = ""


class StaffActionsMixin(AdminMixin[M]):
    """Comes before the ModelAdmin of records that staff act on. staff_actions: what a record's page offers; list_actions: what the
    list offers, without a record."""

    staff_actions: tuple[StaffActionOption, ...] = ()
    list_actions: tuple[StaffActionOption, ...] = ()
    change_form_outer_before_template = list_before_template = "admin/vvw/staff_actions.html"
    change_form_outer_after_template = "admin/vvw/panels.html"

    def owners_of(self, record: M) -> list[User | None]:
        """The accounts that the record belongs to. Staff act only on accounts of a lower rank."""
        raise NotImplementedError

    def panels(self, request: HttpRequest, record: M) -> list[Panel]:
        """Shown below the record."""
        return []

    def form_panels(self, option: StaffActionOption, record: M) -> list[Panel]:
        """Shown below the form of a staff action."""
        return []

    def get_urls(self) -> list[URLPattern]:
        of_record, of_list = self.admin_site.admin_view(self.staff_view), self.admin_site.admin_view(self.list_staff_view)
        return [
            path("<int:pk>/staff/<slug:slug>/", of_record, name=self._url_name("staff")),
            path("staff/<slug:slug>/", of_list, name=self._url_name("list_staff")),
            *super().get_urls(),
        ]

    def list_context(self, request: HttpRequest) -> dict[str, Any]:
        if not self.list_actions:
            return {}
        user = logged_in_user(request)
        name, rank = f"admin:{self._url_name('list_staff')}", rank_of(user)
        fitting = [o for o in self.list_actions if may_act(user) and rank >= o.least]
        return {"staff_actions": [(o, reverse(name, args=[o.slug])) for o in fitting]}

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if record is not None and self.has_view_permission(request, record):
            extra |= {"staff_actions": self.options(request, record), "panels": self.panels(request, record)}
        return super().change_view(request, object_id, form_url, extra)

    def staff_view(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """The form of one staff action. A valid POST runs the action and redirects to the record."""
        option = next((o for o in self.staff_actions if o.slug == slug), None)
        record = self.get_queryset(request).filter(pk=pk).first()
        if option is None or record is None:
            raise Http404
        return self._form_view(request, option, record)

    def list_staff_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        """As staff_view, for an action of the list."""
        option = next((o for o in self.list_actions if o.slug == slug), None)
        if option is None:
            raise Http404
        return self._form_view(request, option, None)

    def _form_view(self, request: HttpRequest, option: StaffActionOption, record: M | None) -> HttpResponse:
        user = logged_in_user(request)
        rank = rank_of(user)
        if not self.has_view_permission(request, record) or not may_act(user) or rank < option.least:
            raise PermissionDenied
        back = self._page_of(record) if record is not None else reverse(f"admin:{self._url_name('changelist')}")
        given = {name: request.GET[name] for name in option.form.prefilled if name in request.GET}
        form = option.form(request.POST or None, target=record, staff_rank=rank, initial=given)
        status = 200
        if request.method == "POST":
            status = 400
            if form.is_valid():
                try:
                    outcome = self._run(request, option, record, form)
                except GameError as refused:
                    status = refused.status
                    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
                else:
                    self._show_outcome(request, option, outcome)
                    return redirect(back)
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "form": form, "option": option, "record": record,
            "title": option.title if record is None else f"{option.title}: {record}", "back": back,
            "panels": [] if record is None else self.form_panels(option, record),
        }  # fmt: skip
        return TemplateResponse(request, "admin/vvw/staff_form.html", context, status=status)

    def options(self, request: HttpRequest, record: M) -> list[tuple[StaffActionOption, str]]:
        """What this staff member may do with the record, each with the URL of its form."""
        user = logged_in_user(request)
        rank = rank_of(user)
        if not may_act(user) or any(rank_of(owner) >= rank for owner in self.owners_of(record)):
            return []
        name = f"admin:{self._url_name('staff')}"
        fitting = [o for o in self.staff_actions if rank >= o.least and o.fits(record)]
        return [(o, reverse(name, args=[record.pk, o.slug])) for o in fitting]

    def _run(self, request: HttpRequest, option: StaffActionOption, record: M | None, form: StaffForm) -> StaffOutcome:
        cleaned = form.cleaned_data
        actor = StaffActor(logged_in_user(request).id, cleaned["reason"], cleaned["key"], client_address(request))
        target = {} if record is None else {option.target: record.pk}
        return option.run(actor, **target, **form.values())

    @staticmethod
    def _show_outcome(request: HttpRequest, option: StaffActionOption, outcome: StaffOutcome) -> None:
        if outcome.again:
            messages.warning(request, "This form was sent before, so nothing was done a second time.")
        elif outcome.waits is not None:
            messages.warning(
                request, f"Not done yet: {option.title.lower()}. It is more than one person may give alone within a day, so "
                f"another member of the staff has to confirm grant {outcome.waits} (Players, Grants that wait).",
            )  # fmt: skip
        else:
            words = option.done or f"Done: {option.title.lower()}."
            messages.success(request, f"{words} It is entry {outcome.audit} of the audit.")

    def _page_of(self, record: M) -> str:
        return reverse(f"admin:{self._url_name('change')}", args=[record.pk])

    def _url_name(self, view: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"
