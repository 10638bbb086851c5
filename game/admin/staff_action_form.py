"""Staff actions in the admin: links on a record's page, each to a form that asks for values and a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from msgspec import Struct

from accounts.address import client_address
from accounts.queries.rank import Rank, may_act, rank_of
from game.actions.staff_action import StaffActor, StaffOutcome
from game.admin.staff_forms import StaffForm
from game.rules.errors import GameError


class Verb(Struct, frozen=True):
    """A staff action as the admin offers it. run: called with a StaffActor and the form's values beside the target's id, which
    goes under the name `target`. fits: whether it makes sense for a record; what it says is asked again by the action."""

    slug: str
    title: str
    run: Callable[..., StaffOutcome]
    target: str
    least: Rank
    form: type[StaffForm] = StaffForm
    fits: Callable[[Any], bool] = lambda record: True
    hint: str = ""
    danger: bool = False


class StaffActions:
    """For an admin of records that staff acts on. verbs: what there is; owner_of: the account that a record belongs to."""

    verbs: tuple[Verb, ...] = ()
    change_form_outer_before_template = "admin/vvw/verbs.html"
    change_form_outer_after_template = "admin/vvw/panels.html"

    def owners_of(self, record: Any) -> list[Any]:
        raise NotImplementedError

    def panels(self, request: HttpRequest, record: Any) -> list[Any]:
        return []

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_staff"
        address = path("<int:pk>/staff/<slug:verb>/", self.admin_site.admin_view(self.staff_view), name=name)
        return [address, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if record is not None and self.has_view_permission(request, record):
            extra |= {"verbs": self.offered(request, record), "panels": self.panels(request, record)}
        return super().change_view(request, object_id, form_url, extra)

    def staff_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """The form of one action; sent, it acts and leads back to the record."""
        chosen = next((v for v in self.verbs if v.slug == verb), None)
        record = self.get_queryset(request).filter(pk=pk).first()
        if chosen is None or record is None:
            raise Http404
        rank = rank_of(request.user)
        if not self.has_view_permission(request, record) or not may_act(request.user) or rank < chosen.least:
            raise PermissionDenied
        form = chosen.form(request.POST or None, target=record, rank=rank)
        status = 200
        if request.method == "POST":
            status = 400
            if form.is_valid():
                try:
                    done = self._act(request, chosen, record, form)
                except GameError as refused:
                    status = refused.status
                    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
                else:
                    self._say(request, chosen, done)
                    return redirect(self._page_of(record))
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": f"{chosen.title}: {record}", "form": form,
            "verb": chosen, "record": record, "back": self._page_of(record), "panels": self.shown(chosen, record),
        }  # fmt: skip
        return TemplateResponse(request, "admin/vvw/staff_form.html", context, status=status)

    def shown(self, verb: Verb, record: Any) -> list[Any]:
        """What to show below the form of a verb."""
        return []

    def _act(self, request: HttpRequest, verb: Verb, record: Any, form: StaffForm) -> StaffOutcome:
        cleaned = form.cleaned_data
        actor = StaffActor(request.user.id, cleaned["reason"], cleaned["key"], client_address(request))
        return verb.run(actor, **{verb.target: record.pk}, **form.values())

    @staticmethod
    def _say(request: HttpRequest, verb: Verb, done: StaffOutcome) -> None:
        if done.again:
            messages.warning(request, "This form had been sent before: nothing was done a second time.")
        elif done.waits is not None:
            messages.warning(
                request, f"ApiRequest: {verb.title.lower()}. It is more than one person may give alone within a day: nothing was "
                f"given yet, and another member of the staff has to confirm grant {done.waits} (Players, Grants that wait).",
            )  # fmt: skip
        else:
            messages.success(request, f"Done: {verb.title.lower()}. It is entry {done.audit} of the audit.")

    def _page_of(self, record: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def offered(self, request: HttpRequest, record: Any) -> list[tuple[Verb, str]]:
        rank = rank_of(request.user)
        if not may_act(request.user) or any(rank_of(owner) >= rank for owner in self.owners_of(record)):
            return []
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_staff"
        fitting = [v for v in self.verbs if rank >= v.least and v.fits(record)]
        return [(v, reverse(name, args=[record.pk, v.slug])) for v in fitting]
